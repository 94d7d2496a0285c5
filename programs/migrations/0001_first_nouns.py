import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import programs.fields
import programs.models.person
import programs.public_ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="CrisisLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "jurisdiction",
                    models.CharField(
                        choices=[
                            ("CA-QC", "Quebec"),
                            ("CA", "Canada outside Quebec"),
                            ("FR", "France"),
                            ("US", "United States"),
                            ("EU", "European Union, other countries"),
                        ],
                        max_length=5,
                        verbose_name="country or region",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_fr", models.CharField(max_length=80, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=80, null=True, verbose_name="name")),
                ("number", models.CharField(max_length=32, verbose_name="number")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="when to call")),
                ("note_fr", models.CharField(blank=True, max_length=120, null=True, verbose_name="when to call")),
                ("note_en", models.CharField(blank=True, max_length=120, null=True, verbose_name="when to call")),
                ("is_emergency", models.BooleanField(default=False, verbose_name="emergency services")),
                ("reviewed_on", models.DateField(verbose_name="checked on")),
            ],
            options={
                "verbose_name": "help line",
                "verbose_name_plural": "help lines",
                "ordering": ["jurisdiction", "position"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_fr", models.CharField(max_length=80, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=80, null=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, null=True, unique=True, verbose_name="e-mail address"
                    ),
                ),
                (
                    "display_name",
                    models.CharField(
                        help_text="A first name or a nickname is enough.", max_length=60, verbose_name="name to use"
                    ),
                ),
                ("legal_name", models.CharField(blank=True, max_length=120, verbose_name="legal name")),
                ("phone", models.CharField(blank=True, max_length=32, verbose_name="phone")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="America/Toronto",
                        max_length=64,
                        validators=[programs.models.person.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("wants_reminders", models.BooleanField(default=True, verbose_name="send me reminders")),
                (
                    "reminder_lead_hours",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=programs.models.person.default_lead_hours,
                        size=4,
                        verbose_name="hours before a meeting",
                    ),
                ),
                ("quiet_from", models.TimeField(default=datetime.time(21, 0), verbose_name="quiet from")),
                ("quiet_until", models.TimeField(default=datetime.time(8, 0), verbose_name="quiet until")),
                (
                    "names_in_messages",
                    models.BooleanField(
                        default=False,
                        help_text="If not, our messages stay neutral: they only say that something is waiting for you.",
                        verbose_name="messages may name my group",
                    ),
                ),
                (
                    "contact_note",
                    models.CharField(blank=True, max_length=200, verbose_name="how and when it is safe to reach you"),
                ),
                ("is_staff", models.BooleanField(default=False, verbose_name="may open the site administration")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("may_create_programs", models.BooleanField(default=False, verbose_name="may create programs")),
                ("date_joined", models.DateTimeField(auto_now_add=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email__isnull", True),
                            ("email", django.db.models.functions.text.Lower("email")),
                            _connector="OR",
                        ),
                        name="person_email_is_lower_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Program",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="web address")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("open", "Open"), ("paused", "Paused"), ("closed", "Closed")],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_fr", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("summary", models.CharField(max_length=240, verbose_name="in one sentence")),
                ("summary_fr", models.CharField(max_length=240, null=True, verbose_name="in one sentence")),
                ("summary_en", models.CharField(max_length=240, null=True, verbose_name="in one sentence")),
                ("audience", models.TextField(verbose_name="who it is for")),
                ("audience_fr", models.TextField(null=True, verbose_name="who it is for")),
                ("audience_en", models.TextField(null=True, verbose_name="who it is for")),
                ("what_to_expect", models.TextField(verbose_name="what happens")),
                ("what_to_expect_fr", models.TextField(null=True, verbose_name="what happens")),
                ("what_to_expect_en", models.TextField(null=True, verbose_name="what happens")),
                ("goals", models.TextField(blank=True, verbose_name="what it is meant to change")),
                ("goals_fr", models.TextField(blank=True, null=True, verbose_name="what it is meant to change")),
                ("goals_en", models.TextField(blank=True, null=True, verbose_name="what it is meant to change")),
                ("needs_summary", models.TextField(blank=True, verbose_name="what people told us they need")),
                (
                    "needs_summary_fr",
                    models.TextField(blank=True, null=True, verbose_name="what people told us they need"),
                ),
                (
                    "needs_summary_en",
                    models.TextField(blank=True, null=True, verbose_name="what people told us they need"),
                ),
                (
                    "access_note",
                    models.CharField(blank=True, max_length=240, verbose_name="getting in and taking part"),
                ),
                (
                    "access_note_fr",
                    models.CharField(blank=True, max_length=240, null=True, verbose_name="getting in and taking part"),
                ),
                (
                    "access_note_en",
                    models.CharField(blank=True, max_length=240, null=True, verbose_name="getting in and taking part"),
                ),
                ("exclusions", models.TextField(blank=True, verbose_name="when another service fits better")),
                (
                    "exclusions_fr",
                    models.TextField(blank=True, null=True, verbose_name="when another service fits better"),
                ),
                (
                    "exclusions_en",
                    models.TextField(blank=True, null=True, verbose_name="when another service fits better"),
                ),
                ("member_word", models.CharField(max_length=40, verbose_name="what you call the people who take part")),
                (
                    "member_word_fr",
                    models.CharField(max_length=40, null=True, verbose_name="what you call the people who take part"),
                ),
                (
                    "member_word_en",
                    models.CharField(max_length=40, null=True, verbose_name="what you call the people who take part"),
                ),
                ("is_public", models.BooleanField(default=True, verbose_name="shown on the public page")),
                (
                    "models_offered",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("group", "Support group"),
                                ("mentoring", "Mentoring"),
                                ("online", "Online community"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="models",
                    ),
                ),
                (
                    "formats",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("group", "Group discussion"),
                                ("one_to_one", "One to one"),
                                ("workshop", "Workshop"),
                                ("social", "Social event"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="formats",
                    ),
                ),
                (
                    "modes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("in_person", "In person"),
                                ("video", "Video call"),
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
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=[("fr", "Français"), ("en", "English")], max_length=20),
                        default=list,
                        size=None,
                        verbose_name="languages",
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
                ("min_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="youngest age")),
                ("max_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="oldest age")),
                (
                    "commitment_weeks",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="weeks people agree to come"),
                ),
                (
                    "referral_required",
                    models.BooleanField(default=False, verbose_name="a professional must refer the person"),
                ),
                ("assessment_required", models.BooleanField(default=False, verbose_name="a first talk is needed")),
                (
                    "promise_days",
                    models.PositiveSmallIntegerField(default=3, verbose_name="working days until we answer"),
                ),
                ("contact_name", models.CharField(max_length=80, verbose_name="who reads requests")),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail people can answer to"),
                ),
                (
                    "jurisdiction",
                    models.CharField(
                        choices=[
                            ("CA-QC", "Quebec"),
                            ("CA", "Canada outside Quebec"),
                            ("FR", "France"),
                            ("US", "United States"),
                            ("EU", "European Union, other countries"),
                        ],
                        max_length=5,
                        verbose_name="country or region",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64, validators=[programs.models.person.validate_time_zone], verbose_name="time zone"
                    ),
                ),
                (
                    "link_minutes_before",
                    models.PositiveSmallIntegerField(
                        default=15, verbose_name="minutes before a meeting that its link shows"
                    ),
                ),
                ("small_cell", models.PositiveSmallIntegerField(default=5, verbose_name="hide counts below")),
                (
                    "log_editable_hours",
                    models.PositiveSmallIntegerField(default=24, verbose_name="hours a session log can be changed"),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, related_name="programs", to="programs.topic", verbose_name="topics"
                    ),
                ),
            ],
            options={
                "verbose_name": "program",
                "verbose_name_plural": "programs",
                "ordering": ["slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("min_age__isnull", True),
                            ("max_age__isnull", True),
                            ("min_age__lte", models.F("max_age")),
                            _connector="OR",
                        ),
                        name="program_ages_in_order",
                        violation_error_message="The youngest age is above the oldest age.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
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
                        choices=[
                            ("coordinator", "Coordinator"),
                            ("facilitator", "Facilitator"),
                            ("supporter", "Peer supporter"),
                            ("participant", "Participant"),
                            ("supervisor", "Supervisor"),
                            ("mediator", "Mediator"),
                            ("safeguarding", "Safeguarding lead"),
                            ("evaluator", "Evaluator"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Active"), ("paused", "Paused"), ("left", "Left")],
                        default="active",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participations",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "left"), _negated=True),
                        fields=("program", "person", "role"),
                        name="one_live_participation_per_role",
                        violation_error_message="This person already has this role in the program.",
                    )
                ],
                "indexes": [models.Index(fields=["person", "state"], name="programs_pa_person__fb7a3c_idx")],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "missing",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                (
                    "reason",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="why it opens all the same"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opening", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "opening",
                "verbose_name_plural": "openings",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=160, unique=True)),
                ("kind", models.CharField(max_length=60)),
                ("channel", models.CharField(choices=[("email", "E-mail")], default="email", max_length=10)),
                ("about_id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "message_id",
                    models.CharField(default=programs.public_ids.new_public_id, editable=False, max_length=20),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("owed", "Owed"),
                            ("claimed", "Being written"),
                            ("sending", "Leaving"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                            ("expired", "Too late"),
                        ],
                        default="owed",
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("expires_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease", models.UUIDField(null=True)),
                ("leased_until", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=60)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "indexes": [
                    models.Index(condition=models.Q(("state", "owed")), fields=["due_at"], name="notice_owed"),
                    models.Index(
                        condition=models.Q(("state__in", ["claimed", "sending"])),
                        fields=["leased_until"],
                        name="notice_leased",
                    ),
                    models.Index(fields=["kind", "about_id"], name="notice_about"),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroundRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                ("body", models.TextField(verbose_name="rules, one per line")),
                ("body_fr", models.TextField(null=True, verbose_name="rules, one per line")),
                ("body_en", models.TextField(null=True, verbose_name="rules, one per line")),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ground_rules", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "ground rules",
                "verbose_name_plural": "ground rules",
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("program", "version"), name="ground_rules_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(max_length=60)),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("data", models.JSONField(default=dict)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "actor",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id", "at"], name="programs_ev_subject_699dc8_idx"),
                    models.Index(fields=["program", "at"], name="programs_ev_program_5fbb52_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("confidentiality", "Confidentiality and its limits"),
                            ("whatsapp_number", "My number is visible in a WhatsApp group"),
                            ("research", "My answers help to evaluate the program"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("body", models.TextField(verbose_name="text")),
                ("body_fr", models.TextField(null=True, verbose_name="text")),
                ("body_en", models.TextField(null=True, verbose_name="text")),
                ("limits", models.TextField(blank=True, verbose_name="its limits")),
                ("limits_fr", models.TextField(blank=True, null=True, verbose_name="its limits")),
                ("limits_en", models.TextField(blank=True, null=True, verbose_name="its limits")),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consent_texts", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "consent text",
                "verbose_name_plural": "consent texts",
                "constraints": [
                    models.UniqueConstraint(fields=("program", "purpose", "version"), name="consent_text_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("why", models.CharField(max_length=120)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_records",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "access record",
                "verbose_name_plural": "access records",
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id", "at"], name="programs_ac_subject_f336ea_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(choices=[("fr", "Français"), ("en", "English")], max_length=2)),
                (
                    "method",
                    models.CharField(
                        choices=[("online", "Online"), ("paper", "On paper"), ("spoken", "Spoken")],
                        default="online",
                        max_length=10,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="programs.consenttext"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="programs.groundrules",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
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
                "verbose_name": "acceptance",
                "verbose_name_plural": "acceptances",
                "constraints": [models.UniqueConstraint(fields=("rules", "participation"), name="rules_accepted_once")],
            },
        ),
        migrations.CreateModel(
            name="Task",
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
                            ("concern", "Someone is worrying"),
                            ("follow_up", "Follow up"),
                            ("delivery", "A message could not be delivered"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_urgent", models.BooleanField(default=False, verbose_name="urgent")),
                ("about_kind", models.CharField(blank=True, max_length=60)),
                ("about_id", models.BigIntegerField(blank=True, null=True)),
                (
                    "note",
                    programs.fields.EncryptedTextField(blank=True, default="", editable=True, verbose_name="note"),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="programs.participation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks_about",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
                "indexes": [models.Index(fields=["program", "due_on"], name="programs_ta_program_b13f44_idx")],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None, verbose_name="languages"
                    ),
                ),
                (
                    "availability",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="times that suit",
                    ),
                ),
                ("access_needs", models.CharField(blank=True, max_length=300, verbose_name="what helps you take part")),
                (
                    "participation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="profile", to="programs.participation"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="programs.topic", verbose_name="topics lived"
                    ),
                ),
            ],
            options={
                "verbose_name": "profile",
                "verbose_name_plural": "profiles",
            },
        ),
        migrations.CreateModel(
            name="Completion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="completion", to="programs.task"
                    ),
                ),
            ],
            options={
                "verbose_name": "completion",
                "verbose_name_plural": "completions",
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="programs.consent"
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
            },
        ),
    ]
