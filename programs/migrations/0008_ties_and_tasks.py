"""Who must not meet whom; more kinds of tasks; meeting in both ways at once."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import programs.fields
import programs.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0007_steps_of_cases_are_kept"),
    ]

    operations = [
        migrations.AlterField(
            model_name="program",
            name="modes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("in_person", "In person"),
                        ("video", "Video call"),
                        ("hybrid", "In person and by video"),
                        ("whatsapp", "WhatsApp"),
                        ("phone", "Phone"),
                        ("online_space", "Online space"),
                    ],
                    max_length=20,
                ),
                default=list,
                size=None,
                verbose_name="ways to meet",
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="kind",
            field=models.CharField(
                choices=[
                    ("concern", "Someone is worrying"),
                    ("follow_up", "Follow up"),
                    ("delivery", "A message could not be delivered"),
                    ("absences", "Somebody was away twice in a row"),
                    ("conflict", "A conflict was mentioned"),
                    ("cover", "A stand-in is needed"),
                    ("few_people", "Few people are coming"),
                    ("second_lead", "A second facilitator is needed"),
                    ("removal", "Take somebody out of a WhatsApp group"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kin", "Family"),
                            ("former_partner", "Former partner"),
                            ("care_team", "Same care team"),
                            ("employer", "Work for or with each other"),
                            ("blocked", "Does not want to meet the other"),
                            ("other", "Another reason"),
                        ],
                        max_length=15,
                        verbose_name="what ties them",
                    ),
                ),
                (
                    "note",
                    programs.fields.EncryptedTextField(blank=True, default="", editable=True, verbose_name="note"),
                ),
                ("declared_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "tie",
                "verbose_name_plural": "ties",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("one__lt", models.F("other"))), name="tie_in_order"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("program", "one", "other", "kind"),
                        name="one_standing_tie",
                    ),
                ],
            },
        ),
    ]
