"""Asking people: questionnaires, answers, scores, surveys, talks, referrals, needs."""

import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import programs.fields
import programs.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_first_nouns"),
        ("programs", "0006_safety_and_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DuplicateVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("is_same", models.BooleanField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duplicate_verdicts",
                        to="intake.assessment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "verdict on a duplicate",
                "verbose_name_plural": "verdicts on duplicates",
                "constraints": [models.UniqueConstraint(fields=("assessment", "other"), name="one_verdict_per_pair")],
            },
        ),
        migrations.CreateModel(
            name="GuardianAge",
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
                        unique=True,
                        verbose_name="country or region",
                    ),
                ),
                ("age", models.PositiveSmallIntegerField(verbose_name="age")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="law")),
            ],
            options={
                "verbose_name": "age of consent",
                "verbose_name_plural": "ages of consent",
                "ordering": ["jurisdiction"],
            },
        ),
        migrations.CreateModel(
            name="GuardianConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "name",
                    programs.fields.EncryptedTextField(editable=True, verbose_name="name of the parent or guardian"),
                ),
                ("relation", models.CharField(max_length=80, verbose_name="relation to the child")),
                ("contact", programs.fields.EncryptedTextField(editable=True, verbose_name="phone or e-mail")),
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
                    "assessment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guardian_consent",
                        to="intake.assessment",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.participation",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.consenttext"
                    ),
                ),
            ],
            options={
                "verbose_name": "consent of a guardian",
                "verbose_name_plural": "consents of guardians",
            },
        ),
        migrations.CreateModel(
            name="InstrumentPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("instrument", models.CharField(max_length=20)),
                ("reference", models.CharField(max_length=160, verbose_name="reference of the permission")),
                ("holder", models.CharField(max_length=160, verbose_name="who holds it")),
                ("granted_on", models.DateField(verbose_name="date")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instrument_permissions",
                        to="programs.program",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
            ],
            options={
                "verbose_name": "permission to use an instrument",
                "verbose_name_plural": "permissions to use instruments",
                "constraints": [
                    models.UniqueConstraint(fields=("program", "instrument"), name="one_permission_per_instrument")
                ],
            },
        ),
        migrations.CreateModel(
            name="InterviewSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
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
                        default="phone",
                        max_length=12,
                        verbose_name="how",
                    ),
                ),
                (
                    "where",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="place, link or number"
                    ),
                ),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "interviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interview_slots",
                        to="programs.participation",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interview_slots",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "time for a talk",
                "verbose_name_plural": "times for a talk",
                "ordering": ["starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="talk_ends_after_it_begins"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn", False)),
                        fields=("interviewer", "starts_at"),
                        name="one_talk_at_a_time",
                        violation_error_message="You have already offered this time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "first"), (2, "also"), (3, "later")], default=2, verbose_name="priority"
                    ),
                ),
                ("said_by_person", models.BooleanField(default=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="intake.assessment"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="programs.program"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.topic"
                    ),
                ),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "ordering": ["priority", "pk"],
                "constraints": [models.UniqueConstraint(fields=("assessment", "topic"), name="one_need_per_topic")],
                "indexes": [models.Index(fields=["program", "topic"], name="intake_need_program_f9da3d_idx")],
            },
        ),
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name for the team")),
                ("key", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "draft",
                    models.JSONField(blank=True, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True),
                ),
                ("draft_number", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("is_retired", models.BooleanField(default=False, verbose_name="no longer in use")),
                (
                    "program",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questionnaires",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "questionnaire",
                "verbose_name_plural": "questionnaires",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReferralLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("meant_for", models.CharField(blank=True, max_length=120, verbose_name="who it is for")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referral_links",
                        to="intake.assessment",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral_links",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "link for a referral",
                "verbose_name_plural": "links for referrals",
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="SurveyLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("most", models.PositiveSmallIntegerField(default=2, verbose_name="at most this many surveys")),
                ("days", models.PositiveSmallIntegerField(default=14, verbose_name="within this many days")),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="survey_limit", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "limit of surveys",
                "verbose_name_plural": "limits of surveys",
            },
        ),
        migrations.CreateModel(
            name="IntakeForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page_by",
                    models.CharField(
                        choices=[("question", "One question on each page"), ("group", "One short page for each part")],
                        default="group",
                        max_length=10,
                        verbose_name="pages",
                    ),
                ),
                (
                    "offers_interview",
                    models.BooleanField(default=True, verbose_name="people may choose a talk instead"),
                ),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="intake_form", to="programs.program"
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intake.questionnaire",
                        verbose_name="questionnaire",
                    ),
                ),
            ],
            options={
                "verbose_name": "way in",
                "verbose_name_plural": "ways in",
            },
        ),
        migrations.CreateModel(
            name="Interview",
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
                            ("booked", "Booked"),
                            ("done", "Took place"),
                            ("missed", "Did not take place"),
                            ("cancelled", "Called off"),
                        ],
                        default="booked",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("booked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "notes",
                    programs.fields.EncryptedTextField(blank=True, default="", editable=True, verbose_name="notes"),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="interviews", to="intake.assessment"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="intake.interviewslot",
                    ),
                ),
            ],
            options={
                "verbose_name": "first talk",
                "verbose_name_plural": "first talks",
                "ordering": ["slot__starts_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("slot",),
                        name="one_person_per_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "booked")),
                        fields=("assessment",),
                        name="one_booked_talk_per_request",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionnaireVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("document", models.JSONField()),
                ("instrument", models.CharField(blank=True, max_length=20)),
                ("instrument_items", models.JSONField(blank=True, default=list)),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "program",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.program",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="intake.questionnaire"
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a questionnaire",
                "verbose_name_plural": "versions of questionnaires",
                "ordering": ["questionnaire", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("questionnaire", "number"), name="one_version_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("referrer_name", models.CharField(max_length=120, verbose_name="name")),
                ("referrer_role", models.CharField(max_length=120, verbose_name="profession")),
                ("organisation", models.CharField(max_length=160, verbose_name="organization")),
                ("contact", programs.fields.EncryptedTextField(editable=True, verbose_name="how to reach you")),
                (
                    "about_name",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="the person's name"
                    ),
                ),
                (
                    "about_contact",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="how to reach the person"
                    ),
                ),
                ("reason", programs.fields.EncryptedTextField(editable=True, verbose_name="reason")),
                ("person_consents", models.BooleanField(verbose_name="the person agrees")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="referrals",
                        to="intake.assessment",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="programs.program"
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referral", to="intake.referrallink"
                    ),
                ),
            ],
            options={
                "verbose_name": "professional referral",
                "verbose_name_plural": "professional referrals",
                "ordering": ["-at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person_consents", True)), name="no_referral_without_consent"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("start", "after somebody begins"),
                            ("session", "after a session"),
                            ("match", "after two people are matched"),
                            ("closing", "when a place or a pair comes to its end"),
                            ("drop_out", "when somebody stops coming"),
                        ],
                        default="start",
                        max_length=10,
                        verbose_name="when",
                    ),
                ),
                ("day", models.PositiveSmallIntegerField(default=0, verbose_name="days after that")),
                ("is_anonymous", models.BooleanField(default=False, verbose_name="anonymous")),
                (
                    "remind_after_days",
                    models.PositiveSmallIntegerField(default=3, verbose_name="remind once after this many days"),
                ),
                (
                    "overdue_after_days",
                    models.PositiveSmallIntegerField(default=7, verbose_name="overdue after this many days"),
                ),
                (
                    "expires_after_days",
                    models.PositiveSmallIntegerField(default=21, verbose_name="closed after this many days"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="survey_plans", to="programs.program"
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="intake.questionnaire",
                        verbose_name="questionnaire",
                    ),
                ),
            ],
            options={
                "verbose_name": "planned survey",
                "verbose_name_plural": "planned surveys",
                "ordering": ["trigger", "day", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("program", "questionnaire", "trigger", "day"),
                        name="one_plan_per_moment",
                        violation_error_message="This questionnaire is already planned for that day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("remind_after_days__lt", models.F("expires_after_days")),
                            ("overdue_after_days__lte", models.F("expires_after_days")),
                        ),
                        name="survey_days_in_order",
                        violation_error_message="A survey is closed after it was due and after its reminder.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnonymousResponse",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("week", models.DateField()),
                ("answers", models.JSONField(default=dict)),
                ("scores", models.JSONField(default=dict)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.questionnaireversion"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anonymous_responses",
                        to="intake.surveyplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "anonymous answers",
                "verbose_name_plural": "anonymous answers",
            },
        ),
        migrations.CreateModel(
            name="SurveyRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("occasion", models.CharField(blank=True, max_length=60)),
                ("wave", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("sent", "Sent"),
                            ("done", "Answered"),
                            ("expired", "Closed without an answer"),
                            ("void", "Not asked"),
                        ],
                        default="due",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("due_on", models.DateField()),
                ("remind_on", models.DateField()),
                ("overdue_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_requests",
                        to="programs.participation",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="intake.surveyplan"
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
                "verbose_name": "survey",
                "verbose_name_plural": "surveys",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "participation", "occasion"), name="asked_once_per_occasion"
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["due", "sent"])),
                        fields=["program", "due_on"],
                        name="survey_open",
                    ),
                    models.Index(fields=["participation", "sent_on"], name="survey_of_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("questionnaire", "Filled in by the person"),
                            ("interview", "Filled in with an interviewer"),
                        ],
                        default="questionnaire",
                        max_length=15,
                    ),
                ),
                ("language", models.CharField(choices=[("fr", "Français"), ("en", "English")], max_length=2)),
                ("answers", models.JSONField(default=dict)),
                (
                    "declined",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=255), blank=True, default=list, size=None
                    ),
                ),
                ("wave", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="response",
                        to="intake.assessment",
                    ),
                ),
                (
                    "filled_in_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.participation",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="intake.questionnaireversion",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="response",
                        to="intake.surveyrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "answers",
                "verbose_name_plural": "answers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", "interview"), _negated=True),
                            ("filled_in_by__isnull", False),
                            _connector="OR",
                        ),
                        name="interview_names_who_wrote",
                    )
                ],
                "indexes": [models.Index(fields=["program", "submitted_at"], name="intake_resp_program_593f46_idx")],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=80)),
                ("wave", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("value", models.FloatField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=20)),
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
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="intake.response"
                    ),
                ),
            ],
            options={
                "verbose_name": "score",
                "verbose_name_plural": "scores",
                "constraints": [
                    models.UniqueConstraint(fields=("response", "code"), name="one_score_per_response_and_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="no_score_without_reason",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["program", "code", "wave", "participation"], include=("value",), name="score_report"
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="assessment",
            name="one_open_request_per_person",
        ),
        migrations.AddField(
            model_name="assessment",
            name="reader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="programs.participation",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="wants_interview",
            field=models.BooleanField(default=False, verbose_name="would rather talk"),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="state",
            field=models.CharField(
                choices=[
                    ("started", "Not sent yet"),
                    ("submitted", "Received"),
                    ("screening", "Being read"),
                    ("interview", "A talk is planned"),
                    ("more_asked", "We asked you something"),
                    ("waiting", "On the waiting list"),
                    ("accepted", "Accepted"),
                    ("declined", "No place could be offered"),
                    ("referred_on", "Another service was suggested"),
                    ("withdrawn", "Cancelled by you"),
                ],
                default="started",
                editable=False,
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("accepted", "Accepted"),
                    ("waiting", "Waiting list"),
                    ("more_asked", "Asked for more"),
                    ("declined", "No place offered"),
                    ("referred_on", "Suggested another service"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["submitted", "screening", "interview", "more_asked", "waiting"])),
                fields=("program", "person"),
                name="one_open_request_per_person",
            ),
        ),
    ]
