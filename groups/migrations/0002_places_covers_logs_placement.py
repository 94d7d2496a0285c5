"""Places that are offered, stand-ins, fuller logs, placement."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import programs.fields
import programs.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0001_first_nouns"),
        ("programs", "0008_ties_and_tasks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cover",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Looking for somebody"),
                            ("taken", "Somebody stands in"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="reason, for the coordination only"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "absent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.group"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="covers", to="groups.meeting"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="programs.participation",
                    ),
                ),
            ],
            options={
                "verbose_name": "stand-in",
                "verbose_name_plural": "stand-ins",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("meeting", "absent"),
                        name="one_cover_per_absence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "taken"), _negated=True), ("stand_in__isnull", False), _connector="OR"
                        ),
                        name="cover_taken_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Debrief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "weight",
                    models.CharField(
                        choices=[
                            ("light", "I am well"),
                            ("heavy", "It was heavy"),
                            ("talk", "I would like to talk about it"),
                        ],
                        max_length=6,
                        verbose_name="how it was for you",
                    ),
                ),
                (
                    "words",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="in your words"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.group"),
                ),
                (
                    "log",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="debriefs", to="groups.sessionlog"
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
                "verbose_name": "debrief",
                "verbose_name_plural": "debriefs",
                "constraints": [models.UniqueConstraint(fields=("log", "by"), name="one_debrief_each")],
            },
        ),
        migrations.CreateModel(
            name="GroupRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("body", models.TextField(verbose_name="rules, one on each line")),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="groups.group"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of a group",
                "verbose_name_plural": "rules of groups",
                "constraints": [models.UniqueConstraint(fields=("group", "version"), name="group_rules_version_once")],
            },
        ),
        migrations.CreateModel(
            name="LogAddendum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("text", programs.fields.EncryptedTextField(editable=True, verbose_name="addition")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "log",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="addenda", to="groups.sessionlog"
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
                "verbose_name": "addition to a log",
                "verbose_name_plural": "additions to logs",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LogDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("content", programs.fields.EncryptedTextField(blank=True, default="", editable=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="log_drafts", to="groups.meeting"
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
                "verbose_name": "draft of a log",
                "verbose_name_plural": "drafts of logs",
                "constraints": [models.UniqueConstraint(fields=("meeting", "by"), name="one_draft_per_facilitator")],
            },
        ),
        migrations.CreateModel(
            name="PlacementRun",
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
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("discarded", "Discarded")],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0)),
                ("figures", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="programs.job",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement_runs",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "placement",
                "verbose_name_plural": "placements",
                "ordering": ["-made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("program",), name="one_placement_draft"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceOffer",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Offered"),
                            ("taken", "Taken"),
                            ("declined", "Declined"),
                            ("lapsed", "Not answered in time"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="groups.group"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="groups.membership"
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
                "verbose_name": "offer of a place",
                "verbose_name_plural": "offers of places",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("membership",),
                        name="one_open_offer_per_membership",
                    )
                ],
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["expires_at"], name="offer_open")
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("content", programs.fields.EncryptedTextField(editable=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="second_logs", to="groups.meeting"
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
                "verbose_name": "second account of a session",
                "verbose_name_plural": "second accounts of sessions",
            },
        ),
        migrations.CreateModel(
            name="WalkIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("first_name", programs.fields.EncryptedTextField(editable=True, verbose_name="first name")),
                (
                    "log",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="walk_ins", to="groups.sessionlog"
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
                "verbose_name": "walk-in",
                "verbose_name_plural": "walk-ins",
            },
        ),
        migrations.CreateModel(
            name="GroupRulesAcceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="acceptances", to="groups.grouprules"
                    ),
                ),
            ],
            options={
                "verbose_name": "acceptance of a group's rules",
                "verbose_name_plural": "acceptances of groups' rules",
                "constraints": [
                    models.UniqueConstraint(fields=("rules", "participation"), name="group_rules_accepted_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlacementChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reasons", models.JSONField(default=dict)),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="groups.group",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "was_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="groups.group",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="groups.placementrun"
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of a placement",
                "verbose_name_plural": "choices of placements",
                "constraints": [models.UniqueConstraint(fields=("run", "participation"), name="one_choice_per_person")],
            },
        ),
        migrations.CreateModel(
            name="PlacementWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("is_pin", models.BooleanField()),
                (
                    "why",
                    programs.fields.EncryptedTextField(blank=True, default="", editable=True, verbose_name="reason"),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.group"),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="groups.placementrun"
                    ),
                ),
            ],
            options={
                "verbose_name": "wish of a placement",
                "verbose_name_plural": "wishes of placements",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "participation", "group"), name="one_wish_per_person_and_group"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_pin", True)),
                        fields=("run", "participation"),
                        name="pinned_to_one_group",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="group",
            name="group_in_person_has_place",
        ),
        migrations.RemoveConstraint(
            model_name="group",
            name="group_online_has_link",
        ),
        migrations.AddField(
            model_name="group",
            name="agenda",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="group",
            name="closes_after",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="For a closed group: 2 lets people join until the second meeting has begun.",
                null=True,
                verbose_name="nobody joins after this meeting",
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="planned end"),
        ),
        migrations.AddField(
            model_name="group",
            name="is_listed",
            field=models.BooleanField(
                default=False,
                help_text="Weekday, time and place stand where anybody can read them, also on other sites.",
                verbose_name="on public lists",
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="max_age",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="oldest age"),
        ),
        migrations.AddField(
            model_name="group",
            name="min_age",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="youngest age"),
        ),
        migrations.AddField(
            model_name="group",
            name="offer_hours",
            field=models.PositiveSmallIntegerField(default=48, verbose_name="hours to answer the offer of a place"),
        ),
        migrations.AddField(
            model_name="group",
            name="skips_holidays",
            field=models.BooleanField(default=True, verbose_name="no meeting on public holidays"),
        ),
        migrations.AddField(
            model_name="group",
            name="steps_down_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="groups.group",
                verbose_name="group that follows",
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="topics",
            field=models.ManyToManyField(blank=True, related_name="+", to="programs.topic", verbose_name="topics"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="theme",
            field=models.CharField(blank=True, max_length=120, verbose_name="theme"),
        ),
        migrations.AddField(
            model_name="sessionlog",
            name="carry_over",
            field=programs.fields.EncryptedTextField(
                blank=True, editable=True, null=True, verbose_name="to take up again next time"
            ),
        ),
        migrations.AddField(
            model_name="sessionlog",
            name="had_conflict",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="sessionlog",
            name="key",
            field=models.CharField(blank=True, editable=False, max_length=40, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="sessionlog",
            name="themes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name="themes"
            ),
        ),
        migrations.AlterField(
            model_name="group",
            name="mode",
            field=models.CharField(
                choices=[
                    ("in_person", "In person"),
                    ("video", "Video call"),
                    ("hybrid", "In person and by video"),
                    ("whatsapp", "WhatsApp"),
                    ("phone", "Phone"),
                    ("online_space", "Online space"),
                ],
                default="in_person",
                max_length=20,
                verbose_name="way to meet",
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("min_age__isnull", True),
                    ("max_age__isnull", True),
                    ("min_age__lte", models.F("max_age")),
                    _connector="OR",
                ),
                name="group_ages_in_order",
                violation_error_message="The youngest age is above the oldest age.",
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mode__in", ["in_person", "hybrid"]), _negated=True),
                    models.Q(("place", ""), _negated=True),
                    _connector="OR",
                ),
                name="group_in_person_has_place",
                violation_error_message="Say where the group meets.",
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mode__in", ["video", "whatsapp", "hybrid"]), _negated=True),
                    models.Q(("link", ""), _negated=True),
                    _connector="OR",
                ),
                name="group_online_has_link",
                violation_error_message="Add the link people use to join.",
            ),
        ),
    ]
