import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from partnership.first_migration import FirstMigration


class Migration(FirstMigration):
    replaces = [
        ("indicators", "0001_initial"),
        ("indicators", "0002_measures_whole"),
        ("indicators", "0003_figures_never_change"),
        ("indicators", "0004_figures_of_others_brought_in"),
        ("indicators", "0005_why_a_note_stays"),
        ("indicators", "0006_reported_rating_is_read_in_a_removal"),
    ]

    dependencies = [
        ("partnership", "0001_tables"),
        ("plans", "0001_tables"),
        ("priorities", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="plans.plan"
                    ),
                ),
                ("key", models.SlugField(max_length=80)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("external_codes", models.JSONField(blank=True, default=dict)),
                ("title", models.TextField()),
                ("plain_title", models.TextField(blank=True)),
                ("definition", models.TextField(blank=True)),
                ("numerator_words", models.TextField(blank=True)),
                ("denominator_words", models.TextField(blank=True)),
                ("source", models.TextField(blank=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("decimals", models.PositiveSmallIntegerField(default=0)),
                (
                    "polarity",
                    models.CharField(
                        choices=[
                            ("high", "Higher is better"),
                            ("low", "Lower is better"),
                            ("close_to_target", "Close to target is better"),
                            ("information", "For information only"),
                        ],
                        default="high",
                        max_length=20,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("snapshot", "On a day"),
                            ("in_period", "In the period"),
                            ("year_to_date", "Year to date"),
                            ("rolling_12_months", "Rolling 12 months"),
                            ("rolling_3_years", "Rolling 3 years"),
                            ("academic_year", "School year"),
                            ("unknown", "Not said"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("monthly", "Every month"),
                            ("quarterly", "Every quarter"),
                            ("termly", "Every school term"),
                            ("half_yearly", "Every half-year"),
                            ("yearly", "Every year"),
                            ("two_yearly", "Every two years"),
                            ("irregular", "At no fixed time"),
                        ],
                        max_length=20,
                    ),
                ),
                ("lag_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("population", "How a whole population is doing"),
                            ("how_much", "How much did we do?"),
                            ("how_well", "How well did we do it?"),
                            ("better_off", "Is anyone better off?"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "In use"),
                            ("in_development", "Being developed"),
                            ("discontinued", "No longer collected"),
                        ],
                        default="active",
                        max_length=20,
                    ),
                ),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("not_said", "Not said: treated as about children"),
                            ("count", "The figure counts children"),
                            ("share", "The figure is a share of children"),
                            ("none", "Nothing of it is about a person"),
                        ],
                        default="not_said",
                        max_length=20,
                    ),
                ),
                ("smallest_shown", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "lead_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="partnership.post",
                    ),
                ),
                (
                    "lead_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="partnership.body",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="priorities.outcome",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="priorities.priority",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="priorities.commitment",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="priorities.strategicaction",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["plan", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"),
                        name="indicator_key_is_unique_in_its_plan",
                        violation_error_message="This plan already has a measure with that key.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_indicatorevent" ("action_id", "basis", "code", "commitment_id", "decimals", "definition", "denominator_words", "disclosure", "external_codes", "frequency", "id", "key", "kind", "lag_days", "lead_body_id", "lead_post_id", "numerator_words", "outcome_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_title", "plan_id", "polarity", "position", "priority_id", "smallest_shown", "source", "status", "title", "unit") VALUES (NEW."action_id", NEW."basis", NEW."code", NEW."commitment_id", NEW."decimals", NEW."definition", NEW."denominator_words", NEW."disclosure", NEW."external_codes", NEW."frequency", NEW."id", NEW."key", NEW."kind", NEW."lag_days", NEW."lead_body_id", NEW."lead_post_id", NEW."numerator_words", NEW."outcome_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plain_title", NEW."plan_id", NEW."polarity", NEW."position", NEW."priority_id", NEW."smallest_shown", NEW."source", NEW."status", NEW."title", NEW."unit"); RETURN NULL;',
                            hash="d70309691efb34a8374efa5f4f66a9283e9d2ebf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6ab67",
                            table="indicators_indicator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_indicatorevent" ("action_id", "basis", "code", "commitment_id", "decimals", "definition", "denominator_words", "disclosure", "external_codes", "frequency", "id", "key", "kind", "lag_days", "lead_body_id", "lead_post_id", "numerator_words", "outcome_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_title", "plan_id", "polarity", "position", "priority_id", "smallest_shown", "source", "status", "title", "unit") VALUES (NEW."action_id", NEW."basis", NEW."code", NEW."commitment_id", NEW."decimals", NEW."definition", NEW."denominator_words", NEW."disclosure", NEW."external_codes", NEW."frequency", NEW."id", NEW."key", NEW."kind", NEW."lag_days", NEW."lead_body_id", NEW."lead_post_id", NEW."numerator_words", NEW."outcome_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plain_title", NEW."plan_id", NEW."polarity", NEW."position", NEW."priority_id", NEW."smallest_shown", NEW."source", NEW."status", NEW."title", NEW."unit"); RETURN NULL;',
                            hash="bba291465f62089fa98f77fe4cb2e7b1f5a752b8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4281e",
                            table="indicators_indicator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_indicatorevent" ("action_id", "basis", "code", "commitment_id", "decimals", "definition", "denominator_words", "disclosure", "external_codes", "frequency", "id", "key", "kind", "lag_days", "lead_body_id", "lead_post_id", "numerator_words", "outcome_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_title", "plan_id", "polarity", "position", "priority_id", "smallest_shown", "source", "status", "title", "unit") VALUES (OLD."action_id", OLD."basis", OLD."code", OLD."commitment_id", OLD."decimals", OLD."definition", OLD."denominator_words", OLD."disclosure", OLD."external_codes", OLD."frequency", OLD."id", OLD."key", OLD."kind", OLD."lag_days", OLD."lead_body_id", OLD."lead_post_id", OLD."numerator_words", OLD."outcome_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plain_title", OLD."plan_id", OLD."polarity", OLD."position", OLD."priority_id", OLD."smallest_shown", OLD."source", OLD."status", OLD."title", OLD."unit"); RETURN NULL;',
                            hash="89d0c6d2dfec4fc0759e25cf481c88b8943d22db",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f068f",
                            table="indicators_indicator",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorEvent",
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
                        to="indicators.indicator",
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
                ("code", models.CharField(blank=True, max_length=60)),
                ("external_codes", models.JSONField(blank=True, default=dict)),
                ("title", models.TextField()),
                ("plain_title", models.TextField(blank=True)),
                ("definition", models.TextField(blank=True)),
                ("numerator_words", models.TextField(blank=True)),
                ("denominator_words", models.TextField(blank=True)),
                ("source", models.TextField(blank=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("decimals", models.PositiveSmallIntegerField(default=0)),
                (
                    "polarity",
                    models.CharField(
                        choices=[
                            ("high", "Higher is better"),
                            ("low", "Lower is better"),
                            ("close_to_target", "Close to target is better"),
                            ("information", "For information only"),
                        ],
                        default="high",
                        max_length=20,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("snapshot", "On a day"),
                            ("in_period", "In the period"),
                            ("year_to_date", "Year to date"),
                            ("rolling_12_months", "Rolling 12 months"),
                            ("rolling_3_years", "Rolling 3 years"),
                            ("academic_year", "School year"),
                            ("unknown", "Not said"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("monthly", "Every month"),
                            ("quarterly", "Every quarter"),
                            ("termly", "Every school term"),
                            ("half_yearly", "Every half-year"),
                            ("yearly", "Every year"),
                            ("two_yearly", "Every two years"),
                            ("irregular", "At no fixed time"),
                        ],
                        max_length=20,
                    ),
                ),
                ("lag_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("population", "How a whole population is doing"),
                            ("how_much", "How much did we do?"),
                            ("how_well", "How well did we do it?"),
                            ("better_off", "Is anyone better off?"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "In use"),
                            ("in_development", "Being developed"),
                            ("discontinued", "No longer collected"),
                        ],
                        default="active",
                        max_length=20,
                    ),
                ),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("not_said", "Not said: treated as about children"),
                            ("count", "The figure counts children"),
                            ("share", "The figure is a share of children"),
                            ("none", "Nothing of it is about a person"),
                        ],
                        default="not_said",
                        max_length=20,
                    ),
                ),
                ("smallest_shown", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "lead_post",
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
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="priorities.outcome",
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
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Dimension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dimensions",
                        to="indicators.indicator",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("categories", models.JSONField(default=list)),
                ("adds_up", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["indicator", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "name"),
                        name="dimension_is_named_once",
                        violation_error_message="This measure is already broken down by that.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_dimensionevent" ("adds_up", "categories", "id", "indicator_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."adds_up", NEW."categories", NEW."id", NEW."indicator_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="ad512fb07ab2172da214b975e6148d30fa5176d3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d0975",
                            table="indicators_dimension",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_dimensionevent" ("adds_up", "categories", "id", "indicator_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."adds_up", NEW."categories", NEW."id", NEW."indicator_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="1c740c749de3148c82a0dc7546717d9e33cb91b8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4fd72",
                            table="indicators_dimension",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_dimensionevent" ("adds_up", "categories", "id", "indicator_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."adds_up", OLD."categories", OLD."id", OLD."indicator_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                            hash="301ca5a0b6568508321561469c867d15fe185d29",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_231e6",
                            table="indicators_dimension",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DimensionEvent",
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
                        to="indicators.dimension",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                ("name", models.CharField(max_length=120)),
                ("categories", models.JSONField(default=list)),
                ("adds_up", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SeriesBreak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="breaks", to="indicators.indicator"
                    ),
                ),
                ("begins_on", models.DateField()),
                ("reason", models.TextField()),
            ],
            options={
                "ordering": ["indicator", "begins_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "begins_on"),
                        name="series_breaks_once_a_day",
                        violation_error_message="This measure already has a break on that day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="series_break_has_a_reason",
                        violation_error_message="Say what changed, so that readers know why the line breaks.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_seriesbreakevent" ("begins_on", "id", "indicator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."begins_on", NEW."id", NEW."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="8edefa98ffd011402c0dfec790bf2b39628fa631",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4aa7c",
                            table="indicators_seriesbreak",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_seriesbreakevent" ("begins_on", "id", "indicator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."begins_on", NEW."id", NEW."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="8c4192ea929d11f363288eaf3c5dbb43783d3d55",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c24ae",
                            table="indicators_seriesbreak",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_seriesbreakevent" ("begins_on", "id", "indicator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."begins_on", OLD."id", OLD."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                            hash="eee8541f70a4f6c88ae1279bd374c5a0398fd645",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4c6e0",
                            table="indicators_seriesbreak",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesBreakEvent",
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
                        to="indicators.seriesbreak",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                ("begins_on", models.DateField()),
                ("reason", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Baseline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="baseline", to="indicators.indicator"
                    ),
                ),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("as_printed", models.TextField(blank=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("period_label", models.CharField(blank=True, max_length=120)),
                ("period_ends_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["indicator"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False), models.Q(("as_printed", ""), _negated=True), _connector="OR"
                        ),
                        name="baseline_has_a_number_or_words",
                        violation_error_message="A baseline is a number or the words that were printed.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_baselineevent" ("as_printed", "id", "indicator_id", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "value") VALUES (NEW."as_printed", NEW."id", NEW."indicator_id", NEW."period_ends_on", NEW."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."unit", NEW."value"); RETURN NULL;',
                            hash="9e745d5b526f09cdc0cc3e5930b533f4f2270b2a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1669b",
                            table="indicators_baseline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_baselineevent" ("as_printed", "id", "indicator_id", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "value") VALUES (NEW."as_printed", NEW."id", NEW."indicator_id", NEW."period_ends_on", NEW."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."unit", NEW."value"); RETURN NULL;',
                            hash="1987f4dc9ec2d93b0dd014528f3455d6e05c5efc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d3a77",
                            table="indicators_baseline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_baselineevent" ("as_printed", "id", "indicator_id", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "value") VALUES (OLD."as_printed", OLD."id", OLD."indicator_id", OLD."period_ends_on", OLD."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."unit", OLD."value"); RETURN NULL;',
                            hash="5f5f19dc1128953eb8030267e3ab8596dc4ec4e8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_24a1d",
                            table="indicators_baseline",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BaselineEvent",
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
                        to="indicators.baseline",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("as_printed", models.TextField(blank=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("period_label", models.CharField(blank=True, max_length=120)),
                ("period_ends_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RatingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rating_rules", to="plans.plan"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rating_rules",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("target", "Target met or not"),
                            ("floor", "Target, and the floor below it"),
                            ("percent", "Percent off target"),
                            ("amount", "Amount off target, in the unit of the measure"),
                            ("improving", "Percent off target, and whether it improved on a year before"),
                        ],
                        default="floor",
                        max_length=20,
                    ),
                ),
                ("on_track_within", models.DecimalField(decimal_places=3, default=0, max_digits=9)),
                ("at_risk_within", models.DecimalField(decimal_places=3, default=10, max_digits=9)),
                ("applies_from", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["plan", "indicator", "applies_from", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "indicator", "applies_from"),
                        name="rating_rule_is_one_a_day",
                        nulls_distinct=False,
                        violation_error_message="There is already a rule that applies from that day. Change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at_risk_within__gte", models.F("on_track_within")), ("on_track_within__gte", 0)
                        ),
                        name="rating_rule_margins_widen",
                        violation_error_message="The margin for some concern cannot be narrower than the one for on track, and neither is below 0.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_ratingruleevent" ("applies_from", "at_risk_within", "id", "indicator_id", "kind", "on_track_within", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (NEW."applies_from", NEW."at_risk_within", NEW."id", NEW."indicator_id", NEW."kind", NEW."on_track_within", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id"); RETURN NULL;',
                            hash="3d7037959a43a6f34e39361ed31cbfd6b0c30583",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a2bdb",
                            table="indicators_ratingrule",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_ratingruleevent" ("applies_from", "at_risk_within", "id", "indicator_id", "kind", "on_track_within", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (NEW."applies_from", NEW."at_risk_within", NEW."id", NEW."indicator_id", NEW."kind", NEW."on_track_within", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id"); RETURN NULL;',
                            hash="e36b2c9aed680b885a741efdfbecb88537879c5f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3ac52",
                            table="indicators_ratingrule",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_ratingruleevent" ("applies_from", "at_risk_within", "id", "indicator_id", "kind", "on_track_within", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (OLD."applies_from", OLD."at_risk_within", OLD."id", OLD."indicator_id", OLD."kind", OLD."on_track_within", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id"); RETURN NULL;',
                            hash="687aea8dd13fb9e1a39e64aa6f409f9b9db9e57a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b6d3d",
                            table="indicators_ratingrule",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingRuleEvent",
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
                        to="indicators.ratingrule",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("target", "Target met or not"),
                            ("floor", "Target, and the floor below it"),
                            ("percent", "Percent off target"),
                            ("amount", "Amount off target, in the unit of the measure"),
                            ("improving", "Percent off target, and whether it improved on a year before"),
                        ],
                        default="floor",
                        max_length=20,
                    ),
                ),
                ("on_track_within", models.DecimalField(decimal_places=3, default=0, max_digits=9)),
                ("at_risk_within", models.DecimalField(decimal_places=3, default=10, max_digits=9)),
                ("applies_from", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="indicators.indicator"
                    ),
                ),
                ("period_label", models.CharField(blank=True, max_length=120)),
                ("period_ends_on", models.DateField(blank=True, null=True)),
                (
                    "span",
                    models.CharField(
                        choices=[("in_year", "For the period"), ("annual", "For the whole year")],
                        default="in_year",
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("target", "Target"),
                            ("trajectory", "Step on the way to a target"),
                            ("forecast", "Forecast"),
                        ],
                        default="target",
                        max_length=20,
                    ),
                ),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                (
                    "operator",
                    models.CharField(
                        choices=[
                            ("at_least", "at least"),
                            ("at_most", "at most"),
                            ("exactly", "exactly"),
                            ("more_than", "more than"),
                            ("less_than", "less than"),
                        ],
                        default="at_least",
                        max_length=20,
                    ),
                ),
                ("floor", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("tolerance", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("tolerance_is_percent", models.BooleanField(default=False)),
                (
                    "rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("better_than_comparator", "Better than others"),
                            ("improve_on_baseline", "Better than the baseline"),
                            ("improve_on_previous", "Better than the result before"),
                            ("improve_on_last_year", "Better than a year before"),
                        ],
                        max_length=30,
                    ),
                ),
                ("rule_comparator", models.CharField(blank=True, max_length=30)),
                ("none_set", models.BooleanField(default=False)),
                ("as_printed", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["indicator", "period_ends_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "period_label", "span", "kind"),
                        name="target_is_one_a_period",
                        violation_error_message="This measure already has a target of that kind for that period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False),
                            models.Q(("as_printed", ""), _negated=True),
                            models.Q(("rule", ""), _negated=True),
                            ("none_set", True),
                            _connector="OR",
                        ),
                        name="target_has_a_number_or_words",
                        violation_error_message="A target is a number, a rule or the words that were printed; or say that none is set.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("none_set", False),
                            models.Q(("floor", None), ("rule", ""), ("tolerance", None), ("value", None)),
                            _connector="OR",
                        ),
                        name="target_none_set_has_no_number",
                        violation_error_message="Either no target is set, or there is a number or a rule. Not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rule", "better_than_comparator"), _negated=True),
                            models.Q(("rule_comparator", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="target_rule_says_whom_it_compares_with",
                        violation_error_message="Say whose result this target means to better.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_targetevent" ("as_printed", "floor", "id", "indicator_id", "kind", "none_set", "note", "operator", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "rule_comparator", "span", "tolerance", "tolerance_is_percent", "value") VALUES (NEW."as_printed", NEW."floor", NEW."id", NEW."indicator_id", NEW."kind", NEW."none_set", NEW."note", NEW."operator", NEW."period_ends_on", NEW."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."rule", NEW."rule_comparator", NEW."span", NEW."tolerance", NEW."tolerance_is_percent", NEW."value"); RETURN NULL;',
                            hash="73a50e56321e27c88b46bb17728ff9306a848656",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_621f2",
                            table="indicators_target",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_targetevent" ("as_printed", "floor", "id", "indicator_id", "kind", "none_set", "note", "operator", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "rule_comparator", "span", "tolerance", "tolerance_is_percent", "value") VALUES (NEW."as_printed", NEW."floor", NEW."id", NEW."indicator_id", NEW."kind", NEW."none_set", NEW."note", NEW."operator", NEW."period_ends_on", NEW."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."rule", NEW."rule_comparator", NEW."span", NEW."tolerance", NEW."tolerance_is_percent", NEW."value"); RETURN NULL;',
                            hash="8005533cda9fe2f6bdb99aa730bcf4d0ad4c24f9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_38da2",
                            table="indicators_target",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_targetevent" ("as_printed", "floor", "id", "indicator_id", "kind", "none_set", "note", "operator", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "rule_comparator", "span", "tolerance", "tolerance_is_percent", "value") VALUES (OLD."as_printed", OLD."floor", OLD."id", OLD."indicator_id", OLD."kind", OLD."none_set", OLD."note", OLD."operator", OLD."period_ends_on", OLD."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."rule", OLD."rule_comparator", OLD."span", OLD."tolerance", OLD."tolerance_is_percent", OLD."value"); RETURN NULL;',
                            hash="f228a160d5bd802bf2650bd4a9fd2a582beb6b8d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fa56b",
                            table="indicators_target",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetEvent",
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
                        to="indicators.target",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                ("period_label", models.CharField(blank=True, max_length=120)),
                ("period_ends_on", models.DateField(blank=True, null=True)),
                (
                    "span",
                    models.CharField(
                        choices=[("in_year", "For the period"), ("annual", "For the whole year")],
                        default="in_year",
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("target", "Target"),
                            ("trajectory", "Step on the way to a target"),
                            ("forecast", "Forecast"),
                        ],
                        default="target",
                        max_length=20,
                    ),
                ),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                (
                    "operator",
                    models.CharField(
                        choices=[
                            ("at_least", "at least"),
                            ("at_most", "at most"),
                            ("exactly", "exactly"),
                            ("more_than", "more than"),
                            ("less_than", "less than"),
                        ],
                        default="at_least",
                        max_length=20,
                    ),
                ),
                ("floor", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("tolerance", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("tolerance_is_percent", models.BooleanField(default=False)),
                (
                    "rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("better_than_comparator", "Better than others"),
                            ("improve_on_baseline", "Better than the baseline"),
                            ("improve_on_previous", "Better than the result before"),
                            ("improve_on_last_year", "Better than a year before"),
                        ],
                        max_length=30,
                    ),
                ),
                ("rule_comparator", models.CharField(blank=True, max_length=30)),
                ("none_set", models.BooleanField(default=False)),
                ("as_printed", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="import_mappings", to="plans.plan"
                    ),
                ),
                ("headings_sha256", models.CharField(max_length=64)),
                ("headings", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("used_at", models.DateTimeField()),
                (
                    "used_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "-used_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "headings_sha256"),
                        name="import_mapping_is_one_a_kind_of_file",
                        violation_error_message="How files with these columns are read is already remembered.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_importmappingevent" ("headings", "headings_sha256", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "used_at", "used_by_id") VALUES (NEW."headings", NEW."headings_sha256", NEW."id", NEW."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."used_at", NEW."used_by_id"); RETURN NULL;',
                            hash="2df1fe73dd28943aa8658a416fcaff77d0f1aa5f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_25180",
                            table="indicators_importmapping",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_importmappingevent" ("headings", "headings_sha256", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "used_at", "used_by_id") VALUES (NEW."headings", NEW."headings_sha256", NEW."id", NEW."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."used_at", NEW."used_by_id"); RETURN NULL;',
                            hash="d64e736d4f5bc8bebabafe5c159e10f144b2bee2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3194c",
                            table="indicators_importmapping",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_importmappingevent" ("headings", "headings_sha256", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "used_at", "used_by_id") VALUES (OLD."headings", OLD."headings_sha256", OLD."id", OLD."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."used_at", OLD."used_by_id"); RETURN NULL;',
                            hash="e75a62f7548cdf8fb1f82e0f9200bb9028c02562",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_99286",
                            table="indicators_importmapping",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportMappingEvent",
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
                        to="indicators.importmapping",
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
                ("headings_sha256", models.CharField(max_length=64)),
                ("headings", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("used_at", models.DateTimeField()),
                (
                    "used_by",
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
            name="FigureImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="figure_imports", to="plans.plan"
                    ),
                ),
                ("file_name", models.CharField(max_length=255)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("mapping", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Waiting to be checked"),
                            ("applied", "Brought in"),
                            ("discarded", "Not used"),
                        ],
                        default="uploaded",
                        max_length=20,
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("figures_new", models.PositiveIntegerField(default=0)),
                ("figures_revised", models.PositiveIntegerField(default=0)),
                ("figures_unchanged", models.PositiveIntegerField(default=0)),
                ("comparators_written", models.PositiveIntegerField(default=0)),
                ("leftover", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ["plan", "-uploaded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at__isnull", False), ("state", "applied")),
                            models.Q(models.Q(("state", "applied"), _negated=True), ("applied_at", None)),
                            _connector="OR",
                        ),
                        name="figure_import_applied_has_its_time",
                        violation_error_message="A file that was brought in needs the time it was.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_figureimportevent" ("applied_at", "applied_by_id", "comparators_written", "figures_new", "figures_revised", "figures_unchanged", "file_name", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sha256", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."comparators_written", NEW."figures_new", NEW."figures_revised", NEW."figures_unchanged", NEW."file_name", NEW."id", NEW."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."sha256", NEW."size", NEW."state", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                            hash="fe996ee66f8532e5c5bc36fc19a9ae9ed7f4e1ef",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8c8fd",
                            table="indicators_figureimport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."applied_by_id" IS DISTINCT FROM (NEW."applied_by_id") OR OLD."comparators_written" IS DISTINCT FROM (NEW."comparators_written") OR OLD."figures_new" IS DISTINCT FROM (NEW."figures_new") OR OLD."figures_revised" IS DISTINCT FROM (NEW."figures_revised") OR OLD."figures_unchanged" IS DISTINCT FROM (NEW."figures_unchanged") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."mapping" IS DISTINCT FROM (NEW."mapping") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))',
                            func='INSERT INTO "indicators_figureimportevent" ("applied_at", "applied_by_id", "comparators_written", "figures_new", "figures_revised", "figures_unchanged", "file_name", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sha256", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_at", NEW."applied_by_id", NEW."comparators_written", NEW."figures_new", NEW."figures_revised", NEW."figures_unchanged", NEW."file_name", NEW."id", NEW."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."sha256", NEW."size", NEW."state", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                            hash="702b14fb19dc63969eb6ca6cd27c527e0c6e1b89",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c6dd5",
                            table="indicators_figureimport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_figureimportevent" ("applied_at", "applied_by_id", "comparators_written", "figures_new", "figures_revised", "figures_unchanged", "file_name", "id", "mapping", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "sha256", "size", "state", "uploaded_at", "uploaded_by_id") VALUES (OLD."applied_at", OLD."applied_by_id", OLD."comparators_written", OLD."figures_new", OLD."figures_revised", OLD."figures_unchanged", OLD."file_name", OLD."id", OLD."mapping", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."sha256", OLD."size", OLD."state", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                            hash="e4faf4f35f221922b33c061b651c1c83e8c92513",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c57dc",
                            table="indicators_figureimport",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureImportEvent",
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
                        to="indicators.figureimport",
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
                ("file_name", models.CharField(max_length=255)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("mapping", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Waiting to be checked"),
                            ("applied", "Brought in"),
                            ("discarded", "Not used"),
                        ],
                        default="uploaded",
                        max_length=20,
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "applied_by",
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
                ("figures_new", models.PositiveIntegerField(default=0)),
                ("figures_revised", models.PositiveIntegerField(default=0)),
                ("figures_unchanged", models.PositiveIntegerField(default=0)),
                ("comparators_written", models.PositiveIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="indicators.indicator"
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="indicators.dimension",
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=120)),
                ("period_label", models.CharField(blank=True, max_length=120)),
                ("period_ends_on", models.DateField(blank=True, null=True)),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("numerator", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("denominator", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("final", "Final"),
                            ("provisional", "Provisional"),
                            ("estimated", "Estimated"),
                            ("projected", "Projected"),
                            ("revised", "Revised"),
                        ],
                        default="final",
                        max_length=20,
                    ),
                ),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("suppressed", "Suppressed: too few to show"),
                            ("not_applicable", "Not applicable"),
                            ("not_available", "Not available"),
                            ("low", "Rounds to nothing"),
                            ("not_due", "Not due yet"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("over", "over"),
                            ("under", "under"),
                            ("about", "about"),
                            ("at_least", "at least"),
                            ("at_most", "at most"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        blank=True,
                        choices=[("up", "Went up"), ("down", "Went down"), ("same", "Stayed the same")],
                        max_length=10,
                    ),
                ),
                ("direction_since", models.CharField(blank=True, max_length=120)),
                ("as_printed", models.TextField(blank=True)),
                ("judgement", models.TextField(blank=True)),
                ("reported_rating", models.CharField(blank=True, max_length=120)),
                ("note", models.TextField(blank=True)),
                ("note_kept_because", models.TextField(blank=True)),
                ("entered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "figure_import",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="indicators.figureimport",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "period_ends_on", "revision", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "dimension", "category", "period_label", "revision"),
                        name="figure_is_one_a_period_and_revision",
                        nulls_distinct=False,
                        violation_error_message="This measure already has a figure for that period. Enter a revision instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False),
                            models.Q(("as_printed", ""), _negated=True),
                            models.Q(("judgement", ""), _negated=True),
                            models.Q(("missing", ""), _negated=True),
                            models.Q(("direction", ""), _negated=True),
                            models.Q(("reported_rating", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="figure_says_something",
                        violation_error_message="A figure is a number, the words that were printed, or why it is missing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("missing", ""), ("value", None), _connector="OR"),
                        name="figure_missing_has_no_number",
                        violation_error_message="A figure is either a number or missing, never both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", ""), ("dimension", None)),
                            models.Q(("dimension__isnull", False), models.Q(("category", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="figure_of_a_category_names_both",
                        violation_error_message="A figure of a part names what it is broken down by and which part it is.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'figure_never_changes',\n                        MESSAGE = 'what was said of a period stays; a revision is a row of its own';\n                ",
                            hash="bb513be865b94cce5d7d69992d6d94cdd7e81afe",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_never_changes_2c243",
                            table="indicators_figure",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_figureevent" ("as_printed", "category", "denominator", "dimension_id", "direction", "direction_since", "entered_at", "entered_by_id", "figure_import_id", "id", "indicator_id", "judgement", "missing", "note", "note_kept_because", "numerator", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "reported_rating", "revision", "status", "value") VALUES (NEW."as_printed", NEW."category", NEW."denominator", NEW."dimension_id", NEW."direction", NEW."direction_since", NEW."entered_at", NEW."entered_by_id", NEW."figure_import_id", NEW."id", NEW."indicator_id", NEW."judgement", NEW."missing", NEW."note", NEW."note_kept_because", NEW."numerator", NEW."period_ends_on", NEW."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."qualifier", NEW."reported_rating", NEW."revision", NEW."status", NEW."value"); RETURN NULL;',
                            hash="3eb7d3043c7c8d2b2e901e64dbe2e54f677dcc80",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a00d6",
                            table="indicators_figure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_figureevent" ("as_printed", "category", "denominator", "dimension_id", "direction", "direction_since", "entered_at", "entered_by_id", "figure_import_id", "id", "indicator_id", "judgement", "missing", "note", "note_kept_because", "numerator", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "reported_rating", "revision", "status", "value") VALUES (NEW."as_printed", NEW."category", NEW."denominator", NEW."dimension_id", NEW."direction", NEW."direction_since", NEW."entered_at", NEW."entered_by_id", NEW."figure_import_id", NEW."id", NEW."indicator_id", NEW."judgement", NEW."missing", NEW."note", NEW."note_kept_because", NEW."numerator", NEW."period_ends_on", NEW."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."qualifier", NEW."reported_rating", NEW."revision", NEW."status", NEW."value"); RETURN NULL;',
                            hash="138ff0375f0e8b58b985dba400b97a8008abda40",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b6cb4",
                            table="indicators_figure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_figureevent" ("as_printed", "category", "denominator", "dimension_id", "direction", "direction_since", "entered_at", "entered_by_id", "figure_import_id", "id", "indicator_id", "judgement", "missing", "note", "note_kept_because", "numerator", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "reported_rating", "revision", "status", "value") VALUES (OLD."as_printed", OLD."category", OLD."denominator", OLD."dimension_id", OLD."direction", OLD."direction_since", OLD."entered_at", OLD."entered_by_id", OLD."figure_import_id", OLD."id", OLD."indicator_id", OLD."judgement", OLD."missing", OLD."note", OLD."note_kept_because", OLD."numerator", OLD."period_ends_on", OLD."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."qualifier", OLD."reported_rating", OLD."revision", OLD."status", OLD."value"); RETURN NULL;',
                            hash="83c431b30130a325ac725342a5edb5a4e41df603",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4234e",
                            table="indicators_figure",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureEvent",
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
                        to="indicators.figure",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                (
                    "dimension",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="indicators.dimension",
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=120)),
                ("period_label", models.CharField(blank=True, max_length=120)),
                ("period_ends_on", models.DateField(blank=True, null=True)),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("numerator", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("denominator", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("final", "Final"),
                            ("provisional", "Provisional"),
                            ("estimated", "Estimated"),
                            ("projected", "Projected"),
                            ("revised", "Revised"),
                        ],
                        default="final",
                        max_length=20,
                    ),
                ),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("suppressed", "Suppressed: too few to show"),
                            ("not_applicable", "Not applicable"),
                            ("not_available", "Not available"),
                            ("low", "Rounds to nothing"),
                            ("not_due", "Not due yet"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("over", "over"),
                            ("under", "under"),
                            ("about", "about"),
                            ("at_least", "at least"),
                            ("at_most", "at most"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        blank=True,
                        choices=[("up", "Went up"), ("down", "Went down"), ("same", "Stayed the same")],
                        max_length=10,
                    ),
                ),
                ("direction_since", models.CharField(blank=True, max_length=120)),
                ("as_printed", models.TextField(blank=True)),
                ("judgement", models.TextField(blank=True)),
                ("reported_rating", models.CharField(blank=True, max_length=120)),
                ("note", models.TextField(blank=True)),
                ("note_kept_because", models.TextField(blank=True)),
                ("entered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entered_by",
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
                (
                    "figure_import",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="indicators.figureimport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HiddenFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hidden_figures",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="indicators.dimension",
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=120)),
                ("period_label", models.CharField(blank=True, max_length=120)),
                ("reason", models.TextField()),
                ("hidden_at", models.DateTimeField()),
                (
                    "hidden_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "period_label", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "dimension", "category", "period_label"),
                        name="figure_is_hidden_once",
                        nulls_distinct=False,
                        violation_error_message="This figure is hidden already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="figure_hidden_has_a_reason",
                        violation_error_message="Say why this figure is kept back.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_hiddenfigureevent" ("category", "dimension_id", "hidden_at", "hidden_by_id", "id", "indicator_id", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."category", NEW."dimension_id", NEW."hidden_at", NEW."hidden_by_id", NEW."id", NEW."indicator_id", NEW."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="d4f459019fd498e415048bfbfac114c4c281ac0a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a86c5",
                            table="indicators_hiddenfigure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_hiddenfigureevent" ("category", "dimension_id", "hidden_at", "hidden_by_id", "id", "indicator_id", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."category", NEW."dimension_id", NEW."hidden_at", NEW."hidden_by_id", NEW."id", NEW."indicator_id", NEW."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="933856b66fbf68174608323a5a4b8e452a9201c9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f36fc",
                            table="indicators_hiddenfigure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_hiddenfigureevent" ("category", "dimension_id", "hidden_at", "hidden_by_id", "id", "indicator_id", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."category", OLD."dimension_id", OLD."hidden_at", OLD."hidden_by_id", OLD."id", OLD."indicator_id", OLD."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                            hash="f8e4daa329ab804936b8d1350cd77d984d0fefff",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f391e",
                            table="indicators_hiddenfigure",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HiddenFigureEvent",
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
                        to="indicators.hiddenfigure",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                (
                    "dimension",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="indicators.dimension",
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=120)),
                ("period_label", models.CharField(blank=True, max_length=120)),
                ("reason", models.TextField()),
                ("hidden_at", models.DateTimeField()),
                (
                    "hidden_by",
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
            name="ComparatorGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=200, unique=True)),
                ("chosen_by", models.TextField(blank=True)),
                ("source", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["name"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_comparatorgroupevent" ("chosen_by", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."chosen_by", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."source"); RETURN NULL;',
                            hash="c4af15cad2c1d41270c4c1a94624f20e6fe8543f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_52b42",
                            table="indicators_comparatorgroup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_comparatorgroupevent" ("chosen_by", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."chosen_by", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."source"); RETURN NULL;',
                            hash="124e33b984f1c654a9fe9b82977dcff3ed5b0123",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8a6b8",
                            table="indicators_comparatorgroup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_comparatorgroupevent" ("chosen_by", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."chosen_by", OLD."id", OLD."kind", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."source"); RETURN NULL;',
                            hash="ad76d9138887120c0e95bb2d73809073cdda5848",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5913b",
                            table="indicators_comparatorgroup",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparatorGroupEvent",
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
                        to="indicators.comparatorgroup",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=200)),
                ("chosen_by", models.TextField(blank=True)),
                ("source", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ComparatorMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="indicators.comparatorgroup",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("member_from", models.DateField(blank=True, null=True)),
                ("member_until", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["group", "name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("member_from", None),
                            ("member_until", None),
                            ("member_until__gte", models.F("member_from")),
                            _connector="OR",
                        ),
                        name="comparator_member_leaves_after_joining",
                        violation_error_message="An area cannot leave a group before it joined.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_comparatormemberevent" ("code", "group_id", "id", "member_from", "member_until", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."group_id", NEW."id", NEW."member_from", NEW."member_until", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="a997bfdae804fd15a81663eb1e2b5a2810dc923f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3f9ad",
                            table="indicators_comparatormember",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_comparatormemberevent" ("code", "group_id", "id", "member_from", "member_until", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."group_id", NEW."id", NEW."member_from", NEW."member_until", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                            hash="d9ad64a360384506696c682612e759f2fc0e8540",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0db72",
                            table="indicators_comparatormember",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_comparatormemberevent" ("code", "group_id", "id", "member_from", "member_until", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."group_id", OLD."id", OLD."member_from", OLD."member_until", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="9a6b63a011087a9533595eefbdb70f327c0da9a0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c98f8",
                            table="indicators_comparatormember",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparatorMemberEvent",
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
                        to="indicators.comparatormember",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="indicators.comparatorgroup",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("member_from", models.DateField(blank=True, null=True)),
                ("member_until", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Comparator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comparators",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("statistical_neighbours", "Similar areas"),
                            ("region", "Region"),
                            ("nation", "Nation"),
                            ("best_quartile", "Best quarter of areas"),
                            ("previous", "Earlier result"),
                            ("same_last_year", "A year before"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=30,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comparators",
                        to="indicators.comparatorgroup",
                    ),
                ),
                ("period_label", models.CharField(blank=True, max_length=120)),
                ("period_ends_on", models.DateField(blank=True, null=True)),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("relation", models.TextField(blank=True)),
                ("source", models.TextField(blank=True)),
                ("published_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["indicator", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "kind", "name", "period_label"),
                        name="comparator_is_said_once",
                        violation_error_message="This measure already has that comparison for that period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False), models.Q(("relation", ""), _negated=True), _connector="OR"
                        ),
                        name="comparator_has_a_number_or_a_relation",
                        violation_error_message="A comparison is a number or words such as “higher than”.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_comparatorevent" ("group_id", "id", "indicator_id", "kind", "name", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "relation", "source", "value") VALUES (NEW."group_id", NEW."id", NEW."indicator_id", NEW."kind", NEW."name", NEW."period_ends_on", NEW."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."published_on", NEW."relation", NEW."source", NEW."value"); RETURN NULL;',
                            hash="043c01a786b9ed341b1448bb3bac19f39a09989e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5e94e",
                            table="indicators_comparator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "indicators_comparatorevent" ("group_id", "id", "indicator_id", "kind", "name", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "relation", "source", "value") VALUES (NEW."group_id", NEW."id", NEW."indicator_id", NEW."kind", NEW."name", NEW."period_ends_on", NEW."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."published_on", NEW."relation", NEW."source", NEW."value"); RETURN NULL;',
                            hash="c820f271402fa93b123c9b36959d9da51a659f96",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_51354",
                            table="indicators_comparator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "indicators_comparatorevent" ("group_id", "id", "indicator_id", "kind", "name", "period_ends_on", "period_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "relation", "source", "value") VALUES (OLD."group_id", OLD."id", OLD."indicator_id", OLD."kind", OLD."name", OLD."period_ends_on", OLD."period_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."published_on", OLD."relation", OLD."source", OLD."value"); RETURN NULL;',
                            hash="1cd0a73c1e19d2323c92d79546e8383c3c9360d9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4501e",
                            table="indicators_comparator",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparatorEvent",
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
                        to="indicators.comparator",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("statistical_neighbours", "Similar areas"),
                            ("region", "Region"),
                            ("nation", "Nation"),
                            ("best_quartile", "Best quarter of areas"),
                            ("previous", "Earlier result"),
                            ("same_last_year", "A year before"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=30,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="indicators.comparatorgroup",
                    ),
                ),
                ("period_label", models.CharField(blank=True, max_length=120)),
                ("period_ends_on", models.DateField(blank=True, null=True)),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("relation", models.TextField(blank=True)),
                ("source", models.TextField(blank=True)),
                ("published_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
