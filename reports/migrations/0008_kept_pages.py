from django.db import migrations, models

# Not one of pgtrigger's: those are switched off while personal information is removed. The lock waits for pages that
# are being written; whoever writes after it sees that something was removed (reports/services/printed.py).
GO_WITH_A_REDACTION = """
CREATE FUNCTION public.printed_parts_go() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    LOCK TABLE reports_printedpart IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM reports_printedpart;
    RETURN NULL;
END $$;

CREATE TRIGGER printed_parts_go_with_a_redaction
AFTER UPDATE OF carried_out_at ON monitoring_redaction
FOR EACH ROW WHEN (OLD.carried_out_at IS NULL AND NEW.carried_out_at IS NOT NULL)
EXECUTE FUNCTION public.printed_parts_go();
"""

STAY = """
DROP TRIGGER printed_parts_go_with_a_redaction ON monitoring_redaction;
DROP FUNCTION public.printed_parts_go();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0008_redaction"),
        ("reports", "0007_paragraph_says_what_it_was_drafted_from"),
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
        migrations.RunSQL(GO_WITH_A_REDACTION, STAY),
    ]
