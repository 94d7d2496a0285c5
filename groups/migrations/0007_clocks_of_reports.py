"""Clocks of reports, other ways than a mediation; and what was done about a report is only ever added to."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

CREATE = """
CREATE FUNCTION groups_conflict_step_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was done about a report is never changed.' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER conflict_step_is_kept BEFORE UPDATE OR DELETE ON groups_conflictstep
    FOR EACH ROW EXECUTE FUNCTION groups_conflict_step_is_kept();
"""
DROP = """
DROP TRIGGER conflict_step_is_kept ON groups_conflictstep;
DROP FUNCTION groups_conflict_step_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0006_whom_a_report_concerns"),
        ("programs", "0016_from_whom_a_case_is_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="conflictstep",
            name="route",
            field=models.CharField(
                blank=True,
                choices=[
                    ("apart", "The two talk with the team, each alone"),
                    ("change", "Somebody changes the group or the pair"),
                    ("outside", "A service outside helps"),
                    ("apology", "Somebody says sorry"),
                    ("nothing", "Nothing more is done"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="conflictstep",
            name="what",
            field=models.CharField(
                choices=[
                    ("read", "took it up"),
                    ("stop", "asked to stop"),
                    ("talked", "talked with a party"),
                    ("told", "sent word to the person"),
                    ("noted", "wrote a note"),
                    ("reader", "gave somebody the right to read it"),
                    ("mediation", "offered a mediation"),
                    ("route", "chose another way"),
                    ("measure", "took a measure"),
                    ("review", "passed it on for review"),
                    ("safety", "passed it on: somebody may be in danger"),
                    ("settled", "settled it"),
                    ("closed", "closed it"),
                    ("reopened", "opened it again"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ConflictRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "acknowledge_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="working days to answer a report",
                    ),
                ),
                (
                    "resolve_days",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="working days to settle it",
                    ),
                ),
                (
                    "update_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="working days between two words to the person when it takes longer",
                    ),
                ),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflict_rules",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "clocks of reports",
                "verbose_name_plural": "clocks of reports",
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
