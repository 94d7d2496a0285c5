"""While nobody takes a case up, one after the other is told."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import programs.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0011_asking_to_be_kept_apart"),
    ]

    operations = [
        migrations.AddField(
            model_name="casestep",
            name="grade",
            field=models.CharField(
                blank=True,
                choices=[("immediate", "At once"), ("same_day", "The same day"), ("two_days", "Within two days")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="casestep",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("safe", "The person is safe"),
                    ("supported", "The person has support now"),
                    ("passed_on", "An outside service has taken over"),
                    ("unreached", "The person could not be reached"),
                    ("no_danger", "There was no danger"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="safetycase",
            name="chain_ended_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="safetycase",
            name="concerns",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person of the team it concerns",
            ),
        ),
        migrations.AddField(
            model_name="safetycase",
            name="grade",
            field=models.CharField(
                choices=[("immediate", "At once"), ("same_day", "The same day"), ("two_days", "Within two days")],
                default="same_day",
                max_length=10,
                verbose_name="how soon",
            ),
        ),
        migrations.AlterField(
            model_name="casestep",
            name="what",
            field=models.CharField(
                choices=[
                    ("acknowledged", "took it up"),
                    ("noted", "wrote a note"),
                    ("regraded", "changed how soon it is needed"),
                    ("reported", "reported it to an outside service"),
                    ("closed", "closed the case"),
                ],
                max_length=14,
            ),
        ),
        migrations.CreateModel(
            name="SafetyRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "immediate_minutes",
                    models.PositiveIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                        verbose_name="minutes to take up what cannot wait",
                    ),
                ),
                (
                    "same_day_minutes",
                    models.PositiveIntegerField(
                        default=240,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                        verbose_name="minutes to take up what is for the same day",
                    ),
                ),
                (
                    "two_days_minutes",
                    models.PositiveIntegerField(
                        default=2880,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                        verbose_name="minutes to take up what can wait two days",
                    ),
                ),
                (
                    "next_minutes",
                    models.PositiveIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                        verbose_name="minutes until the next person is told after that",
                    ),
                ),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="safety_rules", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "clocks of safety cases",
                "verbose_name_plural": "clocks of safety cases",
            },
        ),
        migrations.CreateModel(
            name="CaseAlert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("planned_at", models.DateTimeField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="alerts", to="programs.safetycase"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.participation",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a chain",
                "verbose_name_plural": "steps of chains",
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("case", "position"), name="one_alert_per_step")],
            },
        ),
        migrations.CreateModel(
            name="ChainLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chain", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "link of the chain",
                "verbose_name_plural": "links of the chain",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("program", "participation"), name="once_in_the_chain")],
            },
        ),
        migrations.CreateModel(
            name="DutyTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duty_turns",
                        to="programs.participation",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duty_turns", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "turn on duty",
                "verbose_name_plural": "turns on duty",
                "ordering": ["starts_at", "pk"],
                "indexes": [models.Index(fields=["program", "ends_at"], name="programs_du_program_3620a7_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="turn_ends_after_it_begins",
                        violation_error_message="The turn ends before it begins.",
                    )
                ],
            },
        ),
    ]
