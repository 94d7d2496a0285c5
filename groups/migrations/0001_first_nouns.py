import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import programs.fields
import programs.models.person
import programs.public_ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("programs", "0001_first_nouns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar feed",
                "verbose_name_plural": "calendar feeds",
            },
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_fr", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("discussion", "Discussion group"),
                            ("workshop", "Workshop series"),
                            ("social", "Social event"),
                            ("online", "Online group"),
                            ("pair", "Pair"),
                        ],
                        default="discussion",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "admission",
                    models.CharField(
                        choices=[
                            ("open", "Open: people can join at any time"),
                            ("closed", "Closed: nobody joins after the start"),
                            ("drop_in", "Drop-in: come when you like"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="who can join when",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("en", "English")], max_length=2, verbose_name="language spoken"
                    ),
                ),
                ("capacity", models.PositiveSmallIntegerField(default=10, verbose_name="places")),
                ("minimum", models.PositiveSmallIntegerField(default=3, verbose_name="people needed to meet")),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64, validators=[programs.models.person.validate_time_zone], verbose_name="time zone"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("video", "Video call"),
                            ("whatsapp", "WhatsApp"),
                            ("phone", "Phone"),
                            ("online_space", "Online space"),
                        ],
                        default="in_person",
                        max_length=20,
                        verbose_name="way to meet",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, help_text="Address and room.", max_length=200, verbose_name="place"),
                ),
                ("directions", models.CharField(blank=True, max_length=300, verbose_name="how to get in")),
                (
                    "directions_fr",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="how to get in"),
                ),
                (
                    "directions_en",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="how to get in"),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True,
                        help_text="Zoom or WhatsApp. Keep its waiting room on.",
                        max_length=500,
                        verbose_name="link to join",
                    ),
                ),
                ("link_password", models.CharField(blank=True, max_length=60, verbose_name="meeting password")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="groups", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "group",
                "verbose_name_plural": "groups",
                "ordering": ["program", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1)),
                        name="group_has_a_place",
                        violation_error_message="A group needs at least one place.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum__lte", models.F("capacity"))),
                        name="group_minimum_fits",
                        violation_error_message="The number of people needed is above the number of places.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", "in_person"), _negated=True),
                            models.Q(("place", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="group_in_person_has_place",
                        violation_error_message="Say where the group meets.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode__in", ["video", "whatsapp"]), _negated=True),
                            models.Q(("link", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="group_online_has_link",
                        violation_error_message="Add the link people use to join.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    models.CharField(
                        choices=[("member", "Member"), ("facilitator", "Facilitator")], default="member", max_length=12
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("placed", "Has a place"), ("waiting", "Waiting for a place"), ("left", "Left")],
                        default="placed",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="groups.group"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
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
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "left"), _negated=True),
                        fields=("group", "participation"),
                        name="one_live_membership",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("twice_a_week", "twice a week"),
                            ("weekly", "weekly"),
                            ("every_two_weeks", "every 2 weeks"),
                            ("monthly", "monthly"),
                        ],
                        default="weekly",
                        max_length=20,
                        verbose_name="how often",
                    ),
                ),
                ("rule", models.CharField(max_length=200)),
                ("starts_on", models.DateField(verbose_name="first meeting")),
                ("starts_at_local", models.TimeField(verbose_name="start")),
                ("minutes", models.PositiveSmallIntegerField(default=90, verbose_name="length in minutes")),
                ("time_zone", models.CharField(max_length=64)),
                ("until", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="series", to="groups.group"
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
                "verbose_name": "series",
                "verbose_name_plural": "series",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="series_ends_after_start",
                        violation_error_message="The last day is before the first meeting.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("original_start", models.DateTimeField(editable=False)),
                ("starts_at", models.DateTimeField(verbose_name="start")),
                ("ends_at", models.DateTimeField(verbose_name="end")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("cancelled", "Cancelled")],
                        default="planned",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="another place, this time")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="another link, this time")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="what changed, in one line")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="groups.group"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="programs.program"
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="groups.series",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["starts_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "original_start"), name="occurrence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="meeting_ends_after_start",
                        violation_error_message="The meeting ends before it starts.",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "planned")), fields=["starts_at"], name="meeting_planned"
                    ),
                    models.Index(fields=["group", "starts_at"], name="groups_meet_group_i_4bab38_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedbackRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("answered", models.BooleanField(default=False)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback_requests",
                        to="programs.participation",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback_requests",
                        to="groups.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "feedback request",
                "verbose_name_plural": "feedback requests",
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "participation"), name="asked_once_per_meeting")
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("present", "Came"),
                            ("late", "Came late"),
                            ("left_early", "Left early"),
                            ("excused", "Let us know"),
                            ("absent", "Did not come"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="programs.participation",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="groups.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendances",
                "constraints": [models.UniqueConstraint(fields=("meeting", "participation"), name="attendance_once")],
            },
        ),
        migrations.CreateModel(
            name="Rsvp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[("coming", "I am coming"), ("not_coming", "I cannot come")], max_length=12
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rsvps", to="groups.meeting"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rsvps", to="programs.participation"
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
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "participation"), name="one_answer_per_meeting")
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionFeedback",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=models.Func(function="gen_random_uuid"),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "felt_heard",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="I felt heard",
                    ),
                ),
                (
                    "felt_safe",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="I felt safe",
                    ),
                ),
                (
                    "was_useful",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="It helped me",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feedback", to="groups.meeting"
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
                "verbose_name": "session feedback",
                "verbose_name_plural": "session feedback",
            },
        ),
        migrations.CreateModel(
            name="SessionLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "mood",
                    models.CharField(
                        choices=[("calm", "Calm"), ("mixed", "Mixed"), ("hard", "Hard")],
                        max_length=6,
                        verbose_name="mood of the group",
                    ),
                ),
                (
                    "note",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="short note"
                    ),
                ),
                ("had_concern", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.group"),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="log", to="groups.meeting"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
            ],
            options={
                "verbose_name": "session log",
                "verbose_name_plural": "session logs",
            },
        ),
    ]
