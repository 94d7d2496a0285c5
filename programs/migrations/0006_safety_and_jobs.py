"""Safety cases and long work."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import programs.fields
import programs.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0005_notices_in_place"),
    ]

    operations = [
        migrations.CreateModel(
            name="SafetyCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=programs.public_ids.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("risk_answer", "An answer that worries"),
                            ("concern", "A worry of somebody in the team"),
                            ("button", "Somebody asked for help"),
                        ],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("about_kind", models.CharField(max_length=60)),
                ("about_id", models.BigIntegerField()),
                ("note", programs.fields.EncryptedTextField(editable=True, verbose_name="what was said")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Nobody has taken it up yet"),
                            ("acknowledged", "Somebody looks after it"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        editable=False,
                        max_length=14,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("acknowledge_by", models.DateTimeField(verbose_name="to be taken up by")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safety_cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="safety_cases", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "safety case",
                "verbose_name_plural": "safety cases",
                "ordering": ["acknowledge_by"],
            },
        ),
        migrations.CreateModel(
            name="CaseStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("acknowledged", "took it up"),
                            ("noted", "wrote a note"),
                            ("closed", "closed the case"),
                        ],
                        max_length=14,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "note",
                    programs.fields.EncryptedTextField(blank=True, default="", editable=True, verbose_name="note"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="programs.safetycase"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a safety case",
                "verbose_name_plural": "steps of safety cases",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to start"),
                            ("running", "Being done"),
                            ("done", "Done"),
                            ("failed", "Did not work"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="queued",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("data", models.JSONField(default=dict)),
                ("file", models.BinaryField(blank=True, null=True)),
                ("step", models.PositiveIntegerField(default=0)),
                ("steps", models.PositiveIntegerField(default=0)),
                ("at_work", models.CharField(blank=True, max_length=40)),
                ("result", models.JSONField(default=dict)),
                ("reason", models.TextField(blank=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("beat_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "long work",
                "verbose_name_plural": "long work",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "running"])), fields=["created_at"], name="job_live"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="safetycase",
            index=models.Index(fields=["program", "state"], name="programs_sa_program_453918_idx"),
        ),
    ]
