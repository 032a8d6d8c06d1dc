import django.core.serializers.json
import django.db.models.deletion
import partnership.due
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from partnership.first_migration import FirstMigration


class Migration(FirstMigration):
    replaces = [
        ("priorities", "0001_initial"),
        ("priorities", "0002_read_locked_plan"),
        ("priorities", "0003_stage_may_be_unknown"),
        ("priorities", "0004_programme_priorities"),
        ("priorities", "0005_date_requests"),
        ("priorities", "0006_date_request_decided_for"),
        ("priorities", "0007_succession"),
    ]

    dependencies = [
        ("partnership", "0001_tables"),
        ("plans", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outcomes", to="plans.plan"
                    ),
                ),
                ("key", models.SlugField(max_length=80)),
                ("ref", models.CharField(blank=True, max_length=30)),
                ("title", models.TextField()),
                ("description", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["plan", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"),
                        name="outcome_key_is_unique_in_its_plan",
                        violation_error_message="This plan already has an outcome with that key.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_outcomeevent" ("description", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "ref", "title") VALUES (NEW."description", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."ref", NEW."title"); RETURN NULL;',
                            hash="e3a719fc62845873c305e594f847468656700eed",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_217ab",
                            table="priorities_outcome",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_outcomeevent" ("description", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "ref", "title") VALUES (NEW."description", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."ref", NEW."title"); RETURN NULL;',
                            hash="7822a3872ee77f04b67ad6f5d3cbba33bfd65e6e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2e56f",
                            table="priorities_outcome",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_outcomeevent" ("description", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "ref", "title") VALUES (OLD."description", OLD."id", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."ref", OLD."title"); RETURN NULL;',
                            hash="b4d7cd00de29b975a55e884cbabdda1313513a66",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0a258",
                            table="priorities_outcome",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutcomeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.outcome",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.plan",
                    ),
                ),
                ("key", models.SlugField(db_index=False, max_length=80)),
                ("ref", models.CharField(blank=True, max_length=30)),
                ("title", models.TextField()),
                ("description", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="priorities", to="plans.plan"
                    ),
                ),
                ("key", models.SlugField(max_length=80)),
                ("ref", models.CharField(blank=True, max_length=30)),
                ("title", models.TextField()),
                ("plain_title", models.TextField(blank=True)),
                ("description", models.TextField(blank=True)),
                ("cross_cutting", models.BooleanField(default=False)),
                (
                    "lead_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_priorities",
                        to="partnership.body",
                    ),
                ),
                ("monitored_elsewhere_by", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "In the plan"),
                            ("added_later", "Added later"),
                            ("merged", "Merged into another"),
                            ("transferred", "Transferred to another body"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="active",
                        max_length=20,
                    ),
                ),
                ("status_note", models.TextField(blank=True)),
                ("in_plan_from", models.DateField(blank=True, null=True)),
                ("in_plan_until", models.DateField(blank=True, null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="priorities.priority",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "priorities",
                "ordering": ["plan", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"),
                        name="priority_key_is_unique_in_its_plan",
                        violation_error_message="This plan already has a priority with that key.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ref", ""), _negated=True),
                        fields=("plan", "ref"),
                        name="priority_ref_is_unique_in_its_plan",
                        violation_error_message="This plan already has a priority with that number.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_priorityevent" ("cross_cutting", "description", "id", "in_plan_from", "in_plan_until", "key", "lead_body_id", "merged_into_id", "monitored_elsewhere_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_title", "plan_id", "position", "ref", "status", "status_note", "title") VALUES (NEW."cross_cutting", NEW."description", NEW."id", NEW."in_plan_from", NEW."in_plan_until", NEW."key", NEW."lead_body_id", NEW."merged_into_id", NEW."monitored_elsewhere_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plain_title", NEW."plan_id", NEW."position", NEW."ref", NEW."status", NEW."status_note", NEW."title"); RETURN NULL;',
                            hash="578107d7a4b0eb2cd57fb76b0ecad5fd8b813948",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_593ff",
                            table="priorities_priority",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_priorityevent" ("cross_cutting", "description", "id", "in_plan_from", "in_plan_until", "key", "lead_body_id", "merged_into_id", "monitored_elsewhere_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_title", "plan_id", "position", "ref", "status", "status_note", "title") VALUES (NEW."cross_cutting", NEW."description", NEW."id", NEW."in_plan_from", NEW."in_plan_until", NEW."key", NEW."lead_body_id", NEW."merged_into_id", NEW."monitored_elsewhere_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plain_title", NEW."plan_id", NEW."position", NEW."ref", NEW."status", NEW."status_note", NEW."title"); RETURN NULL;',
                            hash="f5e9a11e95fcbb85661c88e085996d2d851b9aa9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_10be1",
                            table="priorities_priority",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_priorityevent" ("cross_cutting", "description", "id", "in_plan_from", "in_plan_until", "key", "lead_body_id", "merged_into_id", "monitored_elsewhere_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_title", "plan_id", "position", "ref", "status", "status_note", "title") VALUES (OLD."cross_cutting", OLD."description", OLD."id", OLD."in_plan_from", OLD."in_plan_until", OLD."key", OLD."lead_body_id", OLD."merged_into_id", OLD."monitored_elsewhere_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plain_title", OLD."plan_id", OLD."position", OLD."ref", OLD."status", OLD."status_note", OLD."title"); RETURN NULL;',
                            hash="a9982e389b94d1651d044b2b1a62842ad3201233",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0e0f9",
                            table="priorities_priority",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.priority",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.plan",
                    ),
                ),
                ("key", models.SlugField(db_index=False, max_length=80)),
                ("ref", models.CharField(blank=True, max_length=30)),
                ("title", models.TextField()),
                ("plain_title", models.TextField(blank=True)),
                ("description", models.TextField(blank=True)),
                ("cross_cutting", models.BooleanField(default=False)),
                (
                    "lead_body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.body",
                    ),
                ),
                ("monitored_elsewhere_by", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "In the plan"),
                            ("added_later", "Added later"),
                            ("merged", "Merged into another"),
                            ("transferred", "Transferred to another body"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="active",
                        max_length=20,
                    ),
                ),
                ("status_note", models.TextField(blank=True)),
                ("in_plan_from", models.DateField(blank=True, null=True)),
                ("in_plan_until", models.DateField(blank=True, null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.priority",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PriorityOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="served_outcomes",
                        to="priorities.priority",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="serving_priorities",
                        to="priorities.outcome",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "outcome"),
                        name="priority_serves_an_outcome_once",
                        violation_error_message="This priority already serves that outcome.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_priorityoutcomeevent" ("id", "outcome_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id") VALUES (NEW."id", NEW."outcome_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."priority_id"); RETURN NULL;',
                            hash="b11d7921d0052a46f7a518da87545619458d68f8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_591f8",
                            table="priorities_priorityoutcome",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_priorityoutcomeevent" ("id", "outcome_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id") VALUES (NEW."id", NEW."outcome_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."priority_id"); RETURN NULL;',
                            hash="415cc36b97d2a2889b162e96113aafa8505355cc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1de7a",
                            table="priorities_priorityoutcome",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_priorityoutcomeevent" ("id", "outcome_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id") VALUES (OLD."id", OLD."outcome_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."priority_id"); RETURN NULL;',
                            hash="45215dfb6be49851ea6c884d6956330d139a6eac",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f126c",
                            table="priorities_priorityoutcome",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityOutcomeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.priorityoutcome",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "priority",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.priority",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.outcome",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PriorityDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="linked_documents",
                        to="priorities.priority",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="linked_priorities",
                        to="plans.linkeddocument",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "document"),
                        name="priority_links_a_document_once",
                        violation_error_message="This priority already links to that document.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_prioritydocumentevent" ("document_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id") VALUES (NEW."document_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."priority_id"); RETURN NULL;',
                            hash="b27952493d4f0f850ee2de5da4f1b1f6f4b93461",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0c1dc",
                            table="priorities_prioritydocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_prioritydocumentevent" ("document_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id") VALUES (NEW."document_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."priority_id"); RETURN NULL;',
                            hash="bee2cf93b0b00f607dc069fffda0663a1cc1e263",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a508f",
                            table="priorities_prioritydocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_prioritydocumentevent" ("document_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id") VALUES (OLD."document_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."priority_id"); RETURN NULL;',
                            hash="65e608d5b4327fdb5a2d42528b44572cd705584a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_97c6e",
                            table="priorities_prioritydocument",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.prioritydocument",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "priority",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.priority",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.linkeddocument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="priorities.priority",
                    ),
                ),
                ("key", models.SlugField(max_length=80)),
                ("ref", models.CharField(blank=True, max_length=30)),
                ("title", models.TextField()),
                ("summary_title", models.TextField(blank=True)),
                ("goal", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["priority", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "key"),
                        name="commitment_key_is_unique_in_its_priority",
                        violation_error_message="This priority already has a commitment with that key.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_commitmentevent" ("goal", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "ref", "summary_title", "title") VALUES (NEW."goal", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."priority_id", NEW."ref", NEW."summary_title", NEW."title"); RETURN NULL;',
                            hash="ea2687243a81f01e24a1cc32caed62cb3b5fd691",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7630b",
                            table="priorities_commitment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_commitmentevent" ("goal", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "ref", "summary_title", "title") VALUES (NEW."goal", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."priority_id", NEW."ref", NEW."summary_title", NEW."title"); RETURN NULL;',
                            hash="05da0996456b546878af1fcbf9f684c3a84ccde2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6c4c8",
                            table="priorities_commitment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_commitmentevent" ("goal", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "ref", "summary_title", "title") VALUES (OLD."goal", OLD."id", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."priority_id", OLD."ref", OLD."summary_title", OLD."title"); RETURN NULL;',
                            hash="936bd8df87f39134182fd096b7293813a5d356ad",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cd74c",
                            table="priorities_commitment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.commitment",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "priority",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.priority",
                    ),
                ),
                ("key", models.SlugField(db_index=False, max_length=80)),
                ("ref", models.CharField(blank=True, max_length=30)),
                ("title", models.TextField()),
                ("summary_title", models.TextField(blank=True)),
                ("goal", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StrategicAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="priorities.priority"
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="priorities.commitment",
                    ),
                ),
                ("key", models.SlugField(max_length=80)),
                ("ref", models.CharField(blank=True, max_length=30)),
                ("title", models.TextField()),
                ("description", models.TextField(blank=True)),
                ("success_criteria", models.TextField(blank=True)),
                ("sources", models.TextField(blank=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("under_way", "Under way"),
                            ("complete", "Complete"),
                            ("paused", "Paused"),
                            ("withdrawn", "Withdrawn"),
                            ("merged", "Merged into another"),
                            ("transferred", "Transferred to another body"),
                            ("unknown", "Not said"),
                        ],
                        default="not_started",
                        max_length=20,
                    ),
                ),
                ("stage_note", models.TextField(blank=True)),
                ("percent_complete", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("completed_on", models.DateField(blank=True, null=True)),
                (
                    "starts",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                (
                    "due",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("as_printed", models.JSONField(blank=True, default=dict)),
                ("in_plan_from", models.DateField(blank=True, null=True)),
                ("in_plan_until", models.DateField(blank=True, null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="priorities.strategicaction",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["priority", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "key"),
                        name="action_key_is_unique_in_its_priority",
                        violation_error_message="This priority already has an action with that key.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completed_on__isnull", False), ("stage", "complete")),
                            models.Q(models.Q(("stage", "complete"), _negated=True), ("completed_on", None)),
                            _connector="OR",
                        ),
                        name="action_complete_has_its_date",
                        violation_error_message="A completed action needs the date it was completed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent_complete", None), ("percent_complete__lte", 100), _connector="OR"),
                        name="action_percent_is_at_most_100",
                        violation_error_message="Per cent complete is a number from 0 to 100.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="original_due_is_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."due" IS DISTINCT FROM (NEW."due"))',
                            func="\n                    PERFORM 1 FROM plans_plan plan JOIN priorities_priority p ON p.plan_id = plan.id\n                    WHERE p.id = OLD.priority_id FOR SHARE OF plan;\n                    IF EXISTS (\n                        SELECT 1 FROM priorities_priority p JOIN plans_plan plan ON plan.id = p.plan_id\n                        WHERE p.id = OLD.priority_id AND plan.status NOT IN ('drafting', 'consultation')\n                    ) THEN\n                        RAISE EXCEPTION USING\n                            ERRCODE = 'check_violation',\n                            CONSTRAINT = 'original_due_date_is_fixed',\n                            MESSAGE = 'the original due date is fixed';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="c60868d6fef4255fac250c21f6bd3b7fd8518440",
                            operation='UPDATE OF "due"',
                            pgid="pgtrigger_original_due_is_fixed_91214",
                            table="priorities_strategicaction",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_strategicactionevent" ("as_printed", "commitment_id", "completed_on", "description", "due", "id", "in_plan_from", "in_plan_until", "key", "merged_into_id", "percent_complete", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "ref", "sources", "stage", "stage_note", "starts", "success_criteria", "title") VALUES (NEW."as_printed", NEW."commitment_id", NEW."completed_on", NEW."description", NEW."due", NEW."id", NEW."in_plan_from", NEW."in_plan_until", NEW."key", NEW."merged_into_id", NEW."percent_complete", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."priority_id", NEW."ref", NEW."sources", NEW."stage", NEW."stage_note", NEW."starts", NEW."success_criteria", NEW."title"); RETURN NULL;',
                            hash="cc9ab434e0ca56eb7c8b2a9e1db17b79472bdeba",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0a578",
                            table="priorities_strategicaction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_strategicactionevent" ("as_printed", "commitment_id", "completed_on", "description", "due", "id", "in_plan_from", "in_plan_until", "key", "merged_into_id", "percent_complete", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "ref", "sources", "stage", "stage_note", "starts", "success_criteria", "title") VALUES (NEW."as_printed", NEW."commitment_id", NEW."completed_on", NEW."description", NEW."due", NEW."id", NEW."in_plan_from", NEW."in_plan_until", NEW."key", NEW."merged_into_id", NEW."percent_complete", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."priority_id", NEW."ref", NEW."sources", NEW."stage", NEW."stage_note", NEW."starts", NEW."success_criteria", NEW."title"); RETURN NULL;',
                            hash="32c1625093b1744664985db873c8b01a2f30ec3d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a6db8",
                            table="priorities_strategicaction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_strategicactionevent" ("as_printed", "commitment_id", "completed_on", "description", "due", "id", "in_plan_from", "in_plan_until", "key", "merged_into_id", "percent_complete", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "ref", "sources", "stage", "stage_note", "starts", "success_criteria", "title") VALUES (OLD."as_printed", OLD."commitment_id", OLD."completed_on", OLD."description", OLD."due", OLD."id", OLD."in_plan_from", OLD."in_plan_until", OLD."key", OLD."merged_into_id", OLD."percent_complete", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."priority_id", OLD."ref", OLD."sources", OLD."stage", OLD."stage_note", OLD."starts", OLD."success_criteria", OLD."title"); RETURN NULL;',
                            hash="32f1777b91826c42b971d53bff596ed35ac42b6b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d29dc",
                            table="priorities_strategicaction",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StrategicActionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.strategicaction",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "priority",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.priority",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.commitment",
                    ),
                ),
                ("key", models.SlugField(db_index=False, max_length=80)),
                ("ref", models.CharField(blank=True, max_length=30)),
                ("title", models.TextField()),
                ("description", models.TextField(blank=True)),
                ("success_criteria", models.TextField(blank=True)),
                ("sources", models.TextField(blank=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("under_way", "Under way"),
                            ("complete", "Complete"),
                            ("paused", "Paused"),
                            ("withdrawn", "Withdrawn"),
                            ("merged", "Merged into another"),
                            ("transferred", "Transferred to another body"),
                            ("unknown", "Not said"),
                        ],
                        default="not_started",
                        max_length=20,
                    ),
                ),
                ("stage_note", models.TextField(blank=True)),
                ("percent_complete", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("completed_on", models.DateField(blank=True, null=True)),
                (
                    "starts",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                (
                    "due",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("as_printed", models.JSONField(blank=True, default=dict)),
                ("in_plan_from", models.DateField(blank=True, null=True)),
                ("in_plan_until", models.DateField(blank=True, null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.strategicaction",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="date_changes",
                        to="priorities.strategicaction",
                    ),
                ),
                ("due", partnership.due.DueField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("reason", models.TextField()),
                ("agreed_on", models.DateField()),
                ("agreed_by", models.TextField()),
            ],
            options={
                "ordering": ["action", "agreed_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "agreed_on"),
                        name="date_change_is_one_a_day",
                        violation_error_message="A new date was already agreed for this action on that day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("agreed_by", ""), _negated=True)
                        ),
                        name="date_change_has_a_reason",
                        violation_error_message="A later date needs a reason and whoever agreed it.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_datechangeevent" ("action_id", "agreed_by", "agreed_on", "due", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."action_id", NEW."agreed_by", NEW."agreed_on", NEW."due", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="18bdcb44d57f3e58f497b6191318480d2c124df7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86829",
                            table="priorities_datechange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_datechangeevent" ("action_id", "agreed_by", "agreed_on", "due", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."action_id", NEW."agreed_by", NEW."agreed_on", NEW."due", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="292af82dada7fd60ffec702126732f10f0c1526e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_712dd",
                            table="priorities_datechange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_datechangeevent" ("action_id", "agreed_by", "agreed_on", "due", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."action_id", OLD."agreed_by", OLD."agreed_on", OLD."due", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                            hash="499669750284931c4a15fca0ab7635be8953d80b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9c60c",
                            table="priorities_datechange",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DateChangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.datechange",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.strategicaction",
                    ),
                ),
                ("due", partnership.due.DueField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("reason", models.TextField()),
                ("agreed_on", models.DateField()),
                ("agreed_by", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DateRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="date_requests",
                        to="priorities.strategicaction",
                    ),
                ),
                ("due", partnership.due.DueField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("reason", models.TextField()),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("on_behalf_of", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a decision"),
                            ("agreed", "Agreed"),
                            ("refused", "Not agreed"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_for", models.TextField(blank=True)),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "change",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request",
                        to="priorities.datechange",
                    ),
                ),
            ],
            options={
                "ordering": ["action", "requested_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("action",),
                        name="date_request_waits_alone",
                        violation_error_message="A later date has been asked for already and waits for a decision.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="date_request_has_a_reason",
                        violation_error_message="Say why a later date is needed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="date_request_decided_says_who",
                        violation_error_message="A decision about a date says who decided and when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("decision_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="date_request_refused_says_why",
                        violation_error_message="Say why the later date is not agreed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change__isnull", False), ("state", "agreed")),
                            models.Q(models.Q(("state", "agreed"), _negated=True), ("change", None)),
                            _connector="OR",
                        ),
                        name="date_request_agreed_has_its_change",
                        violation_error_message="An agreed date is among the action's changes of date.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_daterequestevent" ("action_id", "change_id", "decided_at", "decided_by_id", "decided_for", "decision_reason", "due", "id", "on_behalf_of", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "state") VALUES (NEW."action_id", NEW."change_id", NEW."decided_at", NEW."decided_by_id", NEW."decided_for", NEW."decision_reason", NEW."due", NEW."id", NEW."on_behalf_of", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."requested_at", NEW."requested_by_id", NEW."state"); RETURN NULL;',
                            hash="c3f9f0ca39344ece6fedaa64baeb9683678fd32c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cae15",
                            table="priorities_daterequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_daterequestevent" ("action_id", "change_id", "decided_at", "decided_by_id", "decided_for", "decision_reason", "due", "id", "on_behalf_of", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "state") VALUES (NEW."action_id", NEW."change_id", NEW."decided_at", NEW."decided_by_id", NEW."decided_for", NEW."decision_reason", NEW."due", NEW."id", NEW."on_behalf_of", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."requested_at", NEW."requested_by_id", NEW."state"); RETURN NULL;',
                            hash="75a3328fbdd1e5dfca201b14f4a800ec39bf0994",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bbd33",
                            table="priorities_daterequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_daterequestevent" ("action_id", "change_id", "decided_at", "decided_by_id", "decided_for", "decision_reason", "due", "id", "on_behalf_of", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "state") VALUES (OLD."action_id", OLD."change_id", OLD."decided_at", OLD."decided_by_id", OLD."decided_for", OLD."decision_reason", OLD."due", OLD."id", OLD."on_behalf_of", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."requested_at", OLD."requested_by_id", OLD."state"); RETURN NULL;',
                            hash="a84fd8cbd9cb75bb7798c16573a5170cfd2251b0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d6920",
                            table="priorities_daterequest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DateRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.daterequest",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.strategicaction",
                    ),
                ),
                ("due", partnership.due.DueField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("reason", models.TextField()),
                (
                    "requested_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("on_behalf_of", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a decision"),
                            ("agreed", "Agreed"),
                            ("refused", "Not agreed"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_for", models.TextField(blank=True)),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "change",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.datechange",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="priorities.strategicaction",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="partnership.post",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="partnership.body",
                    ),
                ),
                ("as_printed", models.TextField(blank=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Leads"),
                            ("accountable", "Accountable"),
                            ("political_lead", "Political lead"),
                            ("contributor", "Contributes"),
                        ],
                        default="lead",
                        max_length=20,
                    ),
                ),
                ("primary", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "responsibilities",
                "ordering": ["action", "-primary", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body", None), ("organisation", None), ("post__isnull", False)),
                            models.Q(("body", None), ("organisation__isnull", False), ("post", None)),
                            models.Q(("body__isnull", False), ("organisation", None), ("post", None)),
                            models.Q(
                                ("body", None),
                                ("organisation", None),
                                ("post", None),
                                models.Q(("as_printed", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="responsibility_has_one_holder",
                        violation_error_message="A responsibility belongs to one post, organisation or body, or is kept as printed.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("primary", True)),
                        fields=("action",),
                        name="action_has_at_most_one_primary_lead",
                        violation_error_message="An action has at most one first lead.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_responsibilityevent" ("action_id", "as_printed", "body_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post_id", "primary", "role") VALUES (NEW."action_id", NEW."as_printed", NEW."body_id", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."post_id", NEW."primary", NEW."role"); RETURN NULL;',
                            hash="cd4acc781432b62624fe74f5c6ce9e77452a158d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cf004",
                            table="priorities_responsibility",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_responsibilityevent" ("action_id", "as_printed", "body_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post_id", "primary", "role") VALUES (NEW."action_id", NEW."as_printed", NEW."body_id", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."post_id", NEW."primary", NEW."role"); RETURN NULL;',
                            hash="37e23146119bebbb7568c18a61476208e954cc12",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_803ec",
                            table="priorities_responsibility",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_responsibilityevent" ("action_id", "as_printed", "body_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post_id", "primary", "role") VALUES (OLD."action_id", OLD."as_printed", OLD."body_id", OLD."id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."post_id", OLD."primary", OLD."role"); RETURN NULL;',
                            hash="7c61dd7edbccc1f1fab43b5228f988b4419d6db5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1c9e5",
                            table="priorities_responsibility",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResponsibilityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.responsibility",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.strategicaction",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.post",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.body",
                    ),
                ),
                ("as_printed", models.TextField(blank=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Leads"),
                            ("accountable", "Accountable"),
                            ("political_lead", "Political lead"),
                            ("contributor", "Contributes"),
                        ],
                        default="lead",
                        max_length=20,
                    ),
                ),
                ("primary", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="priorities.strategicaction",
                    ),
                ),
                ("title", models.TextField()),
                (
                    "due",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["action", "position", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_milestoneevent" ("action_id", "done_on", "due", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."action_id", NEW."done_on", NEW."due", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."title"); RETURN NULL;',
                            hash="43d1b4e01b4da2e1ec8b87a569ae75dfee70cf80",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7a893",
                            table="priorities_milestone",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_milestoneevent" ("action_id", "done_on", "due", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."action_id", NEW."done_on", NEW."due", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."title"); RETURN NULL;',
                            hash="d681df35605713f8c5893b8f2ff1c2f5e6ed0654",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36de1",
                            table="priorities_milestone",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_milestoneevent" ("action_id", "done_on", "due", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (OLD."action_id", OLD."done_on", OLD."due", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."title"); RETURN NULL;',
                            hash="ac5983615d238ac63dd6588411d86b68c262bfa9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_60740",
                            table="priorities_milestone",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MilestoneEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.milestone",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.strategicaction",
                    ),
                ),
                ("title", models.TextField()),
                (
                    "due",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="programmes", to="plans.plan"
                    ),
                ),
                ("key", models.SlugField(max_length=80)),
                ("title", models.TextField()),
                ("description", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["plan", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"),
                        name="programme_key_is_unique_in_its_plan",
                        violation_error_message="This plan already has a programme with that key.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_programmeevent" ("description", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "title") VALUES (NEW."description", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."title"); RETURN NULL;',
                            hash="11c8d7403937be8e0537a9a5a96736c52eb25d14",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6adf3",
                            table="priorities_programme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_programmeevent" ("description", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "title") VALUES (NEW."description", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."title"); RETURN NULL;',
                            hash="7c73e6d8eba61e30f0652c84ac763802be8bff6d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1c010",
                            table="priorities_programme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_programmeevent" ("description", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "title") VALUES (OLD."description", OLD."id", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."title"); RETURN NULL;',
                            hash="9a96dda255299255ba3477c6af5d9fd47046718a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9d3be",
                            table="priorities_programme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.programme",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.plan",
                    ),
                ),
                ("key", models.SlugField(db_index=False, max_length=80)),
                ("title", models.TextField()),
                ("description", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammePriority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="priorities.programme",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributing_programmes",
                        to="priorities.priority",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "programme priorities",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "priority"),
                        name="programme_contributes_once",
                        violation_error_message="This programme already contributes to that priority.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_programmepriorityevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "programme_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."priority_id", NEW."programme_id"); RETURN NULL;',
                            hash="8f887a45eea0fa4b7f29c45d7ee29ba97604b294",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8f07a",
                            table="priorities_programmepriority",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_programmepriorityevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "programme_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."priority_id", NEW."programme_id"); RETURN NULL;',
                            hash="caca4d7cde0e74d92118cf12c3b0c9503e9502be",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cdc25",
                            table="priorities_programmepriority",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_programmepriorityevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "programme_id") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."priority_id", OLD."programme_id"); RETURN NULL;',
                            hash="6fcc653a439580b9dc254b51df3f4dcce757ccb9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2b365",
                            table="priorities_programmepriority",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammePriorityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.programmepriority",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.programme",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.priority",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listings",
                        to="priorities.strategicaction",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="listings", to="priorities.priority"
                    ),
                ),
                ("ref", models.CharField(blank=True, max_length=30)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["priority", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "priority"),
                        name="action_is_listed_once_in_a_priority",
                        violation_error_message="This priority already lists that action.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_listingevent" ("action_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "ref") VALUES (NEW."action_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."priority_id", NEW."ref"); RETURN NULL;',
                            hash="133b4320e8639f41f09e9671c696ce69e652d53b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3a019",
                            table="priorities_listing",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_listingevent" ("action_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "ref") VALUES (NEW."action_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."priority_id", NEW."ref"); RETURN NULL;',
                            hash="019192f5d8068a572a254ebf977fd694d4157445",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_17c66",
                            table="priorities_listing",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_listingevent" ("action_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "priority_id", "ref") VALUES (OLD."action_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."priority_id", OLD."ref"); RETURN NULL;',
                            hash="4dce564a3ebaf535fc3b891c76744d37d62509db",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4266a",
                            table="priorities_listing",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.listing",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.strategicaction",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.priority",
                    ),
                ),
                ("ref", models.CharField(blank=True, max_length=30)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PrioritySuccession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plans.plan"),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("carried", "Carried forward"),
                            ("merged", "Merged"),
                            ("split", "Split"),
                            ("dropped", "Not carried forward"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="priorities.priority",
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="priorities.priority",
                    ),
                ),
            ],
            options={
                "ordering": ["old", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fate", "dropped"), ("new", None), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("fate", "dropped"), _negated=True), ("new__isnull", False)),
                            _connector="OR",
                        ),
                        name="priority_succession_drops_with_a_reason",
                        violation_error_message="What is not carried forward says why; everything else says what it became.",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "old", "new"),
                        name="priority_succession_is_said_once",
                        nulls_distinct=False,
                        violation_error_message="This is already part of what it became.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("fate", "split"), _negated=True),
                        fields=("plan", "old"),
                        name="priority_has_one_fate",
                        violation_error_message="This has been decided about already.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_prioritysuccessionevent" ("decided_at", "decided_by_id", "fate", "id", "new_id", "old_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."fate", NEW."id", NEW."new_id", NEW."old_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."reason"); RETURN NULL;',
                            hash="79d52587996f11de7341bd60db133e8d81fd283f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f3643",
                            table="priorities_prioritysuccession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_prioritysuccessionevent" ("decided_at", "decided_by_id", "fate", "id", "new_id", "old_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."fate", NEW."id", NEW."new_id", NEW."old_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."reason"); RETURN NULL;',
                            hash="a282783e1da18cc2e8bd0f474f530a516e97402d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2c5b2",
                            table="priorities_prioritysuccession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_prioritysuccessionevent" ("decided_at", "decided_by_id", "fate", "id", "new_id", "old_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."fate", OLD."id", OLD."new_id", OLD."old_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."reason"); RETURN NULL;',
                            hash="2f2aa198cd5e6125af8a2b1f0735e004f44335f8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8ca94",
                            table="priorities_prioritysuccession",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrioritySuccessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.prioritysuccession",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.plan",
                    ),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("carried", "Carried forward"),
                            ("merged", "Merged"),
                            ("split", "Split"),
                            ("dropped", "Not carried forward"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "old",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.priority",
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.priority",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommitmentSuccession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plans.plan"),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("carried", "Carried forward"),
                            ("merged", "Merged"),
                            ("split", "Split"),
                            ("dropped", "Not carried forward"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="priorities.commitment",
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="priorities.commitment",
                    ),
                ),
            ],
            options={
                "ordering": ["old", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fate", "dropped"), ("new", None), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("fate", "dropped"), _negated=True), ("new__isnull", False)),
                            _connector="OR",
                        ),
                        name="commitment_succession_drops_with_a_reason",
                        violation_error_message="What is not carried forward says why; everything else says what it became.",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "old", "new"),
                        name="commitment_succession_is_said_once",
                        nulls_distinct=False,
                        violation_error_message="This is already part of what it became.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("fate", "split"), _negated=True),
                        fields=("plan", "old"),
                        name="commitment_has_one_fate",
                        violation_error_message="This has been decided about already.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_commitmentsuccessionevent" ("decided_at", "decided_by_id", "fate", "id", "new_id", "old_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."fate", NEW."id", NEW."new_id", NEW."old_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."reason"); RETURN NULL;',
                            hash="45870749bee75b6a69c366704e75fae7fbc5d50f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f887c",
                            table="priorities_commitmentsuccession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_commitmentsuccessionevent" ("decided_at", "decided_by_id", "fate", "id", "new_id", "old_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."fate", NEW."id", NEW."new_id", NEW."old_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."reason"); RETURN NULL;',
                            hash="edf19e9f7d717e70e3bae89dfd886869836709ce",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8c244",
                            table="priorities_commitmentsuccession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_commitmentsuccessionevent" ("decided_at", "decided_by_id", "fate", "id", "new_id", "old_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."fate", OLD."id", OLD."new_id", OLD."old_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."reason"); RETURN NULL;',
                            hash="20305486ea670afb6cad48e260d2ed4d3179202e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3f061",
                            table="priorities_commitmentsuccession",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentSuccessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.commitmentsuccession",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.plan",
                    ),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("carried", "Carried forward"),
                            ("merged", "Merged"),
                            ("split", "Split"),
                            ("dropped", "Not carried forward"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "old",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.commitment",
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.commitment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActionSuccession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plans.plan"),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("carried", "Carried forward"),
                            ("merged", "Merged"),
                            ("split", "Split"),
                            ("dropped", "Not carried forward"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="priorities.strategicaction",
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="priorities.strategicaction",
                    ),
                ),
            ],
            options={
                "ordering": ["old", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fate", "dropped"), ("new", None), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("fate", "dropped"), _negated=True), ("new__isnull", False)),
                            _connector="OR",
                        ),
                        name="action_succession_drops_with_a_reason",
                        violation_error_message="What is not carried forward says why; everything else says what it became.",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "old", "new"),
                        name="action_succession_is_said_once",
                        nulls_distinct=False,
                        violation_error_message="This is already part of what it became.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("fate", "split"), _negated=True),
                        fields=("plan", "old"),
                        name="action_has_one_fate",
                        violation_error_message="This has been decided about already.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_actionsuccessionevent" ("decided_at", "decided_by_id", "fate", "id", "new_id", "old_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."fate", NEW."id", NEW."new_id", NEW."old_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."reason"); RETURN NULL;',
                            hash="94b3beb07e4f769846a96c24e23ed580c708582a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5796f",
                            table="priorities_actionsuccession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "priorities_actionsuccessionevent" ("decided_at", "decided_by_id", "fate", "id", "new_id", "old_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."fate", NEW."id", NEW."new_id", NEW."old_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."reason"); RETURN NULL;',
                            hash="14e14cd3e9c2a607b118f0d897ea393ad4bac61d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8054e",
                            table="priorities_actionsuccession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "priorities_actionsuccessionevent" ("decided_at", "decided_by_id", "fate", "id", "new_id", "old_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."fate", OLD."id", OLD."new_id", OLD."old_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."reason"); RETURN NULL;',
                            hash="29ebc4279d98e99b2a4d991e985a6b5f3d549776",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_09678",
                            table="priorities_actionsuccession",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionSuccessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="priorities.actionsuccession",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.plan",
                    ),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("carried", "Carried forward"),
                            ("merged", "Merged"),
                            ("split", "Split"),
                            ("dropped", "Not carried forward"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "old",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.strategicaction",
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.strategicaction",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="priority",
            name="outcomes",
            field=models.ManyToManyField(
                related_name="priorities", through="priorities.PriorityOutcome", to="priorities.outcome"
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="documents",
            field=models.ManyToManyField(
                related_name="priorities", through="priorities.PriorityDocument", to="plans.linkeddocument"
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="priorities",
            field=models.ManyToManyField(
                related_name="programmes", through="priorities.ProgrammePriority", to="priorities.priority"
            ),
        ),
    ]
