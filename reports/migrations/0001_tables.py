import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from partnership.first_migration import FirstMigration


class Migration(FirstMigration):
    replaces = [
        ("reports", "0001_initial"),
        ("reports", "0002_once_a_record_and_standing"),
        ("reports", "0003_withdrawn"),
        ("reports", "0005_editions_by_part"),
        ("reports", "0006_written_reports"),
        ("reports", "0007_paragraph_says_what_it_was_drafted_from"),
        ("reports", "0010_pictures_say_what_they_show"),
        ("reports", "0011_told_when_a_report_is_ready"),
    ]

    dependencies = [
        ("monitoring", "0001_tables"),
        ("partnership", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintedPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_of", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("pages", models.PositiveIntegerField()),
                ("anchors", models.JSONField(default=dict)),
                ("used_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("made_of",),
                        name="printed_part_is_kept_once",
                        violation_error_message="These pages are kept already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_templates",
                        to="partnership.body",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("monitoring", "Monitoring report"),
                            ("committee", "Committee report"),
                            ("highlight", "Highlight report"),
                            ("exception", "Exception report"),
                            ("noting", "Noting report"),
                            ("one_page", "One-page summary"),
                            ("plain_words", "Plain-words summary"),
                        ],
                        default="committee",
                        max_length=20,
                    ),
                ),
                ("name", models.TextField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Being prepared"), ("in_use", "In use"), ("retired", "No longer used")],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("implications_heading", models.TextField(blank=True)),
                ("page_limit", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("england", "Schedule 12A, Part 1 (England)"),
                            ("wales", "Schedule 12A, Part 4 (Wales)"),
                            ("scotland", "Schedule 7A (Scotland)"),
                            ("own", "The body’s own rules"),
                        ],
                        default="own",
                        max_length=20,
                    ),
                ),
                (
                    "proper_officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.post",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("first_used_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["body", "kind", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "kind", "version"),
                        name="report_template_version_is_one",
                        violation_error_message="Somebody has just made this version of the template. Look at it first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_use")),
                        fields=("body", "kind"),
                        name="report_template_in_use_is_one",
                        violation_error_message="Another version of this template is in use.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="fixed_once_used",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF OLD.first_used_at IS NULL THEN\n                        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                        RETURN NEW;\n                    END IF;\n                    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'state' = to_jsonb(NEW) - 'state' THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'report_template_in_use_is_fixed',\n                        MESSAGE = 'a report was begun from this template';\n                ",
                            hash="aa9cdfa19c2862ae8965ee0fa760245b409f1e54",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_fixed_once_used_2e999",
                            table="reports_reporttemplate",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reporttemplateevent" ("body_id", "first_used_at", "id", "implications_heading", "kind", "made_at", "made_by_id", "name", "page_limit", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proper_officer_id", "scheme", "state", "version") VALUES (NEW."body_id", NEW."first_used_at", NEW."id", NEW."implications_heading", NEW."kind", NEW."made_at", NEW."made_by_id", NEW."name", NEW."page_limit", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."proper_officer_id", NEW."scheme", NEW."state", NEW."version"); RETURN NULL;',
                            hash="6d9b874725657d8380c762e21e92b4c38eef6f46",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b3247",
                            table="reports_reporttemplate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_reporttemplateevent" ("body_id", "first_used_at", "id", "implications_heading", "kind", "made_at", "made_by_id", "name", "page_limit", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proper_officer_id", "scheme", "state", "version") VALUES (NEW."body_id", NEW."first_used_at", NEW."id", NEW."implications_heading", NEW."kind", NEW."made_at", NEW."made_by_id", NEW."name", NEW."page_limit", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."proper_officer_id", NEW."scheme", NEW."state", NEW."version"); RETURN NULL;',
                            hash="400ea1e1cd41373d22d09185ee10109f2cf20fec",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b692c",
                            table="reports_reporttemplate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reporttemplateevent" ("body_id", "first_used_at", "id", "implications_heading", "kind", "made_at", "made_by_id", "name", "page_limit", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proper_officer_id", "scheme", "state", "version") VALUES (OLD."body_id", OLD."first_used_at", OLD."id", OLD."implications_heading", OLD."kind", OLD."made_at", OLD."made_by_id", OLD."name", OLD."page_limit", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."proper_officer_id", OLD."scheme", OLD."state", OLD."version"); RETURN NULL;',
                            hash="af68f9d5e048da1765502f76ad1f72f87d9d1ba2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f9755",
                            table="reports_reporttemplate",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportTemplateEvent",
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
                        to="reports.reporttemplate",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.body",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("monitoring", "Monitoring report"),
                            ("committee", "Committee report"),
                            ("highlight", "Highlight report"),
                            ("exception", "Exception report"),
                            ("noting", "Noting report"),
                            ("one_page", "One-page summary"),
                            ("plain_words", "Plain-words summary"),
                        ],
                        default="committee",
                        max_length=20,
                    ),
                ),
                ("name", models.TextField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Being prepared"), ("in_use", "In use"), ("retired", "No longer used")],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("implications_heading", models.TextField(blank=True)),
                ("page_limit", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("england", "Schedule 12A, Part 1 (England)"),
                            ("wales", "Schedule 12A, Part 4 (Wales)"),
                            ("scotland", "Schedule 7A (Scotland)"),
                            ("own", "The body’s own rules"),
                        ],
                        default="own",
                        max_length=20,
                    ),
                ),
                (
                    "proper_officer",
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
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("first_used_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FrontField",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "template",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="reports.reporttemplate"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("written", "The writer"),
                            ("body", "The body that meets"),
                            ("meeting_date", "The date of the meeting"),
                            ("subject", "The subject of the report"),
                            ("summary", "The summary of the report"),
                            ("classification", "Whether it is public or exempt"),
                            ("reference", "The reference of the report"),
                            ("plan", "The title of the plan"),
                            ("period", "The reporting period"),
                        ],
                        default="written",
                        max_length=20,
                    ),
                ),
                ("mandatory", models.BooleanField(default=True)),
                ("default", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["template", "position", "pk"],
                "default_related_name": "front_fields",
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="fixed_with_its_template",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE used TIMESTAMPTZ;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT first_used_at INTO used FROM reports_reporttemplate\n            WHERE id = (OLD.template_id) FOR SHARE;\n            IF used IS NOT NULL THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'report_template_in_use_is_fixed',\n                    MESSAGE = 'a report was begun from this template';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT first_used_at INTO used FROM reports_reporttemplate\n            WHERE id = (NEW.template_id) FOR SHARE;\n            IF used IS NOT NULL THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'report_template_in_use_is_fixed',\n                    MESSAGE = 'a report was begun from this template';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="cb640cb2726d897a13fef00face8f0470a941e20",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_fixed_with_its_template_73473",
                            table="reports_frontfield",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_frontfieldevent" ("default", "guidance", "id", "label", "mandatory", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "template_id") VALUES (NEW."default", NEW."guidance", NEW."id", NEW."label", NEW."mandatory", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."source", NEW."template_id"); RETURN NULL;',
                            hash="c1b7aacbdfa9b3f40b6e7f142c3b67c6895ebf4e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e8b8c",
                            table="reports_frontfield",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_frontfieldevent" ("default", "guidance", "id", "label", "mandatory", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "template_id") VALUES (NEW."default", NEW."guidance", NEW."id", NEW."label", NEW."mandatory", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."source", NEW."template_id"); RETURN NULL;',
                            hash="4f6c83e91f69ef06f6ec752c8ca655b98ccd3411",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9cc6e",
                            table="reports_frontfield",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_frontfieldevent" ("default", "guidance", "id", "label", "mandatory", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "template_id") VALUES (OLD."default", OLD."guidance", OLD."id", OLD."label", OLD."mandatory", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."source", OLD."template_id"); RETURN NULL;',
                            hash="6cd8487f3db5c87617ac462130abebb146f391a0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_81451",
                            table="reports_frontfield",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FrontFieldEvent",
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
                        to="reports.frontfield",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "template",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.reporttemplate",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("written", "The writer"),
                            ("body", "The body that meets"),
                            ("meeting_date", "The date of the meeting"),
                            ("subject", "The subject of the report"),
                            ("summary", "The summary of the report"),
                            ("classification", "Whether it is public or exempt"),
                            ("reference", "The reference of the report"),
                            ("plan", "The title of the plan"),
                            ("period", "The reporting period"),
                        ],
                        default="written",
                        max_length=20,
                    ),
                ),
                ("mandatory", models.BooleanField(default=True)),
                ("default", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImplicationHeading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "template",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="reports.reporttemplate"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                ("mandatory", models.BooleanField(default=True)),
                (
                    "clearing_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.post",
                    ),
                ),
            ],
            options={
                "ordering": ["template", "position", "pk"],
                "default_related_name": "implication_headings",
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="fixed_with_its_template",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE used TIMESTAMPTZ;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT first_used_at INTO used FROM reports_reporttemplate\n            WHERE id = (OLD.template_id) FOR SHARE;\n            IF used IS NOT NULL THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'report_template_in_use_is_fixed',\n                    MESSAGE = 'a report was begun from this template';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT first_used_at INTO used FROM reports_reporttemplate\n            WHERE id = (NEW.template_id) FOR SHARE;\n            IF used IS NOT NULL THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'report_template_in_use_is_fixed',\n                    MESSAGE = 'a report was begun from this template';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="28ab614bf988527e876e328cf49db69c0610c84f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_fixed_with_its_template_52240",
                            table="reports_implicationheading",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_implicationheadingevent" ("clearing_post_id", "guidance", "id", "label", "mandatory", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id") VALUES (NEW."clearing_post_id", NEW."guidance", NEW."id", NEW."label", NEW."mandatory", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."template_id"); RETURN NULL;',
                            hash="f1bb7189b202ce2cbb62d8fb1ad37b90404987a0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_12e89",
                            table="reports_implicationheading",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_implicationheadingevent" ("clearing_post_id", "guidance", "id", "label", "mandatory", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id") VALUES (NEW."clearing_post_id", NEW."guidance", NEW."id", NEW."label", NEW."mandatory", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."template_id"); RETURN NULL;',
                            hash="1aff2a61c32a655b5fb2b8d247647c410d099376",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_70dd6",
                            table="reports_implicationheading",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_implicationheadingevent" ("clearing_post_id", "guidance", "id", "label", "mandatory", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id") VALUES (OLD."clearing_post_id", OLD."guidance", OLD."id", OLD."label", OLD."mandatory", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."template_id"); RETURN NULL;',
                            hash="4862d12d89764ee070a1fca22df453c66ba28b78",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dba7c",
                            table="reports_implicationheading",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImplicationHeadingEvent",
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
                        to="reports.implicationheading",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "template",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.reporttemplate",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                ("mandatory", models.BooleanField(default=True)),
                (
                    "clearing_post",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TemplateSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "template",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="reports.reporttemplate"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                (
                    "drafts_from",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing: the writer begins"),
                            ("plan_texts", "The plan’s own texts"),
                            ("position", "The position in numbers"),
                            ("summaries", "Each priority’s sign-off summary and highlights"),
                            ("updates", "What was said about each action"),
                            ("exceptions", "What needs attention"),
                            ("movement", "What moved since the period before"),
                            ("measures", "Each measure’s result and commentary"),
                            ("next_steps", "Next steps"),
                            ("decisions", "Decisions sought"),
                        ],
                        default="nothing",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ["template", "position", "pk"],
                "default_related_name": "sections",
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="fixed_with_its_template",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE used TIMESTAMPTZ;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT first_used_at INTO used FROM reports_reporttemplate\n            WHERE id = (OLD.template_id) FOR SHARE;\n            IF used IS NOT NULL THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'report_template_in_use_is_fixed',\n                    MESSAGE = 'a report was begun from this template';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT first_used_at INTO used FROM reports_reporttemplate\n            WHERE id = (NEW.template_id) FOR SHARE;\n            IF used IS NOT NULL THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'report_template_in_use_is_fixed',\n                    MESSAGE = 'a report was begun from this template';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="58f90b10cf09d75fba5fb6693ab3a69f3abec5be",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_fixed_with_its_template_a1397",
                            table="reports_templatesection",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_templatesectionevent" ("drafts_from", "guidance", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id") VALUES (NEW."drafts_from", NEW."guidance", NEW."id", NEW."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."template_id"); RETURN NULL;',
                            hash="3844cdf5946f2231dc2c7c0f8ff741e5d41414df",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5e111",
                            table="reports_templatesection",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_templatesectionevent" ("drafts_from", "guidance", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id") VALUES (NEW."drafts_from", NEW."guidance", NEW."id", NEW."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."template_id"); RETURN NULL;',
                            hash="9b59a07f18d9196bb51c46da381cc7fc76e97e6d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_42fe9",
                            table="reports_templatesection",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_templatesectionevent" ("drafts_from", "guidance", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "template_id") VALUES (OLD."drafts_from", OLD."guidance", OLD."id", OLD."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."template_id"); RETURN NULL;',
                            hash="30572d4beea7b1764ea1ac4d62340072a10a36d1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9f14e",
                            table="reports_templatesection",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateSectionEvent",
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
                        to="reports.templatesection",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "template",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.reporttemplate",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                (
                    "drafts_from",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing: the writer begins"),
                            ("plan_texts", "The plan’s own texts"),
                            ("position", "The position in numbers"),
                            ("summaries", "Each priority’s sign-off summary and highlights"),
                            ("updates", "What was said about each action"),
                            ("exceptions", "What needs attention"),
                            ("movement", "What moved since the period before"),
                            ("measures", "Each measure’s result and commentary"),
                            ("next_steps", "Next steps"),
                            ("decisions", "Decisions sought"),
                        ],
                        default="nothing",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "template",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="reports.reporttemplate"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.post"
                    ),
                ),
            ],
            options={
                "ordering": ["template", "position", "pk"],
                "default_related_name": "sign_offs",
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="fixed_with_its_template",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE used TIMESTAMPTZ;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT first_used_at INTO used FROM reports_reporttemplate\n            WHERE id = (OLD.template_id) FOR SHARE;\n            IF used IS NOT NULL THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'report_template_in_use_is_fixed',\n                    MESSAGE = 'a report was begun from this template';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT first_used_at INTO used FROM reports_reporttemplate\n            WHERE id = (NEW.template_id) FOR SHARE;\n            IF used IS NOT NULL THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'report_template_in_use_is_fixed',\n                    MESSAGE = 'a report was begun from this template';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="71d86ff6dda71fa6aef05a9581ea7e88221efd74",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_fixed_with_its_template_a080a",
                            table="reports_signoff",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_signoffevent" ("guidance", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post_id", "template_id") VALUES (NEW."guidance", NEW."id", NEW."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."post_id", NEW."template_id"); RETURN NULL;',
                            hash="a0b4b48f83c77bbfca8b79d6e493ff0fbe99f042",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dead0",
                            table="reports_signoff",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_signoffevent" ("guidance", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post_id", "template_id") VALUES (NEW."guidance", NEW."id", NEW."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."post_id", NEW."template_id"); RETURN NULL;',
                            hash="d69f582556cf88e92ec80e31b363b1f35169c520",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f026b",
                            table="reports_signoff",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_signoffevent" ("guidance", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post_id", "template_id") VALUES (OLD."guidance", OLD."id", OLD."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."post_id", OLD."template_id"); RETURN NULL;',
                            hash="e1a2192caf36d7e0a8c89f108b611df412bb475e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7ef68",
                            table="reports_signoff",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOffEvent",
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
                        to="reports.signoff",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "template",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.reporttemplate",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                (
                    "post",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.post",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TimetableStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "template",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="reports.reporttemplate"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("clearance", "Clearance"),
                            ("briefing", "Chair’s briefing"),
                            ("final", "Final copy"),
                            ("other", "Something else"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                ("working_days_before", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["template", "-working_days_before", "position", "pk"],
                "default_related_name": "timetable",
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="fixed_with_its_template",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE used TIMESTAMPTZ;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT first_used_at INTO used FROM reports_reporttemplate\n            WHERE id = (OLD.template_id) FOR SHARE;\n            IF used IS NOT NULL THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'report_template_in_use_is_fixed',\n                    MESSAGE = 'a report was begun from this template';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT first_used_at INTO used FROM reports_reporttemplate\n            WHERE id = (NEW.template_id) FOR SHARE;\n            IF used IS NOT NULL THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'report_template_in_use_is_fixed',\n                    MESSAGE = 'a report was begun from this template';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="51379e3d730441a4e6ecd9f5c940876dde523701",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_fixed_with_its_template_392a2",
                            table="reports_timetablestep",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_timetablestepevent" ("guidance", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "step", "template_id", "working_days_before") VALUES (NEW."guidance", NEW."id", NEW."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."step", NEW."template_id", NEW."working_days_before"); RETURN NULL;',
                            hash="1bb2fd978899a3289b36ba6eddc1e1ca869f7bcf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_99490",
                            table="reports_timetablestep",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_timetablestepevent" ("guidance", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "step", "template_id", "working_days_before") VALUES (NEW."guidance", NEW."id", NEW."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."step", NEW."template_id", NEW."working_days_before"); RETURN NULL;',
                            hash="d718d432cd114c9865659cbb231d73a083e52c59",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_851b5",
                            table="reports_timetablestep",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_timetablestepevent" ("guidance", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "step", "template_id", "working_days_before") VALUES (OLD."guidance", OLD."id", OLD."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."step", OLD."template_id", OLD."working_days_before"); RETURN NULL;',
                            hash="8c9f199b5ed845c9b2092940f8b118b020d65454",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_634eb",
                            table="reports_timetablestep",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimetableStepEvent",
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
                        to="reports.timetablestep",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "template",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.reporttemplate",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.TextField()),
                ("guidance", models.TextField(blank=True)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("clearance", "Clearance"),
                            ("briefing", "Chair’s briefing"),
                            ("final", "Final copy"),
                            ("other", "Something else"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                ("working_days_before", models.PositiveSmallIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommitteeReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_reports",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="reports.reporttemplate"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_reports",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("monitoring", "Monitoring report"),
                            ("committee", "Committee report"),
                            ("highlight", "Highlight report"),
                            ("exception", "Exception report"),
                            ("noting", "Noting report"),
                            ("one_page", "One-page summary"),
                            ("plain_words", "Plain-words summary"),
                        ],
                        default="committee",
                        max_length=20,
                    ),
                ),
                ("scope", models.CharField(blank=True, max_length=60)),
                ("scope_name", models.TextField(blank=True)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="reports.committeereport",
                    ),
                ),
                ("correction_note", models.TextField(blank=True)),
                ("subject", models.TextField()),
                ("summary", models.TextField(blank=True)),
                ("reference", models.CharField(blank=True, max_length=60)),
                (
                    "asks",
                    models.CharField(
                        choices=[
                            ("comment", "For comment"),
                            ("noting", "For noting"),
                            ("decision", "For decision"),
                            ("key_decision", "Key decision"),
                        ],
                        default="comment",
                        max_length=20,
                    ),
                ),
                ("late_because", models.TextField(blank=True)),
                ("urgent_because", models.TextField(blank=True)),
                ("urgent_agreed_by", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_clearance", "In clearance"),
                            ("cleared", "Cleared"),
                            ("final", "Final"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("content", models.BinaryField(blank=True, null=True)),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                ("public_content", models.BinaryField(blank=True, null=True)),
                ("public_content_sha256", models.CharField(blank=True, max_length=64)),
                ("record", models.BinaryField(blank=True, null=True)),
                ("record_sha256", models.CharField(blank=True, max_length=64)),
                ("record_version", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("final_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-meeting__held_on", "subject", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("corrects__isnull", False), models.Q(("state", "withdrawn"), _negated=True)
                        ),
                        fields=("corrects",),
                        name="committee_report_is_corrected_once",
                        violation_error_message="A correction of this report has already been begun.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "in_clearance", "cleared", "withdrawn"]),
                            models.Q(
                                ("content__isnull", False),
                                ("final_at__isnull", False),
                                ("public_content__isnull", False),
                                ("record__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="committee_report_final_has_its_content",
                        violation_error_message="A final report keeps what it says.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="moves_forward_once_final",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF OLD.state IN ('draft', 'in_clearance', 'cleared') THEN\n                        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                        RETURN NEW;\n                    END IF;\n                    IF TG_OP = 'UPDATE'\n                        AND to_jsonb(OLD) - 'state' - 'published_at' = to_jsonb(NEW) - 'state' - 'published_at'\n                        AND (OLD.published_at IS NULL OR OLD.published_at = NEW.published_at)\n                        AND (OLD.state, NEW.state) IN (\n                            ('final', 'published'), ('final', 'superseded'), ('final', 'withdrawn'),\n                            ('published', 'superseded'), ('published', 'withdrawn'),\n                            ('superseded', 'withdrawn')\n                        )\n                    THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'final_report_is_locked',\n                        MESSAGE = 'the report is final';\n                ",
                            hash="3da689730e6a11f86dc6edb90e3a566adb97781e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_moves_forward_once_final_81888",
                            table="reports_committeereport",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_committeereportevent" ("asks", "begun_at", "begun_by_id", "content_sha256", "correction_note", "corrects_id", "final_at", "id", "kind", "late_because", "meeting_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_content_sha256", "published_at", "record_sha256", "record_version", "reference", "revision", "scope", "scope_name", "state", "subject", "summary", "template_id", "urgent_agreed_by", "urgent_because", "version") VALUES (NEW."asks", NEW."begun_at", NEW."begun_by_id", NEW."content_sha256", NEW."correction_note", NEW."corrects_id", NEW."final_at", NEW."id", NEW."kind", NEW."late_because", NEW."meeting_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."public_content_sha256", NEW."published_at", NEW."record_sha256", NEW."record_version", NEW."reference", NEW."revision", NEW."scope", NEW."scope_name", NEW."state", NEW."subject", NEW."summary", NEW."template_id", NEW."urgent_agreed_by", NEW."urgent_because", NEW."version"); RETURN NULL;',
                            hash="c7fa5cb8cb53a48771e713630a15ef289c8ff5b7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a75ab",
                            table="reports_committeereport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asks" IS DISTINCT FROM (NEW."asks") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by_id" IS DISTINCT FROM (NEW."begun_by_id") OR OLD."content_sha256" IS DISTINCT FROM (NEW."content_sha256") OR OLD."correction_note" IS DISTINCT FROM (NEW."correction_note") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."final_at" IS DISTINCT FROM (NEW."final_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."late_because" IS DISTINCT FROM (NEW."late_because") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."period_id" IS DISTINCT FROM (NEW."period_id") OR OLD."public_content_sha256" IS DISTINCT FROM (NEW."public_content_sha256") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."record_sha256" IS DISTINCT FROM (NEW."record_sha256") OR OLD."record_version" IS DISTINCT FROM (NEW."record_version") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."scope_name" IS DISTINCT FROM (NEW."scope_name") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."template_id" IS DISTINCT FROM (NEW."template_id") OR OLD."urgent_agreed_by" IS DISTINCT FROM (NEW."urgent_agreed_by") OR OLD."urgent_because" IS DISTINCT FROM (NEW."urgent_because") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "reports_committeereportevent" ("asks", "begun_at", "begun_by_id", "content_sha256", "correction_note", "corrects_id", "final_at", "id", "kind", "late_because", "meeting_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_content_sha256", "published_at", "record_sha256", "record_version", "reference", "revision", "scope", "scope_name", "state", "subject", "summary", "template_id", "urgent_agreed_by", "urgent_because", "version") VALUES (NEW."asks", NEW."begun_at", NEW."begun_by_id", NEW."content_sha256", NEW."correction_note", NEW."corrects_id", NEW."final_at", NEW."id", NEW."kind", NEW."late_because", NEW."meeting_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."public_content_sha256", NEW."published_at", NEW."record_sha256", NEW."record_version", NEW."reference", NEW."revision", NEW."scope", NEW."scope_name", NEW."state", NEW."subject", NEW."summary", NEW."template_id", NEW."urgent_agreed_by", NEW."urgent_because", NEW."version"); RETURN NULL;',
                            hash="26c1ccd192593e7d1ea8b14b5d15045c0ad46a55",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1b97d",
                            table="reports_committeereport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_committeereportevent" ("asks", "begun_at", "begun_by_id", "content_sha256", "correction_note", "corrects_id", "final_at", "id", "kind", "late_because", "meeting_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_content_sha256", "published_at", "record_sha256", "record_version", "reference", "revision", "scope", "scope_name", "state", "subject", "summary", "template_id", "urgent_agreed_by", "urgent_because", "version") VALUES (OLD."asks", OLD."begun_at", OLD."begun_by_id", OLD."content_sha256", OLD."correction_note", OLD."corrects_id", OLD."final_at", OLD."id", OLD."kind", OLD."late_because", OLD."meeting_id", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."public_content_sha256", OLD."published_at", OLD."record_sha256", OLD."record_version", OLD."reference", OLD."revision", OLD."scope", OLD."scope_name", OLD."state", OLD."subject", OLD."summary", OLD."template_id", OLD."urgent_agreed_by", OLD."urgent_because", OLD."version"); RETURN NULL;',
                            hash="af42f870a3a09d5915f019c43a714787dc9caa4a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dede9",
                            table="reports_committeereport",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonitoringReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("monitoring", "Monitoring report"),
                            ("committee", "Committee report"),
                            ("highlight", "Highlight report"),
                            ("exception", "Exception report"),
                            ("noting", "Noting report"),
                            ("one_page", "One-page summary"),
                            ("plain_words", "Plain-words summary"),
                        ],
                        default="monitoring",
                        max_length=20,
                    ),
                ),
                ("template", models.CharField(default="monitoring-report/1", max_length=60)),
                ("scope", models.CharField(blank=True, max_length=60)),
                ("scope_name", models.TextField(blank=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[("full", "Full edition"), ("public", "Public edition")], default="full", max_length=20
                    ),
                ),
                (
                    "written",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="reports.committeereport",
                    ),
                ),
                ("content", models.BinaryField(blank=True, null=True)),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for a worker"),
                            ("making", "Being made"),
                            ("finished", "Finished"),
                            ("failed", "Failed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("record", models.BinaryField()),
                ("record_sha256", models.CharField(max_length=64)),
                ("record_version", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=80)),
                ("steps_done", models.PositiveSmallIntegerField(default=0)),
                ("steps_total", models.PositiveSmallIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.TextField(blank=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="partnership.message",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["failed", "withdrawn"]), _negated=True),
                        fields=(
                            "period",
                            "template",
                            "scope",
                            "audience",
                            "written",
                            "record_sha256",
                            "content_sha256",
                            "provisional",
                        ),
                        name="report_of_a_record_is_made_once",
                        nulls_distinct=False,
                        violation_error_message="This report has already been asked for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), models.Q(("failure", ""), _negated=True)),
                            models.Q(models.Q(("state", "failed"), _negated=True), ("failure", "")),
                            _connector="OR",
                        ),
                        name="report_failed_says_why",
                        violation_error_message="A report that failed needs a reason.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_monitoringreportevent" ("asked_at", "asked_by_id", "attempts", "audience", "begun_at", "content_sha256", "ended_at", "failure", "id", "kind", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "record_sha256", "record_version", "scope", "scope_name", "state", "template", "written_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."attempts", NEW."audience", NEW."begun_at", NEW."content_sha256", NEW."ended_at", NEW."failure", NEW."id", NEW."kind", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."provisional", NEW."record_sha256", NEW."record_version", NEW."scope", NEW."scope_name", NEW."state", NEW."template", NEW."written_id"); RETURN NULL;',
                            hash="b168e1a308b4bbd6645b6e2d3d668eb18553ae7a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e9ac4",
                            table="reports_monitoringreport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."attempts" IS DISTINCT FROM (NEW."attempts") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."content_sha256" IS DISTINCT FROM (NEW."content_sha256") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."failure" IS DISTINCT FROM (NEW."failure") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."period_id" IS DISTINCT FROM (NEW."period_id") OR OLD."provisional" IS DISTINCT FROM (NEW."provisional") OR OLD."record_sha256" IS DISTINCT FROM (NEW."record_sha256") OR OLD."record_version" IS DISTINCT FROM (NEW."record_version") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."scope_name" IS DISTINCT FROM (NEW."scope_name") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."template" IS DISTINCT FROM (NEW."template") OR OLD."written_id" IS DISTINCT FROM (NEW."written_id"))',
                            func='INSERT INTO "reports_monitoringreportevent" ("asked_at", "asked_by_id", "attempts", "audience", "begun_at", "content_sha256", "ended_at", "failure", "id", "kind", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "record_sha256", "record_version", "scope", "scope_name", "state", "template", "written_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."attempts", NEW."audience", NEW."begun_at", NEW."content_sha256", NEW."ended_at", NEW."failure", NEW."id", NEW."kind", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."provisional", NEW."record_sha256", NEW."record_version", NEW."scope", NEW."scope_name", NEW."state", NEW."template", NEW."written_id"); RETURN NULL;',
                            hash="44623c628cf8f23d00b7bdd6fed2309d249aaf7d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a9fb4",
                            table="reports_monitoringreport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_monitoringreportevent" ("asked_at", "asked_by_id", "attempts", "audience", "begun_at", "content_sha256", "ended_at", "failure", "id", "kind", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "record_sha256", "record_version", "scope", "scope_name", "state", "template", "written_id") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."attempts", OLD."audience", OLD."begun_at", OLD."content_sha256", OLD."ended_at", OLD."failure", OLD."id", OLD."kind", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."provisional", OLD."record_sha256", OLD."record_version", OLD."scope", OLD."scope_name", OLD."state", OLD."template", OLD."written_id"); RETURN NULL;',
                            hash="36e4d9dfe4676d81b699c88776fdae74addc98e9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1d99e",
                            table="reports_monitoringreport",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonitoringReportEvent",
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
                        to="reports.monitoringreport",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "period",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("monitoring", "Monitoring report"),
                            ("committee", "Committee report"),
                            ("highlight", "Highlight report"),
                            ("exception", "Exception report"),
                            ("noting", "Noting report"),
                            ("one_page", "One-page summary"),
                            ("plain_words", "Plain-words summary"),
                        ],
                        default="monitoring",
                        max_length=20,
                    ),
                ),
                ("template", models.CharField(default="monitoring-report/1", max_length=60)),
                ("scope", models.CharField(blank=True, max_length=60)),
                ("scope_name", models.TextField(blank=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[("full", "Full edition"), ("public", "Public edition")], default="full", max_length=20
                    ),
                ),
                (
                    "written",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for a worker"),
                            ("making", "Being made"),
                            ("finished", "Finished"),
                            ("failed", "Failed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("record_sha256", models.CharField(max_length=64)),
                ("record_version", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="reports.monitoringreport",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("csv", "CSV"),
                            ("html", "Web page"),
                            ("png", "Picture"),
                        ],
                        default="pdf",
                        max_length=10,
                    ),
                ),
                ("part", models.SlugField(blank=True, max_length=40)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("renderer", models.CharField(max_length=120)),
                ("alternative", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["report", "-format", "part"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "format", "part"),
                        name="edition_is_one_a_report_and_format",
                        violation_error_message="This file has already been made.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'edition_never_changes',\n                        MESSAGE = 'an issued file never changes';\n                ",
                            hash="92127e095c147a723a07cd7f9648abb4f480fb41",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_never_changes_938f5",
                            table="reports_edition",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_editionevent" ("format", "id", "made_at", "pages", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renderer", "report_id", "sha256", "size") VALUES (NEW."format", NEW."id", NEW."made_at", NEW."pages", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."renderer", NEW."report_id", NEW."sha256", NEW."size"); RETURN NULL;',
                            hash="83d6873a111e2cdb5aa2bd7782deb85949201b08",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ccfb0",
                            table="reports_edition",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."pages" IS DISTINCT FROM (NEW."pages") OR OLD."part" IS DISTINCT FROM (NEW."part") OR OLD."renderer" IS DISTINCT FROM (NEW."renderer") OR OLD."report_id" IS DISTINCT FROM (NEW."report_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size"))',
                            func='INSERT INTO "reports_editionevent" ("format", "id", "made_at", "pages", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renderer", "report_id", "sha256", "size") VALUES (NEW."format", NEW."id", NEW."made_at", NEW."pages", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."renderer", NEW."report_id", NEW."sha256", NEW."size"); RETURN NULL;',
                            hash="2d603e25fa9be2c9cfd56247241974f7f6c26157",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7543e",
                            table="reports_edition",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_editionevent" ("format", "id", "made_at", "pages", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renderer", "report_id", "sha256", "size") VALUES (OLD."format", OLD."id", OLD."made_at", OLD."pages", OLD."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."renderer", OLD."report_id", OLD."sha256", OLD."size"); RETURN NULL;',
                            hash="aaacfd1fcbceb771062cab8bbe68926f3802f600",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_804c5",
                            table="reports_edition",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionEvent",
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
                        to="reports.edition",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.monitoringreport",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("csv", "CSV"),
                            ("html", "Web page"),
                            ("png", "Picture"),
                        ],
                        default="pdf",
                        max_length=10,
                    ),
                ),
                ("part", models.SlugField(blank=True, db_index=False, max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("renderer", models.CharField(max_length=120)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommitteeReportEvent",
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
                        to="reports.committeereport",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "period",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.reporttemplate",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.meeting",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("monitoring", "Monitoring report"),
                            ("committee", "Committee report"),
                            ("highlight", "Highlight report"),
                            ("exception", "Exception report"),
                            ("noting", "Noting report"),
                            ("one_page", "One-page summary"),
                            ("plain_words", "Plain-words summary"),
                        ],
                        default="committee",
                        max_length=20,
                    ),
                ),
                ("scope", models.CharField(blank=True, max_length=60)),
                ("scope_name", models.TextField(blank=True)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                ("correction_note", models.TextField(blank=True)),
                ("subject", models.TextField()),
                ("summary", models.TextField(blank=True)),
                ("reference", models.CharField(blank=True, max_length=60)),
                (
                    "asks",
                    models.CharField(
                        choices=[
                            ("comment", "For comment"),
                            ("noting", "For noting"),
                            ("decision", "For decision"),
                            ("key_decision", "Key decision"),
                        ],
                        default="comment",
                        max_length=20,
                    ),
                ),
                ("late_because", models.TextField(blank=True)),
                ("urgent_because", models.TextField(blank=True)),
                ("urgent_agreed_by", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_clearance", "In clearance"),
                            ("cleared", "Cleared"),
                            ("final", "Final"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "begun_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                ("public_content_sha256", models.CharField(blank=True, max_length=64)),
                ("record_sha256", models.CharField(blank=True, max_length=64)),
                ("record_version", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("final_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="reports.committeereport"
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_clearance", "In clearance"),
                            ("cleared", "Cleared"),
                            ("final", "Final"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_clearance", "In clearance"),
                            ("cleared", "Cleared"),
                            ("final", "Final"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("gap", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["report", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("gap", ""), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="report_move_past_a_gap_has_a_reason",
                        violation_error_message="Say why the report goes on although something is missing.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'report_move_never_changes',\n                        MESSAGE = 'a step that a report took stays on the record';\n                ",
                            hash="1b93d218c9fcf7e42ab5c7008948bd5e86d6f97a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_never_changes_1df44",
                            table="reports_reportmove",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reportmoveevent" ("at", "by_id", "from_state", "gap", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "to_state") VALUES (NEW."at", NEW."by_id", NEW."from_state", NEW."gap", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."report_id", NEW."to_state"); RETURN NULL;',
                            hash="a891e3a3be86a13c2911e792ee95c6e009ec6fd6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a8b3d",
                            table="reports_reportmove",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_reportmoveevent" ("at", "by_id", "from_state", "gap", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "to_state") VALUES (NEW."at", NEW."by_id", NEW."from_state", NEW."gap", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."report_id", NEW."to_state"); RETURN NULL;',
                            hash="6d188c044fcec5924cd9d8e06f85c8b0b6d29628",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_31ff6",
                            table="reports_reportmove",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reportmoveevent" ("at", "by_id", "from_state", "gap", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "to_state") VALUES (OLD."at", OLD."by_id", OLD."from_state", OLD."gap", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."report_id", OLD."to_state"); RETURN NULL;',
                            hash="a3b1102d1c4c48e99603eb3ff0f3ae01f6d73aa7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6826b",
                            table="reports_reportmove",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportMoveEvent",
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
                        to="reports.reportmove",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_clearance", "In clearance"),
                            ("cleared", "Cleared"),
                            ("final", "Final"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_clearance", "In clearance"),
                            ("cleared", "Cleared"),
                            ("final", "Final"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("gap", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FrontAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="front_answers",
                        to="reports.committeereport",
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.frontfield"
                    ),
                ),
                ("text", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["report", "field__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "field"),
                        name="front_answer_is_one_a_field",
                        violation_error_message="This line of the front sheet has already been answered.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_report",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE report_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (OLD.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (NEW.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="391ca1d386018807fd6c3a821f8de187fec7e934",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_report_b8572",
                            table="reports_frontanswer",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_frontanswerevent" ("field_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") VALUES (NEW."field_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."report_id", NEW."text"); RETURN NULL;',
                            hash="1eaeb225039b5c0af44957a6306ae6002612a805",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_97d64",
                            table="reports_frontanswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_frontanswerevent" ("field_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") VALUES (NEW."field_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."report_id", NEW."text"); RETURN NULL;',
                            hash="5c30977e88ae69ca68ff6042134be9e1cef2c572",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c6181",
                            table="reports_frontanswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_frontanswerevent" ("field_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") VALUES (OLD."field_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."report_id", OLD."text"); RETURN NULL;',
                            hash="c06e194f749fdde8d15411cf1e335baafa413a68",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e6cae",
                            table="reports_frontanswer",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FrontAnswerEvent",
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
                        to="reports.frontanswer",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.frontfield",
                    ),
                ),
                ("text", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Implication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="implications",
                        to="reports.committeereport",
                    ),
                ),
                (
                    "heading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.implicationheading"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("is_none", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["report", "heading__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "heading"),
                        name="implication_is_one_a_heading",
                        violation_error_message="This implication has already been answered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_none", False), ("text", ""), _connector="OR"),
                        name="implication_of_none_has_no_text",
                        violation_error_message="Either there are no implications, or say what they are.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_report",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE report_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (OLD.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (NEW.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="500b402548b91a28c16d3b26e0c78bb4d8f94876",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_report_b2b41",
                            table="reports_implication",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_implicationevent" ("heading_id", "id", "is_none", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") VALUES (NEW."heading_id", NEW."id", NEW."is_none", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."report_id", NEW."text"); RETURN NULL;',
                            hash="f8d08610448865038e6cfaaab2e1931f285dc40b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_43ae1",
                            table="reports_implication",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_implicationevent" ("heading_id", "id", "is_none", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") VALUES (NEW."heading_id", NEW."id", NEW."is_none", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."report_id", NEW."text"); RETURN NULL;',
                            hash="15a7cdfb2fa0f46c4b90f309a1385f993fe2a5e2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a18c5",
                            table="reports_implication",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_implicationevent" ("heading_id", "id", "is_none", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "text") VALUES (OLD."heading_id", OLD."id", OLD."is_none", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."report_id", OLD."text"); RETURN NULL;',
                            hash="324eecf0071e4f670f571dee322ce4d3a6c7f07f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_00933",
                            table="reports_implication",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImplicationEvent",
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
                        to="reports.implication",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                (
                    "heading",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.implicationheading",
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("is_none", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clearances",
                        to="reports.committeereport",
                    ),
                ),
                (
                    "heading",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.implicationheading",
                    ),
                ),
                (
                    "sign_off",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.signoff",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clearances", to="partnership.post"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("requested", "Requested"), ("given", "Given"), ("returned", "Returned")],
                        default="requested",
                        max_length=20,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("text_sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["report", "requested_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heading", None), ("sign_off__isnull", False)),
                            models.Q(("heading__isnull", False), ("sign_off", None)),
                            _connector="OR",
                        ),
                        name="clearance_is_of_a_heading_or_the_whole",
                        violation_error_message="A clearance is of one implication or of the whole report.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None), ("state", "requested")),
                            models.Q(
                                models.Q(("state", "requested"), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="clearance_answered_says_who_and_when",
                        violation_error_message="A clearance that was answered says by whom and when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="clearance_returned_says_why",
                        violation_error_message="Say why you return it, so that the writer can put it right.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_report",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE report_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (OLD.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (NEW.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="20036b78662e2141f904f3f7d1c1da4f547f5d2f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_report_f0903",
                            table="reports_clearance",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_clearanceevent" ("answered_at", "answered_by_id", "due_on", "heading_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "report_id", "requested_at", "requested_by_id", "sign_off_id", "state", "text_sha256") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."due_on", NEW."heading_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."post_id", NEW."report_id", NEW."requested_at", NEW."requested_by_id", NEW."sign_off_id", NEW."state", NEW."text_sha256"); RETURN NULL;',
                            hash="3a551661cf15e989cc5ab7eb4304a715f4c5905e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9b9c0",
                            table="reports_clearance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_clearanceevent" ("answered_at", "answered_by_id", "due_on", "heading_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "report_id", "requested_at", "requested_by_id", "sign_off_id", "state", "text_sha256") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."due_on", NEW."heading_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."post_id", NEW."report_id", NEW."requested_at", NEW."requested_by_id", NEW."sign_off_id", NEW."state", NEW."text_sha256"); RETURN NULL;',
                            hash="93fadbcde02c19e2d5776a0a8955600e42d99ae0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_14ceb",
                            table="reports_clearance",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_clearanceevent" ("answered_at", "answered_by_id", "due_on", "heading_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "report_id", "requested_at", "requested_by_id", "sign_off_id", "state", "text_sha256") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."due_on", OLD."heading_id", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."post_id", OLD."report_id", OLD."requested_at", OLD."requested_by_id", OLD."sign_off_id", OLD."state", OLD."text_sha256"); RETURN NULL;',
                            hash="40844a7134ee221a264b2179e7245a9be563e9a3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_71204",
                            table="reports_clearance",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClearanceEvent",
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
                        to="reports.clearance",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                (
                    "heading",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.implicationheading",
                    ),
                ),
                (
                    "sign_off",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.signoff",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.post",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("requested", "Requested"), ("given", "Given"), ("returned", "Returned")],
                        default="requested",
                        max_length=20,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
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
                ("due_on", models.DateField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
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
                ("note", models.TextField(blank=True)),
                ("text_sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exemptions",
                        to="reports.committeereport",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("exempt", "Exempt"), ("confidential", "Confidential")],
                        default="exempt",
                        max_length=20,
                    ),
                ),
                ("paragraph", models.CharField(blank=True, max_length=20)),
                ("description", models.TextField(blank=True)),
                ("public_interest", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
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
            ],
            options={
                "ordering": ["report", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "exempt"), _negated=True),
                            models.Q(
                                models.Q(("paragraph", ""), _negated=True),
                                models.Q(("public_interest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="exemption_names_its_paragraph_and_public_interest",
                        violation_error_message="Exempt information needs the paragraph it falls under and why the public interest is against publishing it.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_report",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE report_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (OLD.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (NEW.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="6ae9213f92e98b9696dde475910665894c3e981e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_report_b48c0",
                            table="reports_exemption",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_exemptionevent" ("basis", "decided_at", "decided_by_id", "description", "id", "paragraph", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_interest", "report_id") VALUES (NEW."basis", NEW."decided_at", NEW."decided_by_id", NEW."description", NEW."id", NEW."paragraph", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."public_interest", NEW."report_id"); RETURN NULL;',
                            hash="056979922dce2680197ab3bd8efa2bc02d62ba10",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a56a1",
                            table="reports_exemption",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_exemptionevent" ("basis", "decided_at", "decided_by_id", "description", "id", "paragraph", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_interest", "report_id") VALUES (NEW."basis", NEW."decided_at", NEW."decided_by_id", NEW."description", NEW."id", NEW."paragraph", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."public_interest", NEW."report_id"); RETURN NULL;',
                            hash="16b2a22ee03e82f4b1cadd6bd95e6106979fa08f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e9d9f",
                            table="reports_exemption",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_exemptionevent" ("basis", "decided_at", "decided_by_id", "description", "id", "paragraph", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_interest", "report_id") VALUES (OLD."basis", OLD."decided_at", OLD."decided_by_id", OLD."description", OLD."id", OLD."paragraph", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."public_interest", OLD."report_id"); RETURN NULL;',
                            hash="09029b995f2cb33c2e8bf0a9a4971e7541d90223",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_05b76",
                            table="reports_exemption",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExemptionEvent",
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
                        to="reports.exemption",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("exempt", "Exempt"), ("confidential", "Confidential")],
                        default="exempt",
                        max_length=20,
                    ),
                ),
                ("paragraph", models.CharField(blank=True, max_length=20)),
                ("description", models.TextField(blank=True)),
                ("public_interest", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to="reports.committeereport",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField()),
            ],
            options={
                "ordering": ["report", "position", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_report",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE report_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (OLD.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (NEW.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="98e84102d511b3f922054d09783afadc60a611bb",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_report_8b9d4",
                            table="reports_recommendation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_recommendationevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."report_id", NEW."text"); RETURN NULL;',
                            hash="c8607b0edcc0893768e268eb3d8f7c1c7c647ca5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_88b67",
                            table="reports_recommendation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_recommendationevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."report_id", NEW."text"); RETURN NULL;',
                            hash="e6628b15055bde822154b2f522e9da329ed259da",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_89b7d",
                            table="reports_recommendation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_recommendationevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."report_id", OLD."text"); RETURN NULL;',
                            hash="9b339c96b67db2e3556978c650a44e259228e6d2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_12cd1",
                            table="reports_recommendation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationEvent",
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
                        to="reports.recommendation",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="reports.committeereport",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("heading", models.TextField()),
                (
                    "from_template",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.templatesection",
                    ),
                ),
            ],
            options={
                "ordering": ["report", "position", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_report",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE report_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (OLD.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (NEW.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="c897d2bcfb0fc1ee708cb60f606ff90a99b6733b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_report_68a48",
                            table="reports_reportsection",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reportsectionevent" ("from_template_id", "heading", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id") VALUES (NEW."from_template_id", NEW."heading", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."report_id"); RETURN NULL;',
                            hash="3a6bbf67dd518d5f5875d92ff4fa0be509c84198",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7a997",
                            table="reports_reportsection",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_reportsectionevent" ("from_template_id", "heading", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id") VALUES (NEW."from_template_id", NEW."heading", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."report_id"); RETURN NULL;',
                            hash="ba2515065c38da502772bf1936cde64e876077c5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_62e47",
                            table="reports_reportsection",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reportsectionevent" ("from_template_id", "heading", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id") VALUES (OLD."from_template_id", OLD."heading", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."report_id"); RETURN NULL;',
                            hash="ac204bf15a2700d294102cad0ca38eb7ca4bc044",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_69f58",
                            table="reports_reportsection",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSectionEvent",
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
                        to="reports.reportsection",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("heading", models.TextField()),
                (
                    "from_template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.templatesection",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Paragraph",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paragraphs",
                        to="reports.reportsection",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("anchor", models.SlugField(max_length=20)),
                ("text", models.TextField(blank=True)),
                (
                    "exemption",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paragraphs",
                        to="reports.exemption",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=60)),
                ("source_sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["section", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("section", "anchor"),
                        name="paragraph_anchor_is_one",
                        violation_error_message="This paragraph is already there.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_report",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE report_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (SELECT s.report_id FROM reports_reportsection s WHERE s.id = OLD.section_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (SELECT s.report_id FROM reports_reportsection s WHERE s.id = NEW.section_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="8d56c3aeb144f07abfc6e93c60706089f76f0d5c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_report_f7b1e",
                            table="reports_paragraph",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_paragraphevent" ("anchor", "exemption_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section_id", "source", "source_sha256", "text") VALUES (NEW."anchor", NEW."exemption_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."section_id", NEW."source", NEW."source_sha256", NEW."text"); RETURN NULL;',
                            hash="1d618a46d858604e4469417b4b7560cb9c9eff1a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dfcab",
                            table="reports_paragraph",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_paragraphevent" ("anchor", "exemption_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section_id", "source", "source_sha256", "text") VALUES (NEW."anchor", NEW."exemption_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."section_id", NEW."source", NEW."source_sha256", NEW."text"); RETURN NULL;',
                            hash="ee32f535ce518d5d3b4a3b190adae80c7e5e5bc6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_62c4e",
                            table="reports_paragraph",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_paragraphevent" ("anchor", "exemption_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section_id", "source", "source_sha256", "text") VALUES (OLD."anchor", OLD."exemption_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."section_id", OLD."source", OLD."source_sha256", OLD."text"); RETURN NULL;',
                            hash="48238d4c42f51bef736d9cacd87f0d6d345db771",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6b9f0",
                            table="reports_paragraph",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParagraphEvent",
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
                        to="reports.paragraph",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "section",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.reportsection",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("anchor", models.SlugField(db_index=False, max_length=20)),
                ("text", models.TextField(blank=True)),
                (
                    "exemption",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.exemption",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=60)),
                ("source_sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Appendix",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appendices",
                        to="reports.committeereport",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.TextField()),
                (
                    "holds",
                    models.CharField(
                        choices=[
                            ("text", "A text"),
                            ("actions", "All actions"),
                            ("measures", "All measures"),
                            ("exceptions", "What needs attention"),
                            ("rating_key", "What the ratings mean"),
                        ],
                        default="text",
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "exemption",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appendices",
                        to="reports.exemption",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "appendices",
                "ordering": ["report", "position", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_report",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE report_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (OLD.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (NEW.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="efced3bd89bfb619f06df989716fe12ccc1295d7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_report_fea6f",
                            table="reports_appendix",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_appendixevent" ("exemption_id", "holds", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text", "title") VALUES (NEW."exemption_id", NEW."holds", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."report_id", NEW."text", NEW."title"); RETURN NULL;',
                            hash="1cc9492e337ee05d7b3fc8b6622c47e472841828",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ceefb",
                            table="reports_appendix",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_appendixevent" ("exemption_id", "holds", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text", "title") VALUES (NEW."exemption_id", NEW."holds", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."report_id", NEW."text", NEW."title"); RETURN NULL;',
                            hash="c736f7ac177ca227502f2b2fffca02905e7cdb39",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bbb55",
                            table="reports_appendix",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_appendixevent" ("exemption_id", "holds", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "text", "title") VALUES (OLD."exemption_id", OLD."holds", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."report_id", OLD."text", OLD."title"); RETURN NULL;',
                            hash="d9b29ecbd3770b247b73eba9598fcf0c895b41dc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7cb03",
                            table="reports_appendix",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppendixEvent",
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
                        to="reports.appendix",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.TextField()),
                (
                    "holds",
                    models.CharField(
                        choices=[
                            ("text", "A text"),
                            ("actions", "All actions"),
                            ("measures", "All measures"),
                            ("exceptions", "What needs attention"),
                            ("rating_key", "What the ratings mean"),
                        ],
                        default="text",
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "exemption",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.exemption",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BackgroundPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="background_papers",
                        to="reports.committeereport",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.TextField()),
                ("url", models.URLField(blank=True, max_length=1000)),
            ],
            options={
                "ordering": ["report", "position", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_report",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE report_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (OLD.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO report_state FROM reports_committeereport\n            WHERE id = (NEW.report_id) FOR SHARE;\n            IF report_state NOT IN ('draft', 'in_clearance', 'cleared') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'final_report_is_locked',\n                    MESSAGE = 'the report is final';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="8c42439114e17be44a01360bbd48dd86d7be9c98",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_report_9d6f9",
                            table="reports_backgroundpaper",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_backgroundpaperevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "title", "url") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."report_id", NEW."title", NEW."url"); RETURN NULL;',
                            hash="a260eecb07a19acdbe1aa29df0eed2acc6d892af",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_18ef5",
                            table="reports_backgroundpaper",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_backgroundpaperevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "title", "url") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."report_id", NEW."title", NEW."url"); RETURN NULL;',
                            hash="8b71e35fd99d735aafeaa9a21fef5425c582b732",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3de09",
                            table="reports_backgroundpaper",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_backgroundpaperevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "title", "url") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."report_id", OLD."title", OLD."url"); RETURN NULL;',
                            hash="a6dd0b06965077c6db7503fe5c18b02b7b907f52",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cdb75",
                            table="reports_backgroundpaper",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BackgroundPaperEvent",
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
                        to="reports.backgroundpaper",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.committeereport",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.TextField()),
                ("url", models.URLField(blank=True, max_length=1000)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
