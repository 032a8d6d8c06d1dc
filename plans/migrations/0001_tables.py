import django.core.serializers.json
import django.db.models.deletion
import partnership.due
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models

from partnership.first_migration import FirstMigration


class Migration(FirstMigration):
    replaces = [
        ("plans", "0001_initial"),
        ("plans", "0002_read_locked_scale"),
        ("plans", "0003_rollup_and_sign_off"),
        ("plans", "0004_approved_stays_approved"),
        ("plans", "0005_steps_nation_and_working_days"),
        ("plans", "0006_measures_analyst_and_travel"),
    ]

    dependencies = [
        ("partnership", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="RatingScale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.TextField()),
                ("first_used_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["name"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="scale_in_use_is_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."first_used_at" IS NOT NULL)',
                            func="\n    PERFORM 1 FROM plans_ratingscale WHERE id = OLD.id FOR SHARE;\n    IF EXISTS (\n        SELECT 1 FROM plans_ratingscale WHERE id = OLD.id AND first_used_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION USING\n            ERRCODE = 'check_violation',\n            CONSTRAINT = 'rating_scale_in_use_is_fixed',\n            MESSAGE = 'the rating scale is in use';\n    END IF;\n IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
                            hash="bee0e6d2ab58e5ada9a0e7d8f19f2cf8a83d9b10",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_scale_in_use_is_fixed_51a85",
                            table="plans_ratingscale",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plans_ratingscaleevent" ("code", "first_used_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."first_used_at", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="5a864a5cf155b126174c13dea89cce89feb57ca6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7e64c",
                            table="plans_ratingscale",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plans_ratingscaleevent" ("code", "first_used_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."first_used_at", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                            hash="36d2392dbd3d477fafad64649d8da88df8a71589",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3b777",
                            table="plans_ratingscale",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plans_ratingscaleevent" ("code", "first_used_at", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."first_used_at", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="3194941e8bf0dc9e51a36560dfa4bca62c48ed29",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d1ce9",
                            table="plans_ratingscale",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingScaleEvent",
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
                        to="plans.ratingscale",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=60)),
                ("name", models.TextField()),
                ("first_used_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RatingLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="levels", to="plans.ratingscale"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("label", models.CharField(max_length=60)),
                ("letter", models.CharField(blank=True, max_length=2)),
                ("criteria", models.TextField(blank=True)),
                (
                    "meaning",
                    models.CharField(
                        choices=[
                            ("complete", "Complete"),
                            ("ahead", "Ahead"),
                            ("on_track", "On track"),
                            ("at_risk", "Some concern"),
                            ("off_track", "Off track"),
                            ("paused", "Paused"),
                            ("not_started", "Not started"),
                            ("not_assessed", "Not assessed"),
                            ("direction_only", "Direction only"),
                        ],
                        max_length=20,
                    ),
                ),
                ("shape", models.SlugField(blank=True, max_length=20)),
                ("colour", models.SlugField(blank=True, max_length=20)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("requires_reason", models.BooleanField(default=False)),
                ("requires_recovery", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["scale", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scale", "code"),
                        name="rating_level_code_is_unique_in_its_scale",
                        violation_error_message="This scale already has a level with that code.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="level_of_scale_in_use_is_fixed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP <> 'INSERT' THEN \n    PERFORM 1 FROM plans_ratingscale WHERE id = OLD.scale_id FOR SHARE;\n    IF EXISTS (\n        SELECT 1 FROM plans_ratingscale WHERE id = OLD.scale_id AND first_used_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION USING\n            ERRCODE = 'check_violation',\n            CONSTRAINT = 'rating_scale_in_use_is_fixed',\n            MESSAGE = 'the rating scale is in use';\n    END IF;\n END IF;\n                    IF TG_OP <> 'DELETE' THEN \n    PERFORM 1 FROM plans_ratingscale WHERE id = NEW.scale_id FOR SHARE;\n    IF EXISTS (\n        SELECT 1 FROM plans_ratingscale WHERE id = NEW.scale_id AND first_used_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION USING\n            ERRCODE = 'check_violation',\n            CONSTRAINT = 'rating_scale_in_use_is_fixed',\n            MESSAGE = 'the rating scale is in use';\n    END IF;\n END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="96d02ee15de67e1749956dca2a3bcde6ea853d2a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_level_of_scale_in_use_is_fixed_a39db",
                            table="plans_ratinglevel",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plans_ratinglevelevent" ("code", "colour", "criteria", "id", "label", "letter", "meaning", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "requires_reason", "requires_recovery", "scale_id", "shape") VALUES (NEW."code", NEW."colour", NEW."criteria", NEW."id", NEW."label", NEW."letter", NEW."meaning", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."requires_reason", NEW."requires_recovery", NEW."scale_id", NEW."shape"); RETURN NULL;',
                            hash="d710665405519c721c49b440f3755e9b95474291",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_22bec",
                            table="plans_ratinglevel",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plans_ratinglevelevent" ("code", "colour", "criteria", "id", "label", "letter", "meaning", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "requires_reason", "requires_recovery", "scale_id", "shape") VALUES (NEW."code", NEW."colour", NEW."criteria", NEW."id", NEW."label", NEW."letter", NEW."meaning", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."requires_reason", NEW."requires_recovery", NEW."scale_id", NEW."shape"); RETURN NULL;',
                            hash="84a5257e914c06c36e33fe3ace38a9923190efbe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_72b6b",
                            table="plans_ratinglevel",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plans_ratinglevelevent" ("code", "colour", "criteria", "id", "label", "letter", "meaning", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "requires_reason", "requires_recovery", "scale_id", "shape") VALUES (OLD."code", OLD."colour", OLD."criteria", OLD."id", OLD."label", OLD."letter", OLD."meaning", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."requires_reason", OLD."requires_recovery", OLD."scale_id", OLD."shape"); RETURN NULL;',
                            hash="3e8a12c4d0eaabc4cc19b296adf9d24c7d4de6a2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_30ffe",
                            table="plans_ratinglevel",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingLevelEvent",
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
                        to="plans.ratinglevel",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "scale",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.ratingscale",
                    ),
                ),
                ("code", models.SlugField(db_index=False, max_length=40)),
                ("label", models.CharField(max_length=60)),
                ("letter", models.CharField(blank=True, max_length=2)),
                ("criteria", models.TextField(blank=True)),
                (
                    "meaning",
                    models.CharField(
                        choices=[
                            ("complete", "Complete"),
                            ("ahead", "Ahead"),
                            ("on_track", "On track"),
                            ("at_risk", "Some concern"),
                            ("off_track", "Off track"),
                            ("paused", "Paused"),
                            ("not_started", "Not started"),
                            ("not_assessed", "Not assessed"),
                            ("direction_only", "Direction only"),
                        ],
                        max_length=20,
                    ),
                ),
                ("shape", models.SlugField(blank=True, db_index=False, max_length=20)),
                ("colour", models.SlugField(blank=True, db_index=False, max_length=20)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("requires_reason", models.BooleanField(default=False)),
                ("requires_recovery", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title", models.TextField()),
                ("short_title", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cypp", "Children and young people’s plan"),
                            ("childrens_services", "Children’s services plan"),
                            ("send_improvement", "SEND improvement plan"),
                            ("youth_justice", "Youth justice plan"),
                            ("corporate_parenting", "Corporate parenting plan"),
                            ("improvement", "Improvement plan"),
                            ("other", "Other plan"),
                        ],
                        default="cypp",
                        max_length=30,
                    ),
                ),
                ("statutory_note", models.TextField(blank=True)),
                (
                    "starts",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                (
                    "ends",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("drafting", "Being written"),
                            ("consultation", "Out for consultation"),
                            ("approved", "Approved"),
                            ("under_review", "Under review"),
                            ("superseded", "Superseded"),
                            ("closed", "Closed"),
                        ],
                        default="drafting",
                        max_length=20,
                    ),
                ),
                (
                    "owner_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="partnership.body",
                    ),
                ),
                (
                    "coordinating_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordinated_plans",
                        to="partnership.post",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="plans.plan",
                    ),
                ),
                ("labels", models.JSONField(blank=True, default=dict)),
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
                (
                    "rollup",
                    models.CharField(
                        choices=[
                            ("worst", "The most severe of its actions"),
                            ("share", "The share of its actions that are on track"),
                            ("judgement_only", "Only what its lead body says"),
                        ],
                        default="worst",
                        max_length=20,
                    ),
                ),
                ("rollup_on_track_share", models.PositiveSmallIntegerField(default=80)),
                ("rollup_off_track_share", models.PositiveSmallIntegerField(default=30)),
                (
                    "rollup_complete",
                    models.CharField(
                        choices=[
                            ("left_out", "left out"),
                            ("on_track", "as on track"),
                            ("at_risk", "as some concern"),
                            ("off_track", "as off track"),
                        ],
                        default="on_track",
                        max_length=20,
                    ),
                ),
                (
                    "rollup_paused",
                    models.CharField(
                        choices=[
                            ("left_out", "left out"),
                            ("on_track", "as on track"),
                            ("at_risk", "as some concern"),
                            ("off_track", "as off track"),
                        ],
                        default="left_out",
                        max_length=20,
                    ),
                ),
                (
                    "rollup_not_rated",
                    models.CharField(
                        choices=[
                            ("left_out", "left out"),
                            ("on_track", "as on track"),
                            ("at_risk", "as some concern"),
                            ("off_track", "as off track"),
                        ],
                        default="left_out",
                        max_length=20,
                    ),
                ),
                (
                    "analyst_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="analysed_plans",
                        to="partnership.post",
                    ),
                ),
                (
                    "measures_short_travel",
                    models.CharField(
                        choices=[
                            ("previous", "the result before"),
                            ("same_last_year", "a year before"),
                            ("baseline", "the baseline"),
                            ("first", "the first result shown"),
                        ],
                        default="previous",
                        max_length=20,
                    ),
                ),
                (
                    "measures_long_travel",
                    models.CharField(
                        choices=[
                            ("previous", "the result before"),
                            ("same_last_year", "a year before"),
                            ("baseline", "the baseline"),
                            ("first", "the first result shown"),
                        ],
                        default="same_last_year",
                        max_length=20,
                    ),
                ),
                ("measures_need_commentary", models.BooleanField(default=False)),
                ("requires_sign_off", models.BooleanField(default=False)),
                ("has_challenge", models.BooleanField(default=True)),
                ("publishes", models.BooleanField(default=True)),
                (
                    "nation",
                    models.CharField(
                        choices=[
                            ("ENG", "England"),
                            ("WLS", "Wales"),
                            ("SCT", "Scotland"),
                            ("NIR", "Northern Ireland"),
                            ("JE", "Jersey"),
                        ],
                        default="ENG",
                        max_length=20,
                    ),
                ),
                ("days_for_updates", models.PositiveSmallIntegerField(default=10)),
                ("days_for_challenge", models.PositiveSmallIntegerField(default=5)),
                ("days_for_sign_off", models.PositiveSmallIntegerField(default=5)),
                ("days_to_fix", models.PositiveSmallIntegerField(default=2)),
                ("days_for_report", models.PositiveSmallIntegerField(default=7)),
            ],
            options={
                "ordering": ["title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rollup_off_track_share__range", (1, 100)), ("rollup_on_track_share__range", (1, 100))
                        ),
                        name="plan_rollup_shares_are_percentages",
                        violation_error_message="A share is a percentage from 1 to 100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rollup_complete__in", ["on_track", "left_out"]),
                            models.Q(("rollup_not_rated", "on_track"), _negated=True),
                            models.Q(("rollup_paused", "on_track"), _negated=True),
                        ),
                        name="plan_silence_is_never_on_track",
                        violation_error_message="Complete actions count as on track or not at all; what is paused or not rated never counts as on track.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="stays_approved",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NOT (OLD.\"status\" IN ('drafting', 'consultation')) AND NEW.\"status\" IN ('drafting', 'consultation'))",
                            func="\n                    RAISE EXCEPTION USING\n                        ERRCODE = 'check_violation',\n                        CONSTRAINT = 'approved_plan_stays_approved',\n                        MESSAGE = 'an approved plan stays approved';\n                ",
                            hash="b102695688fba86819d0f9401307f0ab51d7256e",
                            operation='UPDATE OF "status"',
                            pgid="pgtrigger_stays_approved_c7f26",
                            table="plans_plan",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plans_planevent" ("action_scale_id", "analyst_post_id", "coordinating_post_id", "days_for_challenge", "days_for_report", "days_for_sign_off", "days_for_updates", "days_to_fix", "ends", "has_challenge", "id", "kind", "labels", "measure_scale_id", "measures_long_travel", "measures_need_commentary", "measures_short_travel", "nation", "owner_body_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_scale_id", "publishes", "requires_sign_off", "rollup", "rollup_complete", "rollup_not_rated", "rollup_off_track_share", "rollup_on_track_share", "rollup_paused", "short_title", "slug", "starts", "status", "statutory_note", "supersedes_id", "title") VALUES (NEW."action_scale_id", NEW."analyst_post_id", NEW."coordinating_post_id", NEW."days_for_challenge", NEW."days_for_report", NEW."days_for_sign_off", NEW."days_for_updates", NEW."days_to_fix", NEW."ends", NEW."has_challenge", NEW."id", NEW."kind", NEW."labels", NEW."measure_scale_id", NEW."measures_long_travel", NEW."measures_need_commentary", NEW."measures_short_travel", NEW."nation", NEW."owner_body_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."priority_scale_id", NEW."publishes", NEW."requires_sign_off", NEW."rollup", NEW."rollup_complete", NEW."rollup_not_rated", NEW."rollup_off_track_share", NEW."rollup_on_track_share", NEW."rollup_paused", NEW."short_title", NEW."slug", NEW."starts", NEW."status", NEW."statutory_note", NEW."supersedes_id", NEW."title"); RETURN NULL;',
                            hash="9c5efea565d86b36148a713a266d270a1f731b90",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8b340",
                            table="plans_plan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plans_planevent" ("action_scale_id", "analyst_post_id", "coordinating_post_id", "days_for_challenge", "days_for_report", "days_for_sign_off", "days_for_updates", "days_to_fix", "ends", "has_challenge", "id", "kind", "labels", "measure_scale_id", "measures_long_travel", "measures_need_commentary", "measures_short_travel", "nation", "owner_body_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_scale_id", "publishes", "requires_sign_off", "rollup", "rollup_complete", "rollup_not_rated", "rollup_off_track_share", "rollup_on_track_share", "rollup_paused", "short_title", "slug", "starts", "status", "statutory_note", "supersedes_id", "title") VALUES (NEW."action_scale_id", NEW."analyst_post_id", NEW."coordinating_post_id", NEW."days_for_challenge", NEW."days_for_report", NEW."days_for_sign_off", NEW."days_for_updates", NEW."days_to_fix", NEW."ends", NEW."has_challenge", NEW."id", NEW."kind", NEW."labels", NEW."measure_scale_id", NEW."measures_long_travel", NEW."measures_need_commentary", NEW."measures_short_travel", NEW."nation", NEW."owner_body_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."priority_scale_id", NEW."publishes", NEW."requires_sign_off", NEW."rollup", NEW."rollup_complete", NEW."rollup_not_rated", NEW."rollup_off_track_share", NEW."rollup_on_track_share", NEW."rollup_paused", NEW."short_title", NEW."slug", NEW."starts", NEW."status", NEW."statutory_note", NEW."supersedes_id", NEW."title"); RETURN NULL;',
                            hash="383e1a40230fdd11670c572f76fbb21f5839612a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ee9c7",
                            table="plans_plan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plans_planevent" ("action_scale_id", "analyst_post_id", "coordinating_post_id", "days_for_challenge", "days_for_report", "days_for_sign_off", "days_for_updates", "days_to_fix", "ends", "has_challenge", "id", "kind", "labels", "measure_scale_id", "measures_long_travel", "measures_need_commentary", "measures_short_travel", "nation", "owner_body_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_scale_id", "publishes", "requires_sign_off", "rollup", "rollup_complete", "rollup_not_rated", "rollup_off_track_share", "rollup_on_track_share", "rollup_paused", "short_title", "slug", "starts", "status", "statutory_note", "supersedes_id", "title") VALUES (OLD."action_scale_id", OLD."analyst_post_id", OLD."coordinating_post_id", OLD."days_for_challenge", OLD."days_for_report", OLD."days_for_sign_off", OLD."days_for_updates", OLD."days_to_fix", OLD."ends", OLD."has_challenge", OLD."id", OLD."kind", OLD."labels", OLD."measure_scale_id", OLD."measures_long_travel", OLD."measures_need_commentary", OLD."measures_short_travel", OLD."nation", OLD."owner_body_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."priority_scale_id", OLD."publishes", OLD."requires_sign_off", OLD."rollup", OLD."rollup_complete", OLD."rollup_not_rated", OLD."rollup_off_track_share", OLD."rollup_on_track_share", OLD."rollup_paused", OLD."short_title", OLD."slug", OLD."starts", OLD."status", OLD."statutory_note", OLD."supersedes_id", OLD."title"); RETURN NULL;',
                            hash="b8fd6c860367e80723f0aa05b012e698a6a87bca",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3e165",
                            table="plans_plan",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanEvent",
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
                        to="plans.plan",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                ("title", models.TextField()),
                ("short_title", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cypp", "Children and young people’s plan"),
                            ("childrens_services", "Children’s services plan"),
                            ("send_improvement", "SEND improvement plan"),
                            ("youth_justice", "Youth justice plan"),
                            ("corporate_parenting", "Corporate parenting plan"),
                            ("improvement", "Improvement plan"),
                            ("other", "Other plan"),
                        ],
                        default="cypp",
                        max_length=30,
                    ),
                ),
                ("statutory_note", models.TextField(blank=True)),
                (
                    "starts",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                (
                    "ends",
                    partnership.due.DueField(
                        blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("drafting", "Being written"),
                            ("consultation", "Out for consultation"),
                            ("approved", "Approved"),
                            ("under_review", "Under review"),
                            ("superseded", "Superseded"),
                            ("closed", "Closed"),
                        ],
                        default="drafting",
                        max_length=20,
                    ),
                ),
                (
                    "owner_body",
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
                    "coordinating_post",
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
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plans.plan",
                    ),
                ),
                ("labels", models.JSONField(blank=True, default=dict)),
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
                (
                    "rollup",
                    models.CharField(
                        choices=[
                            ("worst", "The most severe of its actions"),
                            ("share", "The share of its actions that are on track"),
                            ("judgement_only", "Only what its lead body says"),
                        ],
                        default="worst",
                        max_length=20,
                    ),
                ),
                ("rollup_on_track_share", models.PositiveSmallIntegerField(default=80)),
                ("rollup_off_track_share", models.PositiveSmallIntegerField(default=30)),
                (
                    "rollup_complete",
                    models.CharField(
                        choices=[
                            ("left_out", "left out"),
                            ("on_track", "as on track"),
                            ("at_risk", "as some concern"),
                            ("off_track", "as off track"),
                        ],
                        default="on_track",
                        max_length=20,
                    ),
                ),
                (
                    "rollup_paused",
                    models.CharField(
                        choices=[
                            ("left_out", "left out"),
                            ("on_track", "as on track"),
                            ("at_risk", "as some concern"),
                            ("off_track", "as off track"),
                        ],
                        default="left_out",
                        max_length=20,
                    ),
                ),
                (
                    "rollup_not_rated",
                    models.CharField(
                        choices=[
                            ("left_out", "left out"),
                            ("on_track", "as on track"),
                            ("at_risk", "as some concern"),
                            ("off_track", "as off track"),
                        ],
                        default="left_out",
                        max_length=20,
                    ),
                ),
                (
                    "analyst_post",
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
                    "measures_short_travel",
                    models.CharField(
                        choices=[
                            ("previous", "the result before"),
                            ("same_last_year", "a year before"),
                            ("baseline", "the baseline"),
                            ("first", "the first result shown"),
                        ],
                        default="previous",
                        max_length=20,
                    ),
                ),
                (
                    "measures_long_travel",
                    models.CharField(
                        choices=[
                            ("previous", "the result before"),
                            ("same_last_year", "a year before"),
                            ("baseline", "the baseline"),
                            ("first", "the first result shown"),
                        ],
                        default="same_last_year",
                        max_length=20,
                    ),
                ),
                ("measures_need_commentary", models.BooleanField(default=False)),
                ("requires_sign_off", models.BooleanField(default=False)),
                ("has_challenge", models.BooleanField(default=True)),
                ("publishes", models.BooleanField(default=True)),
                (
                    "nation",
                    models.CharField(
                        choices=[
                            ("ENG", "England"),
                            ("WLS", "Wales"),
                            ("SCT", "Scotland"),
                            ("NIR", "Northern Ireland"),
                            ("JE", "Jersey"),
                        ],
                        default="ENG",
                        max_length=20,
                    ),
                ),
                ("days_for_updates", models.PositiveSmallIntegerField(default=10)),
                ("days_for_challenge", models.PositiveSmallIntegerField(default=5)),
                ("days_for_sign_off", models.PositiveSmallIntegerField(default=5)),
                ("days_to_fix", models.PositiveSmallIntegerField(default=2)),
                ("days_for_report", models.PositiveSmallIntegerField(default=7)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="plans.plan"
                    ),
                ),
                ("key", models.SlugField(max_length=60)),
                ("title", models.TextField()),
                ("body", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["plan", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"),
                        name="plan_text_key_is_unique_in_its_plan",
                        violation_error_message="This plan already has a text with that key.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plans_plantextevent" ("body", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "title") VALUES (NEW."body", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."title"); RETURN NULL;',
                            hash="b079a87c763b2f7a0c710a2c5cce5ee750a01a3e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6d4a5",
                            table="plans_plantext",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plans_plantextevent" ("body", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "title") VALUES (NEW."body", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."title"); RETURN NULL;',
                            hash="c4bebf23a4e65c28eb681396d2fb2a80a9e4cf3c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e22f",
                            table="plans_plantext",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plans_plantextevent" ("body", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "title") VALUES (OLD."body", OLD."id", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."title"); RETURN NULL;',
                            hash="593fe9bcda2dab7d1c2c820be45a9d61632329d9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7221",
                            table="plans_plantext",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanTextEvent",
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
                        to="plans.plantext",
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
                ("key", models.SlugField(db_index=False, max_length=60)),
                ("title", models.TextField()),
                ("body", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LinkedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="plans.plan"
                    ),
                ),
                ("key", models.SlugField(max_length=80)),
                ("title", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("strategy", "Strategy"),
                            ("policy", "Policy"),
                            ("plan", "Plan"),
                            ("evidence", "Evidence"),
                            ("guidance", "Guidance"),
                            ("minutes", "Minutes"),
                            ("other", "Other document"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=1000)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="partnership.organisation",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["plan", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"),
                        name="linked_document_key_is_unique_in_its_plan",
                        violation_error_message="This plan already has a document with that key.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plans_linkeddocumentevent" ("id", "key", "kind", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "title", "url") VALUES (NEW."id", NEW."key", NEW."kind", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."title", NEW."url"); RETURN NULL;',
                            hash="5992062d4bf33a9a438be478c58ce0b56d226572",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7a185",
                            table="plans_linkeddocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plans_linkeddocumentevent" ("id", "key", "kind", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "title", "url") VALUES (NEW."id", NEW."key", NEW."kind", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."title", NEW."url"); RETURN NULL;',
                            hash="6036e7dc03a1081b9a536f74c9726fa7d1b9ad50",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4b71d",
                            table="plans_linkeddocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plans_linkeddocumentevent" ("id", "key", "kind", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "title", "url") VALUES (OLD."id", OLD."key", OLD."kind", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."title", OLD."url"); RETURN NULL;',
                            hash="b8115ad46859930b9da667188a00c74fab901bff",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_34aad",
                            table="plans_linkeddocument",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkedDocumentEvent",
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
                        to="plans.linkeddocument",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("strategy", "Strategy"),
                            ("policy", "Policy"),
                            ("plan", "Plan"),
                            ("evidence", "Evidence"),
                            ("guidance", "Guidance"),
                            ("minutes", "Minutes"),
                            ("other", "Other document"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=1000)),
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
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
