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
        ("monitoring", "0001_initial"),
        ("monitoring", "0002_period_move"),
        ("monitoring", "0003_summary_sign_off"),
        ("monitoring", "0004_questions_contributions_reminders"),
        ("monitoring", "0005_corrections"),
        ("monitoring", "0006_reminders_asked_for"),
        ("monitoring", "0007_paper_is_frozen_unopened"),
        ("monitoring", "0008_redaction"),
        ("monitoring", "0009_measures_commentary_and_small_numbers"),
        ("monitoring", "0010_reminders_of_measures"),
        ("monitoring", "0011_words_kept_in_reports"),
        ("monitoring", "0012_words_kept_in_reopening"),
    ]

    dependencies = [
        ("indicators", "0001_tables"),
        ("partnership", "0001_tables"),
        ("plans", "0001_tables"),
        ("priorities", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportingPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="periods", to="plans.plan"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=120)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("actions_as_at", models.DateField()),
                ("measures_as_at", models.DateField()),
                (
                    "action_scale",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.ratingscale",
                    ),
                ),
                (
                    "priority_scale",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.ratingscale",
                    ),
                ),
                (
                    "measure_scale",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.ratingscale",
                    ),
                ),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("updates_due_on", models.DateField(blank=True, null=True)),
                ("challenge_by", models.DateField(blank=True, null=True)),
                ("sign_off_by", models.DateField(blank=True, null=True)),
                ("freeze_on", models.DateField(blank=True, null=True)),
                ("publish_by", models.DateField(blank=True, null=True)),
                ("reports_to", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "Open for updates"),
                            ("challenge", "Questions and agreement"),
                            ("frozen", "Frozen"),
                            ("published", "Published"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("printed_totals", models.JSONField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["plan", "ordinal"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "ordinal"),
                        name="period_ordinal_is_unique_in_its_plan",
                        violation_error_message="This plan already has a reporting period with that number.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["open", "challenge"])),
                        fields=("plan",),
                        name="plan_has_one_period_under_way",
                        violation_error_message="This plan already has a reporting period under way. Freeze it before you open the next.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="period_ends_after_it_starts",
                        violation_error_message="A reporting period cannot end before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("frozen_at__isnull", False), ("state__in", ["frozen", "published"])),
                            models.Q(
                                models.Q(("state__in", ["frozen", "published"]), _negated=True), ("frozen_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="period_frozen_has_its_time",
                        violation_error_message="A frozen reporting period needs the time it was frozen.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="moves_forward_once_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"state\" IN ('frozen', 'published'))",
                            func="\n                    IF TG_OP = 'UPDATE'\n                        AND (OLD.state = NEW.state OR (OLD.state, NEW.state) = ('frozen', 'published'))\n                        AND to_jsonb(OLD) - 'state' - 'published_at' = to_jsonb(NEW) - 'state' - 'published_at'\n                        AND (OLD.published_at IS NULL OR OLD.published_at = NEW.published_at)\n                    THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'period_moves_forward_once_frozen',\n                        MESSAGE = 'the reporting period is frozen';\n                ",
                            hash="617e09482b48fbaa348ca6f5587938a689629006",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_moves_forward_once_frozen_34232",
                            table="monitoring_reportingperiod",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_reportingperiodevent" ("action_scale_id", "actions_as_at", "challenge_by", "ends_on", "freeze_on", "frozen_at", "id", "label", "measure_scale_id", "measures_as_at", "opened_at", "opens_on", "ordinal", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "printed_totals", "priority_scale_id", "publish_by", "published_at", "reports_to", "sign_off_by", "starts_on", "state", "updates_due_on") VALUES (NEW."action_scale_id", NEW."actions_as_at", NEW."challenge_by", NEW."ends_on", NEW."freeze_on", NEW."frozen_at", NEW."id", NEW."label", NEW."measure_scale_id", NEW."measures_as_at", NEW."opened_at", NEW."opens_on", NEW."ordinal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."printed_totals", NEW."priority_scale_id", NEW."publish_by", NEW."published_at", NEW."reports_to", NEW."sign_off_by", NEW."starts_on", NEW."state", NEW."updates_due_on"); RETURN NULL;',
                            hash="e8f59c51ec4a0b11b4a24b21a4f99cc7b665f37b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d2b6b",
                            table="monitoring_reportingperiod",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_reportingperiodevent" ("action_scale_id", "actions_as_at", "challenge_by", "ends_on", "freeze_on", "frozen_at", "id", "label", "measure_scale_id", "measures_as_at", "opened_at", "opens_on", "ordinal", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "printed_totals", "priority_scale_id", "publish_by", "published_at", "reports_to", "sign_off_by", "starts_on", "state", "updates_due_on") VALUES (NEW."action_scale_id", NEW."actions_as_at", NEW."challenge_by", NEW."ends_on", NEW."freeze_on", NEW."frozen_at", NEW."id", NEW."label", NEW."measure_scale_id", NEW."measures_as_at", NEW."opened_at", NEW."opens_on", NEW."ordinal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."printed_totals", NEW."priority_scale_id", NEW."publish_by", NEW."published_at", NEW."reports_to", NEW."sign_off_by", NEW."starts_on", NEW."state", NEW."updates_due_on"); RETURN NULL;',
                            hash="2b8c7ba9cb5bc3b3cd0fb1127d79d15c1da93b99",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0f4d3",
                            table="monitoring_reportingperiod",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_reportingperiodevent" ("action_scale_id", "actions_as_at", "challenge_by", "ends_on", "freeze_on", "frozen_at", "id", "label", "measure_scale_id", "measures_as_at", "opened_at", "opens_on", "ordinal", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "printed_totals", "priority_scale_id", "publish_by", "published_at", "reports_to", "sign_off_by", "starts_on", "state", "updates_due_on") VALUES (OLD."action_scale_id", OLD."actions_as_at", OLD."challenge_by", OLD."ends_on", OLD."freeze_on", OLD."frozen_at", OLD."id", OLD."label", OLD."measure_scale_id", OLD."measures_as_at", OLD."opened_at", OLD."opens_on", OLD."ordinal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."printed_totals", OLD."priority_scale_id", OLD."publish_by", OLD."published_at", OLD."reports_to", OLD."sign_off_by", OLD."starts_on", OLD."state", OLD."updates_due_on"); RETURN NULL;',
                            hash="15d29b3e1aa1f9bf1d06222a761d52d494af47da",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0c5d9",
                            table="monitoring_reportingperiod",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportingPeriodEvent",
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
                        to="monitoring.reportingperiod",
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
                ("ordinal", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=120)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("actions_as_at", models.DateField()),
                ("measures_as_at", models.DateField()),
                (
                    "action_scale",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.ratingscale",
                    ),
                ),
                (
                    "priority_scale",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.ratingscale",
                    ),
                ),
                (
                    "measure_scale",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.ratingscale",
                    ),
                ),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("updates_due_on", models.DateField(blank=True, null=True)),
                ("challenge_by", models.DateField(blank=True, null=True)),
                ("sign_off_by", models.DateField(blank=True, null=True)),
                ("freeze_on", models.DateField(blank=True, null=True)),
                ("publish_by", models.DateField(blank=True, null=True)),
                ("reports_to", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "Open for updates"),
                            ("challenge", "Questions and agreement"),
                            ("frozen", "Frozen"),
                            ("published", "Published"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("printed_totals", models.JSONField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PeriodMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "Open for updates"),
                            ("challenge", "Questions and agreement"),
                            ("frozen", "Frozen"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "Open for updates"),
                            ("challenge", "Questions and agreement"),
                            ("frozen", "Frozen"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("gap", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["period", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("from_state", "planned"), ("to_state", "open")),
                            models.Q(("from_state", "planned"), ("to_state", "frozen")),
                            models.Q(("from_state", "open"), ("to_state__in", ["challenge", "frozen"])),
                            models.Q(("from_state", "challenge"), ("to_state", "frozen")),
                            models.Q(("from_state", "frozen"), ("to_state", "published")),
                            _connector="OR",
                        ),
                        name="period_move_back_says_why",
                        violation_error_message="Say why you take this step back.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gap", ""), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="period_move_past_a_gap_says_why",
                        violation_error_message="Say why you take this step although something is missing.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'period_move_never_changes',\n                        MESSAGE = 'a step that was taken never changes';\n                ",
                            hash="fbebc762ae4f0123fdd7e8e8bcccc65643987075",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_never_changes_00cbc",
                            table="monitoring_periodmove",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_periodmoveevent" ("at", "by_id", "from_state", "gap", "id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_state") VALUES (NEW."at", NEW."by_id", NEW."from_state", NEW."gap", NEW."id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."to_state"); RETURN NULL;',
                            hash="132aa83afaa3d8bff519cdaa9efc7f07b515c24a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a06ee",
                            table="monitoring_periodmove",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_periodmoveevent" ("at", "by_id", "from_state", "gap", "id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_state") VALUES (NEW."at", NEW."by_id", NEW."from_state", NEW."gap", NEW."id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."to_state"); RETURN NULL;',
                            hash="5e11543ea6b4a5c84e17593fe18a42f12f0a13f7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2d000",
                            table="monitoring_periodmove",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_periodmoveevent" ("at", "by_id", "from_state", "gap", "id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_state") VALUES (OLD."at", OLD."by_id", OLD."from_state", OLD."gap", OLD."id", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."to_state"); RETURN NULL;',
                            hash="027a38eec319419703bc1c3266fb63179fef9cd1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_95ff1",
                            table="monitoring_periodmove",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodMoveEvent",
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
                        to="monitoring.periodmove",
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
                    "from_state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "Open for updates"),
                            ("challenge", "Questions and agreement"),
                            ("frozen", "Frozen"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "Open for updates"),
                            ("challenge", "Questions and agreement"),
                            ("frozen", "Frozen"),
                            ("published", "Published"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("gap", models.TextField(blank=True)),
                (
                    "by",
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
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="priorities.strategicaction",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="monitoring.reportingperiod",
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                ("based_on_version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ["-saved_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "action", "period"),
                        name="draft_is_one_a_person_and_action",
                        violation_error_message="You already have a draft for this action.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="priorities.strategicaction",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="monitoring.reportingperiod",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "proposed_level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                (
                    "agreed_level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                ("narrative", models.TextField(blank=True)),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Not enough staff"),
                            ("funding", "Not enough money"),
                            ("partner", "Waiting for a partner"),
                            ("decision", "Waiting for a decision"),
                            ("dependency", "Waiting for other work"),
                            ("premises", "Premises or equipment"),
                            ("data", "Missing information"),
                            ("external", "Something outside our control"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("cause_detail", models.TextField(blank=True)),
                ("impact", models.TextField(blank=True)),
                ("recovery", models.TextField(blank=True)),
                (
                    "forecast",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("next_steps", models.TextField(blank=True)),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("unchanged", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("submitted", "Submitted"), ("returned", "Returned"), ("accepted", "Accepted")],
                        default="submitted",
                        max_length=20,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("on_behalf_of", models.TextField(blank=True)),
                ("returned_because", models.TextField(blank=True)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reviewed_by",
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
                "ordering": ["period", "action"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "period"),
                        name="update_is_one_an_action_and_period",
                        violation_error_message="This action already has an update in this reporting period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("returned_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="update_returned_says_why",
                        violation_error_message="Say why you return the update, so that its author can mend it.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_period",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE period_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (OLD.period_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (NEW.period_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="1434bb1f0929f9688aa375f9765d1da7c307b37e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_period_9861b",
                            table="monitoring_progressupdate",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_progressupdateevent" ("action_id", "agreed_level_id", "cause", "cause_detail", "completed_on", "forecast", "id", "impact", "narrative", "next_steps", "on_behalf_of", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_level_id", "recovery", "returned_because", "reviewed_at", "reviewed_by_id", "state", "submitted_at", "submitted_by_id", "unchanged", "version") VALUES (NEW."action_id", NEW."agreed_level_id", NEW."cause", NEW."cause_detail", NEW."completed_on", NEW."forecast", NEW."id", NEW."impact", NEW."narrative", NEW."next_steps", NEW."on_behalf_of", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."proposed_level_id", NEW."recovery", NEW."returned_because", NEW."reviewed_at", NEW."reviewed_by_id", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."unchanged", NEW."version"); RETURN NULL;',
                            hash="d101b324b589bc3eec2f81d847b5f8c21dc41457",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d1fe8",
                            table="monitoring_progressupdate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_progressupdateevent" ("action_id", "agreed_level_id", "cause", "cause_detail", "completed_on", "forecast", "id", "impact", "narrative", "next_steps", "on_behalf_of", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_level_id", "recovery", "returned_because", "reviewed_at", "reviewed_by_id", "state", "submitted_at", "submitted_by_id", "unchanged", "version") VALUES (NEW."action_id", NEW."agreed_level_id", NEW."cause", NEW."cause_detail", NEW."completed_on", NEW."forecast", NEW."id", NEW."impact", NEW."narrative", NEW."next_steps", NEW."on_behalf_of", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."proposed_level_id", NEW."recovery", NEW."returned_because", NEW."reviewed_at", NEW."reviewed_by_id", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."unchanged", NEW."version"); RETURN NULL;',
                            hash="c4572be09925a35a366d6c50d9fa430d537184f8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3cf93",
                            table="monitoring_progressupdate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_progressupdateevent" ("action_id", "agreed_level_id", "cause", "cause_detail", "completed_on", "forecast", "id", "impact", "narrative", "next_steps", "on_behalf_of", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_level_id", "recovery", "returned_because", "reviewed_at", "reviewed_by_id", "state", "submitted_at", "submitted_by_id", "unchanged", "version") VALUES (OLD."action_id", OLD."agreed_level_id", OLD."cause", OLD."cause_detail", OLD."completed_on", OLD."forecast", OLD."id", OLD."impact", OLD."narrative", OLD."next_steps", OLD."on_behalf_of", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."proposed_level_id", OLD."recovery", OLD."returned_because", OLD."reviewed_at", OLD."reviewed_by_id", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."unchanged", OLD."version"); RETURN NULL;',
                            hash="9bc3d2ebde27877905e127b119ff195cbcfcc298",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b8534",
                            table="monitoring_progressupdate",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressUpdateEvent",
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
                        to="monitoring.progressupdate",
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
                    "period",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="monitoring.reportingperiod",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "proposed_level",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                (
                    "agreed_level",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                ("narrative", models.TextField(blank=True)),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Not enough staff"),
                            ("funding", "Not enough money"),
                            ("partner", "Waiting for a partner"),
                            ("decision", "Waiting for a decision"),
                            ("dependency", "Waiting for other work"),
                            ("premises", "Premises or equipment"),
                            ("data", "Missing information"),
                            ("external", "Something outside our control"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("cause_detail", models.TextField(blank=True)),
                ("impact", models.TextField(blank=True)),
                ("recovery", models.TextField(blank=True)),
                (
                    "forecast",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("next_steps", models.TextField(blank=True)),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("unchanged", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("submitted", "Submitted"), ("returned", "Returned"), ("accepted", "Accepted")],
                        default="submitted",
                        max_length=20,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                (
                    "submitted_by",
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
                ("on_behalf_of", models.TextField(blank=True)),
                ("returned_because", models.TextField(blank=True)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reviewed_by",
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
            name="Challenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="monitoring.progressupdate",
                    ),
                ),
                (
                    "from_level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                (
                    "to_level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["update", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="challenge_has_a_reason",
                        violation_error_message="Say why the rating changes.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_period",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE period_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (SELECT u.period_id FROM monitoring_progressupdate u WHERE u.id = OLD.update_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (SELECT u.period_id FROM monitoring_progressupdate u WHERE u.id = NEW.update_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="d2a4e7a1e67afca14371bb45775ce61e7543aba1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_period_31d54",
                            table="monitoring_challenge",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_challengeevent" ("at", "by_id", "from_level_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_level_id", "update_id") VALUES (NEW."at", NEW."by_id", NEW."from_level_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."to_level_id", NEW."update_id"); RETURN NULL;',
                            hash="d51fe55656a71d3e11aa29a826f276849f7b9682",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0907a",
                            table="monitoring_challenge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_challengeevent" ("at", "by_id", "from_level_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_level_id", "update_id") VALUES (NEW."at", NEW."by_id", NEW."from_level_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."to_level_id", NEW."update_id"); RETURN NULL;',
                            hash="39f9063937e3e00dd34de3c9edb8ffe9771c1f5c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a362f",
                            table="monitoring_challenge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_challengeevent" ("at", "by_id", "from_level_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_level_id", "update_id") VALUES (OLD."at", OLD."by_id", OLD."from_level_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."to_level_id", OLD."update_id"); RETURN NULL;',
                            hash="d4389421e9539c880eddf4a0236bf5acab93491f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_13be6",
                            table="monitoring_challenge",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChallengeEvent",
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
                        to="monitoring.challenge",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "update",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="monitoring.progressupdate",
                    ),
                ),
                (
                    "from_level",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                (
                    "to_level",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                ("reason", models.TextField()),
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
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="monitoring.progressupdate",
                    ),
                ),
                ("text", models.TextField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
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
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("on_behalf_of", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["update", "asked_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="question_is_not_blank",
                        violation_error_message="Write what you want to know.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""), ("answered_at", None), ("answered_by", None), ("on_behalf_of", "")
                            ),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="question_answered_says_who",
                        violation_error_message="An answer says who gave it and when.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_period",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE period_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (SELECT u.period_id FROM monitoring_progressupdate u WHERE u.id = OLD.update_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (SELECT u.period_id FROM monitoring_progressupdate u WHERE u.id = NEW.update_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="d0bce70cbdd068c945ec5eec8317007c608493ab",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_period_df861",
                            table="monitoring_question",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_questionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "on_behalf_of", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "update_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."id", NEW."on_behalf_of", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."text", NEW."update_id"); RETURN NULL;',
                            hash="89403f07673ea3e6d4991108b22f314e85074be5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f9201",
                            table="monitoring_question",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_questionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "on_behalf_of", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "update_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."id", NEW."on_behalf_of", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."text", NEW."update_id"); RETURN NULL;',
                            hash="02f9bacb51b90bb97679d04ebc3e4772c6afade0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c03d4",
                            table="monitoring_question",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_questionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "on_behalf_of", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "update_id") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."asked_by_id", OLD."id", OLD."on_behalf_of", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."text", OLD."update_id"); RETURN NULL;',
                            hash="88cd386e5a9d71cf5d508f626228dd9f8de76dea",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d9f97",
                            table="monitoring_question",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionEvent",
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
                        to="monitoring.question",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "update",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="monitoring.progressupdate",
                    ),
                ),
                ("text", models.TextField()),
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
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
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
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("on_behalf_of", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="priorities.strategicaction",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="partnership.organisation",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("text", models.TextField()),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("said_at", models.DateTimeField()),
                ("on_behalf_of", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["period", "action", "organisation"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "period", "organisation"),
                        name="contribution_is_one_an_organisation",
                        violation_error_message="This organisation has already said something about the action.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="contribution_is_not_blank",
                        violation_error_message="Write what your organisation did.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_period",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE period_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (OLD.period_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (NEW.period_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="fffbbf08bac4a0a0d0bcc06bab2569a6fcfff789",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_period_532a3",
                            table="monitoring_contribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_contributionevent" ("action_id", "id", "on_behalf_of", "organisation_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id", "text", "version") VALUES (NEW."action_id", NEW."id", NEW."on_behalf_of", NEW."organisation_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."said_at", NEW."said_by_id", NEW."text", NEW."version"); RETURN NULL;',
                            hash="6bdf20729b513d522d8f30ab3de24767e6a47784",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3ff59",
                            table="monitoring_contribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_contributionevent" ("action_id", "id", "on_behalf_of", "organisation_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id", "text", "version") VALUES (NEW."action_id", NEW."id", NEW."on_behalf_of", NEW."organisation_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."said_at", NEW."said_by_id", NEW."text", NEW."version"); RETURN NULL;',
                            hash="cf18c7efd0a3a4bd13f9a18024eeb35ab2961332",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ee516",
                            table="monitoring_contribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_contributionevent" ("action_id", "id", "on_behalf_of", "organisation_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id", "text", "version") VALUES (OLD."action_id", OLD."id", OLD."on_behalf_of", OLD."organisation_id", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."said_at", OLD."said_by_id", OLD."text", OLD."version"); RETURN NULL;',
                            hash="ac2824beefed696664b6a84ed0c124f76076a9ee",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_59773",
                            table="monitoring_contribution",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContributionEvent",
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
                        to="monitoring.contribution",
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
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.organisation",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("text", models.TextField()),
                (
                    "said_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                ("on_behalf_of", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PrioritySummary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summaries",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="summaries", to="priorities.priority"
                    ),
                ),
                (
                    "judged_level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("decisions_sought", models.TextField(blank=True)),
                ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("on_behalf_of", models.TextField(blank=True)),
                ("taken_back_because", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "priority summaries",
                "ordering": ["period", "priority"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "priority"),
                        name="summary_is_one_a_priority_and_period",
                        violation_error_message="This priority already has a summary in this reporting period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on_behalf_of", ""), ("signed_off_at__isnull", False), _connector="OR"),
                        name="summary_on_behalf_is_a_sign_off",
                        violation_error_message="Only a sign-off is given on behalf of somebody.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken_back_because", ""), ("signed_off_at", None), _connector="OR"),
                        name="summary_taken_back_is_not_signed_off",
                        violation_error_message="A sign-off that was taken back no longer stands.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_period",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE period_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (OLD.period_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (NEW.period_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="53b070cf5ff71939fce6a1c866c11d4864b694db",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_period_bdf79",
                            table="monitoring_prioritysummary",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_prioritysummaryevent" ("decisions_sought", "id", "judged_level_id", "on_behalf_of", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "reason", "signed_off_at", "signed_off_by_id", "taken_back_because", "version") VALUES (NEW."decisions_sought", NEW."id", NEW."judged_level_id", NEW."on_behalf_of", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."priority_id", NEW."reason", NEW."signed_off_at", NEW."signed_off_by_id", NEW."taken_back_because", NEW."version"); RETURN NULL;',
                            hash="9ae952a39bd6b347b96a4e25ddf73586b5086001",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7c9a1",
                            table="monitoring_prioritysummary",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_prioritysummaryevent" ("decisions_sought", "id", "judged_level_id", "on_behalf_of", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "reason", "signed_off_at", "signed_off_by_id", "taken_back_because", "version") VALUES (NEW."decisions_sought", NEW."id", NEW."judged_level_id", NEW."on_behalf_of", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."priority_id", NEW."reason", NEW."signed_off_at", NEW."signed_off_by_id", NEW."taken_back_because", NEW."version"); RETURN NULL;',
                            hash="40bafc51838fb44336760682e2285556af886fac",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_98938",
                            table="monitoring_prioritysummary",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_prioritysummaryevent" ("decisions_sought", "id", "judged_level_id", "on_behalf_of", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "reason", "signed_off_at", "signed_off_by_id", "taken_back_because", "version") VALUES (OLD."decisions_sought", OLD."id", OLD."judged_level_id", OLD."on_behalf_of", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."priority_id", OLD."reason", OLD."signed_off_at", OLD."signed_off_by_id", OLD."taken_back_because", OLD."version"); RETURN NULL;',
                            hash="1b342b351f5064267374db170b7b199f5519ce58",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b93a6",
                            table="monitoring_prioritysummary",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrioritySummaryEvent",
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
                        to="monitoring.prioritysummary",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "judged_level",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("decisions_sought", models.TextField(blank=True)),
                ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                (
                    "signed_off_by",
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
                ("on_behalf_of", models.TextField(blank=True)),
                ("taken_back_because", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Highlight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "summary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="highlights",
                        to="monitoring.prioritysummary",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("achievement", "Achievement"),
                            ("progress", "Progress"),
                            ("concern", "Concern"),
                            ("issue", "Issue"),
                            ("delay", "Delay"),
                            ("inspection_finding", "Inspection finding"),
                            ("good_practice", "Good practice"),
                            ("programme", "Programme"),
                            ("case_study", "Case study"),
                            ("escalation", "Escalation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["summary", "position", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_period",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE period_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (SELECT s.period_id FROM monitoring_prioritysummary s WHERE s.id = OLD.summary_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (SELECT s.period_id FROM monitoring_prioritysummary s WHERE s.id = NEW.summary_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="ed176ea9d236ad1e4d6ac15ca43b3de750d4b4d1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_period_58c0b",
                            table="monitoring_highlight",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_highlightevent" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "summary_id", "text") VALUES (NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."summary_id", NEW."text"); RETURN NULL;',
                            hash="3f0a109c5e147a44451a1b1953256476ede62704",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cb863",
                            table="monitoring_highlight",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_highlightevent" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "summary_id", "text") VALUES (NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."summary_id", NEW."text"); RETURN NULL;',
                            hash="16e80320111d40659c911b73ec258827a415ef3d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_07e58",
                            table="monitoring_highlight",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_highlightevent" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "summary_id", "text") VALUES (OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."summary_id", OLD."text"); RETURN NULL;',
                            hash="a575f05ae02657ab6459592198094685abdaf056",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_da97c",
                            table="monitoring_highlight",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HighlightEvent",
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
                        to="monitoring.highlight",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "summary",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="monitoring.prioritysummary",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("achievement", "Achievement"),
                            ("progress", "Progress"),
                            ("concern", "Concern"),
                            ("issue", "Issue"),
                            ("delay", "Delay"),
                            ("inspection_finding", "Inspection finding"),
                            ("good_practice", "Good practice"),
                            ("programme", "Programme"),
                            ("case_study", "Case study"),
                            ("escalation", "Escalation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeasureCommentary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commentaries",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commentaries",
                        to="indicators.indicator",
                    ),
                ),
                ("story", models.TextField(blank=True)),
                ("doing", models.TextField(blank=True)),
                ("forecast", models.TextField(blank=True)),
                (
                    "judged_level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                ("judged_reason", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("on_behalf_of", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "measure commentaries",
                "ordering": ["period", "indicator"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "indicator"),
                        name="commentary_is_one_a_measure_and_period",
                        violation_error_message="This measure already has a commentary in this reporting period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("judged_level", None), models.Q(("judged_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="commentary_judged_has_a_reason",
                        violation_error_message="Say why the rating is another than the rule gives.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_with_its_period",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE period_state TEXT;",
                            func="\n                IF TG_OP <> 'INSERT' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (OLD.period_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP <> 'DELETE' THEN \n            SELECT state INTO period_state FROM monitoring_reportingperiod\n            WHERE id = (NEW.period_id) FOR SHARE;\n            IF period_state IN ('frozen', 'published') THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'check_violation',\n                    CONSTRAINT = 'frozen_period_is_locked',\n                    MESSAGE = 'the reporting period is frozen';\n            END IF;\n         END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            ",
                            hash="cbdb2a6a553063ac39d80ab1e5b5ea7df47aeb08",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_with_its_period_f16f6",
                            table="monitoring_measurecommentary",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_measurecommentaryevent" ("doing", "forecast", "id", "indicator_id", "judged_level_id", "judged_reason", "on_behalf_of", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "story", "version", "written_at", "written_by_id") VALUES (NEW."doing", NEW."forecast", NEW."id", NEW."indicator_id", NEW."judged_level_id", NEW."judged_reason", NEW."on_behalf_of", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."story", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="5f1d1ceb024dc5b4d4565b29eadcf8c91988e62b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1e61b",
                            table="monitoring_measurecommentary",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_measurecommentaryevent" ("doing", "forecast", "id", "indicator_id", "judged_level_id", "judged_reason", "on_behalf_of", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "story", "version", "written_at", "written_by_id") VALUES (NEW."doing", NEW."forecast", NEW."id", NEW."indicator_id", NEW."judged_level_id", NEW."judged_reason", NEW."on_behalf_of", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."story", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="5c282feef3649c563f5cadd127c22f1a5b4cb1a5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_22eff",
                            table="monitoring_measurecommentary",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_measurecommentaryevent" ("doing", "forecast", "id", "indicator_id", "judged_level_id", "judged_reason", "on_behalf_of", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "story", "version", "written_at", "written_by_id") VALUES (OLD."doing", OLD."forecast", OLD."id", OLD."indicator_id", OLD."judged_level_id", OLD."judged_reason", OLD."on_behalf_of", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."story", OLD."version", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="95b662d71769d0ad3956594726632df996d1a516",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fc314",
                            table="monitoring_measurecommentary",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureCommentaryEvent",
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
                        to="monitoring.measurecommentary",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="indicators.indicator",
                    ),
                ),
                ("story", models.TextField(blank=True)),
                ("doing", models.TextField(blank=True)),
                ("forecast", models.TextField(blank=True)),
                (
                    "judged_level",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.ratinglevel",
                    ),
                ),
                ("judged_reason", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("on_behalf_of", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SmallNumbersCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="small_numbers_checks",
                        to="monitoring.reportingperiod",
                    ),
                ),
                ("hidden_sha256", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
                ("confirmed_at", models.DateTimeField()),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["period", "confirmed_at", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_smallnumberscheckevent" ("confirmed_at", "confirmed_by_id", "hidden_sha256", "id", "note", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."hidden_sha256", NEW."id", NEW."note", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="960d5b9a7e7bfbbdd85d2c4952aa4ff245627ad5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9a7b5",
                            table="monitoring_smallnumberscheck",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_smallnumberscheckevent" ("confirmed_at", "confirmed_by_id", "hidden_sha256", "id", "note", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."hidden_sha256", NEW."id", NEW."note", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                            hash="0f1651204bc49dcba5d501e8a5ac90c8201bc7db",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1a59d",
                            table="monitoring_smallnumberscheck",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_smallnumberscheckevent" ("confirmed_at", "confirmed_by_id", "hidden_sha256", "id", "note", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."confirmed_at", OLD."confirmed_by_id", OLD."hidden_sha256", OLD."id", OLD."note", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="1e7e07ee15d1b901b727004c4d90ff2844f38fb1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_66b25",
                            table="monitoring_smallnumberscheck",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SmallNumbersCheckEvent",
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
                        to="monitoring.smallnumberscheck",
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
                ("hidden_sha256", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
                ("confirmed_at", models.DateTimeField()),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_constraint=False,
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
            name="LetThrough",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="let_through", to="plans.plan"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="let_through",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("update", "Update"),
                            ("contribution", "Contribution"),
                            ("summary", "Priority summary"),
                            ("question", "Question or answer"),
                            ("news", "What happened since"),
                            ("commentary", "Commentary on a measure"),
                            ("figures", "Figures of a measure"),
                            ("later_date", "Reason for a later date"),
                            ("reopened", "Reason to take an action up again"),
                            ("step", "Step of a period"),
                            ("correction", "Correction"),
                            ("report", "Report for a meeting"),
                        ],
                        max_length=20,
                    ),
                ),
                ("row_pk", models.PositiveBigIntegerField()),
                ("about", models.TextField()),
                ("kinds", models.JSONField(default=list)),
                ("reason", models.TextField()),
                ("let_at", models.DateTimeField()),
                (
                    "let_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "let through",
                "ordering": ["plan", "-let_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="let_through_has_a_reason",
                        violation_error_message="Say why these words do not point at a child.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_letthroughevent" ("about", "id", "kinds", "let_at", "let_by_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "reason", "row_pk") VALUES (NEW."about", NEW."id", NEW."kinds", NEW."let_at", NEW."let_by_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."place", NEW."plan_id", NEW."reason", NEW."row_pk"); RETURN NULL;',
                            hash="3e31a6c65fc06cc25a573118c3510f1e30b65790",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d7146",
                            table="monitoring_letthrough",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_letthroughevent" ("about", "id", "kinds", "let_at", "let_by_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "reason", "row_pk") VALUES (NEW."about", NEW."id", NEW."kinds", NEW."let_at", NEW."let_by_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."place", NEW."plan_id", NEW."reason", NEW."row_pk"); RETURN NULL;',
                            hash="6c12c0307d9623b39dc9509ceba7af9fea66f2c8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1858a",
                            table="monitoring_letthrough",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_letthroughevent" ("about", "id", "kinds", "let_at", "let_by_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "reason", "row_pk") VALUES (OLD."about", OLD."id", OLD."kinds", OLD."let_at", OLD."let_by_id", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."place", OLD."plan_id", OLD."reason", OLD."row_pk"); RETURN NULL;',
                            hash="60c66116ec61cf35e7a482259d4d7de95a0cd0b8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dd4fd",
                            table="monitoring_letthrough",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetThroughEvent",
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
                        to="monitoring.letthrough",
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
                    "period",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("update", "Update"),
                            ("contribution", "Contribution"),
                            ("summary", "Priority summary"),
                            ("question", "Question or answer"),
                            ("news", "What happened since"),
                            ("commentary", "Commentary on a measure"),
                            ("figures", "Figures of a measure"),
                            ("later_date", "Reason for a later date"),
                            ("reopened", "Reason to take an action up again"),
                            ("step", "Step of a period"),
                            ("correction", "Correction"),
                            ("report", "Report for a meeting"),
                        ],
                        max_length=20,
                    ),
                ),
                ("row_pk", models.PositiveBigIntegerField()),
                ("about", models.TextField()),
                ("kinds", models.JSONField(default=list)),
                ("reason", models.TextField()),
                ("let_at", models.DateTimeField()),
                (
                    "let_by",
                    models.ForeignKey(
                        db_constraint=False,
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
            name="LaterNews",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later_news",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="priorities.priority",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="priorities.strategicaction",
                    ),
                ),
                ("happened_on", models.DateField()),
                ("text", models.TextField()),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "later news",
                "ordering": ["period", "-happened_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("priority", None), ("action", None), _connector="OR"),
                        name="later_news_is_about_one_thing",
                        violation_error_message="News is about a priority, about an action or about the whole plan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="later_news_is_not_blank",
                        violation_error_message="Write what happened.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_laternewsevent" ("action_id", "happened_on", "id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "said_at", "said_by_id", "text") VALUES (NEW."action_id", NEW."happened_on", NEW."id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."priority_id", NEW."said_at", NEW."said_by_id", NEW."text"); RETURN NULL;',
                            hash="0f13f7f97a30c6408749a89bbfcfb4ef80eda90e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_67ee7",
                            table="monitoring_laternews",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_laternewsevent" ("action_id", "happened_on", "id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "said_at", "said_by_id", "text") VALUES (NEW."action_id", NEW."happened_on", NEW."id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."priority_id", NEW."said_at", NEW."said_by_id", NEW."text"); RETURN NULL;',
                            hash="d62d7c3c926bd8da5a85db7f3063d54deafcff11",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_521fa",
                            table="monitoring_laternews",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_laternewsevent" ("action_id", "happened_on", "id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "said_at", "said_by_id", "text") VALUES (OLD."action_id", OLD."happened_on", OLD."id", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."priority_id", OLD."said_at", OLD."said_by_id", OLD."text"); RETURN NULL;',
                            hash="9f66426bdb28755904d1ede5c6fe3ecfd946e526",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d099a",
                            table="monitoring_laternews",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LaterNewsEvent",
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
                        to="monitoring.laternews",
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
                    "priority",
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
                (
                    "action",
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
                ("happened_on", models.DateField()),
                ("text", models.TextField()),
                (
                    "said_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PeriodMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="period_meetings",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["period", "meeting"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "meeting"),
                        name="period_serves_a_meeting_once",
                        violation_error_message="This reporting period already serves that meeting.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_periodmeetingevent" ("id", "meeting_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."meeting_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="2be14d4a6639e7a48d3c90aa354e69ec3f54df39",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_de595",
                            table="monitoring_periodmeeting",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_periodmeetingevent" ("id", "meeting_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."meeting_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                            hash="1ec103a3491915d92313d6d25e5101e36263e127",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_af17f",
                            table="monitoring_periodmeeting",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_periodmeetingevent" ("id", "meeting_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."meeting_id", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="3fb5ea0e14be196acc672034b42928c1e0be4d8b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7c8f0",
                            table="monitoring_periodmeeting",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodMeetingEvent",
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
                        to="monitoring.periodmeeting",
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
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReminderRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminder_rules", to="plans.plan"
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("opening", "When updates open"),
                            ("week_before", "A week before they are due"),
                            ("two_days_before", "Two working days before"),
                            ("on_the_day", "On the day"),
                            ("after", "Two working days after"),
                            ("to_lead", "Five working days after, to the lead of the body"),
                        ],
                        max_length=20,
                    ),
                ),
                ("applies", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["plan", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "occasion"),
                        name="reminder_rule_is_one_an_occasion",
                        violation_error_message="This plan already says whether it reminds people then.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_reminderruleevent" ("applies", "id", "occasion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (NEW."applies", NEW."id", NEW."occasion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id"); RETURN NULL;',
                            hash="97ef3c5221737dacb364d14465d7f5fc3f4ec0bc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_242f0",
                            table="monitoring_reminderrule",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_reminderruleevent" ("applies", "id", "occasion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (NEW."applies", NEW."id", NEW."occasion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id"); RETURN NULL;',
                            hash="9c60ab9adce1ad970dedb13695268be0e24c9f3e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a1b94",
                            table="monitoring_reminderrule",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_reminderruleevent" ("applies", "id", "occasion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (OLD."applies", OLD."id", OLD."occasion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id"); RETURN NULL;',
                            hash="b9f5fe351b42b22714989835ede876b898a45e29",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f81ae",
                            table="monitoring_reminderrule",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderRuleEvent",
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
                        to="monitoring.reminderrule",
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
                    "occasion",
                    models.CharField(
                        choices=[
                            ("opening", "When updates open"),
                            ("week_before", "A week before they are due"),
                            ("two_days_before", "Two working days before"),
                            ("on_the_day", "On the day"),
                            ("after", "Two working days after"),
                            ("to_lead", "Five working days after, to the lead of the body"),
                        ],
                        max_length=20,
                    ),
                ),
                ("applies", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="partnership.message"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="monitoring.reportingperiod",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="priorities.strategicaction",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("opening", "When updates open"),
                            ("week_before", "A week before they are due"),
                            ("two_days_before", "Two working days before"),
                            ("on_the_day", "On the day"),
                            ("after", "Two working days after"),
                            ("to_lead", "Five working days after, to the lead of the body"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ["message", "action", "indicator"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message", "period", "action"),
                        name="reminder_names_an_action_once",
                        violation_error_message="This message already names that action.",
                    ),
                    models.UniqueConstraint(
                        fields=("message", "period", "indicator"),
                        name="reminder_names_a_measure_once",
                        violation_error_message="This message already names that measure.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action", None), ("indicator__isnull", False)),
                            models.Q(("action__isnull", False), ("indicator", None)),
                            _connector="OR",
                        ),
                        name="reminder_names_an_action_or_a_measure",
                        violation_error_message="A reminder names one action or one measure.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_reminderevent" ("action_id", "id", "indicator_id", "message_id", "occasion", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."action_id", NEW."id", NEW."indicator_id", NEW."message_id", NEW."occasion", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="8179c0172968cdf5e411f8e4b85dc20db73f2af0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_134bd",
                            table="monitoring_reminder",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_reminderevent" ("action_id", "id", "indicator_id", "message_id", "occasion", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."action_id", NEW."id", NEW."indicator_id", NEW."message_id", NEW."occasion", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                            hash="5c7673084c0afc3807e95d7f0a2094ae8448922f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36bb3",
                            table="monitoring_reminder",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_reminderevent" ("action_id", "id", "indicator_id", "message_id", "occasion", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."action_id", OLD."id", OLD."indicator_id", OLD."message_id", OLD."occasion", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="af5e4e80ee6a392d3841001b71e4758bdc71c0e8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cb659",
                            table="monitoring_reminder",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderEvent",
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
                        to="monitoring.reminder",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "message",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnership.message",
                    ),
                ),
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
                    "action",
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
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("opening", "When updates open"),
                            ("week_before", "A week before they are due"),
                            ("two_days_before", "Two working days before"),
                            ("on_the_day", "On the day"),
                            ("after", "Two working days after"),
                            ("to_lead", "Five working days after, to the lead of the body"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PeriodRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="monitoring.reportingperiod",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("schema", models.PositiveSmallIntegerField()),
                ("body", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("errata", models.JSONField(blank=True, default=list)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
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
                "ordering": ["period", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "version"),
                        name="record_version_is_unique_in_its_period",
                        violation_error_message="This version of the record is already stored.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'period_record_never_changes',\n                        MESSAGE = 'a stored record never changes';\n                ",
                            hash="a119b959c0fdd51cb59c43bc7a43f1f160e52d3f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_never_changes_d87a8",
                            table="monitoring_periodrecord",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_periodrecordevent" ("errata", "id", "made_at", "made_by_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schema", "sha256", "version") VALUES (NEW."errata", NEW."id", NEW."made_at", NEW."made_by_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."schema", NEW."sha256", NEW."version"); RETURN NULL;',
                            hash="d63f456197d3ac5b18cd2349698723a2627e9168",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e54c7",
                            table="monitoring_periodrecord",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."errata" IS DISTINCT FROM (NEW."errata") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."period_id" IS DISTINCT FROM (NEW."period_id") OR OLD."schema" IS DISTINCT FROM (NEW."schema") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "monitoring_periodrecordevent" ("errata", "id", "made_at", "made_by_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schema", "sha256", "version") VALUES (NEW."errata", NEW."id", NEW."made_at", NEW."made_by_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."schema", NEW."sha256", NEW."version"); RETURN NULL;',
                            hash="2ffdf646f696f5ac28c5ac17e5da8e6ef87939e6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_23d94",
                            table="monitoring_periodrecord",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_periodrecordevent" ("errata", "id", "made_at", "made_by_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schema", "sha256", "version") VALUES (OLD."errata", OLD."id", OLD."made_at", OLD."made_by_id", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."schema", OLD."sha256", OLD."version"); RETURN NULL;',
                            hash="d6ef02cfeb531050314519a4e9d26b51050caa1a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_72ba6",
                            table="monitoring_periodrecord",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodRecordEvent",
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
                        to="monitoring.periodrecord",
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
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("schema", models.PositiveSmallIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("errata", models.JSONField(blank=True, default=list)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
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
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="monitoring.reportingperiod",
                    ),
                ),
                ("path", models.CharField(max_length=200)),
                ("old", models.JSONField(null=True)),
                ("new", models.JSONField(null=True)),
                ("reason", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["period", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "path"),
                        name="correction_is_one_a_place",
                        violation_error_message="This is being corrected already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="correction_has_a_reason",
                        violation_error_message="Say why this is corrected.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_correctionevent" ("at", "by_id", "id", "new", "old", "path", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."new", NEW."old", NEW."path", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="422d4e65a785f88201826368ec2087610628ab7d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5f532",
                            table="monitoring_correction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_correctionevent" ("at", "by_id", "id", "new", "old", "path", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."new", NEW."old", NEW."path", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="e9fdd04ac5e70c080b204f4949ce6f1e704ecb16",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1575e",
                            table="monitoring_correction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_correctionevent" ("at", "by_id", "id", "new", "old", "path", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."at", OLD."by_id", OLD."id", OLD."new", OLD."old", OLD."path", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                            hash="2d31a894e8dcbcb11a52f2529d6bfd3239956730",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9bb96",
                            table="monitoring_correction",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionEvent",
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
                        to="monitoring.correction",
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
                ("path", models.CharField(max_length=200)),
                ("old", models.JSONField(null=True)),
                ("new", models.JSONField(null=True)),
                ("reason", models.TextField()),
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
            name="Redaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="redactions", to="plans.plan"
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("carried_out_at", models.DateTimeField(blank=True, null=True)),
                ("places", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["plan", "-proposed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="redaction_needs_two_people",
                        violation_error_message="Somebody else confirms what you propose to remove.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carried_out_at", None),
                            models.Q(("confirmed_by__isnull", False), ("confirmed_on__isnull", False), ("words", "")),
                            _connector="OR",
                        ),
                        name="redaction_keeps_no_words",
                        violation_error_message="Once the words are removed, nothing keeps them.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="is_carried_out_by_the_database",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'INSERT' AND NEW.confirmed_by_id IS NULL AND NEW.carried_out_at IS NULL THEN\n                        RETURN NEW;\n                    ELSIF TG_OP = 'DELETE' AND OLD.carried_out_at IS NULL THEN\n                        RETURN OLD;\n                    ELSIF TG_OP = 'UPDATE' AND OLD.carried_out_at IS NULL AND NEW.carried_out_at IS NULL\n                        AND OLD.confirmed_by_id IS NULL AND OLD.words = NEW.words\n                        AND (OLD.plan_id, OLD.proposed_by_id) = (NEW.plan_id, NEW.proposed_by_id)\n                    THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'redaction_is_carried_out_once',\n                        MESSAGE = 'a redaction is proposed, confirmed and carried out, each once';\n                ",
                            hash="247ef3abca442f203c28d653d81e87e9d0d2e85b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_is_carried_out_by_the_database_4386c",
                            table="monitoring_redaction",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_redactionevent" ("carried_out_at", "confirmed_by_id", "confirmed_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "plan_id", "proposed_at", "proposed_by_id") VALUES (NEW."carried_out_at", NEW."confirmed_by_id", NEW."confirmed_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."places", NEW."plan_id", NEW."proposed_at", NEW."proposed_by_id"); RETURN NULL;',
                            hash="7417260b5f5fa2f2c50cd9e103d09966ca8c7478",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b2a9f",
                            table="monitoring_redaction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."carried_out_at" IS DISTINCT FROM (NEW."carried_out_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id"))',
                            func='INSERT INTO "monitoring_redactionevent" ("carried_out_at", "confirmed_by_id", "confirmed_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "plan_id", "proposed_at", "proposed_by_id") VALUES (NEW."carried_out_at", NEW."confirmed_by_id", NEW."confirmed_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."places", NEW."plan_id", NEW."proposed_at", NEW."proposed_by_id"); RETURN NULL;',
                            hash="cfb1b4185c7a915d4568fd9d8595b09078ae5ec1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7dff3",
                            table="monitoring_redaction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_redactionevent" ("carried_out_at", "confirmed_by_id", "confirmed_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "plan_id", "proposed_at", "proposed_by_id") VALUES (OLD."carried_out_at", OLD."confirmed_by_id", OLD."confirmed_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."places", OLD."plan_id", OLD."proposed_at", OLD."proposed_by_id"); RETURN NULL;',
                            hash="29d710af0201409cbe20aab9e7ad03fbf6a5d47c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1596d",
                            table="monitoring_redaction",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RedactionEvent",
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
                        to="monitoring.redaction",
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
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                (
                    "confirmed_by",
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
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("carried_out_at", models.DateTimeField(blank=True, null=True)),
                ("places", models.PositiveIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RedactedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "redaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="records", to="monitoring.redaction"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redactions",
                        to="monitoring.periodrecord",
                    ),
                ),
                ("sha256_before", models.CharField(max_length=64)),
                ("sha256_after", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["redaction", "record"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'redacted_record_never_changes',\n                        MESSAGE = 'what a redaction changed stays on the record';\n                ",
                            hash="c50f5e63446405fb26f9cbb2f9ccbe689036e6b1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_never_changes_71f43",
                            table="monitoring_redactedrecord",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_redactedrecordevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "redaction_id", "sha256_after", "sha256_before") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."record_id", NEW."redaction_id", NEW."sha256_after", NEW."sha256_before"); RETURN NULL;',
                            hash="0d886042a23b3eac166a0c61c9a79acd063f8da2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1a145",
                            table="monitoring_redactedrecord",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "monitoring_redactedrecordevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "redaction_id", "sha256_after", "sha256_before") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."record_id", NEW."redaction_id", NEW."sha256_after", NEW."sha256_before"); RETURN NULL;',
                            hash="0562690b96471ed208488b54ab8942a8569b7bf2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_090d3",
                            table="monitoring_redactedrecord",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "monitoring_redactedrecordevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "redaction_id", "sha256_after", "sha256_before") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."record_id", OLD."redaction_id", OLD."sha256_after", OLD."sha256_before"); RETURN NULL;',
                            hash="57bd124a725af8a508f5a0688a82908acc74f0d7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a52e9",
                            table="monitoring_redactedrecord",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RedactedRecordEvent",
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
                        to="monitoring.redactedrecord",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "redaction",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="monitoring.redaction",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="monitoring.periodrecord",
                    ),
                ),
                ("sha256_before", models.CharField(max_length=64)),
                ("sha256_after", models.CharField(max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
