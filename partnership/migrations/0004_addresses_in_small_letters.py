from django.db import migrations, models
from django.db.models.functions import Lower

import partnership.models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0003_message_attempts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="email",
            field=partnership.models.AddressField(max_length=254, unique=True, verbose_name="email address"),
        ),
        migrations.AlterField(
            model_name="userevent",
            name="email",
            field=partnership.models.AddressField(max_length=254, verbose_name="email address"),
        ),
        # No two addresses become one: they are unique in any case.
        migrations.RunSQL(
            "UPDATE partnership_user SET email = lower(email) WHERE email <> lower(email)",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", Lower("email"))),
                name="user_email_is_in_small_letters",
                violation_error_message="An e-mail address to sign in with is kept in small letters.",
            ),
        ),
    ]
