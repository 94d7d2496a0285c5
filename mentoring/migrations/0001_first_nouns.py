"""Peers: campaigns, applications, training, matching, pairs."""

import django.contrib.postgres.fields
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
        ("groups", "0004_supervision_in_groups"),
        ("intake", "0006_names_and_no_names"),
        ("programs", "0010_words_for_peers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
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
                        choices=[("draft", "Draft"), ("published", "Published"), ("ended", "Ended")],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_fr", models.CharField(max_length=120, null=True, verbose_name="title")),
                ("title_en", models.CharField(max_length=120, null=True, verbose_name="title")),
                ("summary", models.CharField(max_length=240, verbose_name="in one sentence")),
                ("summary_fr", models.CharField(max_length=240, null=True, verbose_name="in one sentence")),
                ("summary_en", models.CharField(max_length=240, null=True, verbose_name="in one sentence")),
                ("what_you_do", models.TextField(verbose_name="what peers do here")),
                ("what_you_do_fr", models.TextField(null=True, verbose_name="what peers do here")),
                ("what_you_do_en", models.TextField(null=True, verbose_name="what peers do here")),
                ("what_we_offer", models.TextField(blank=True, verbose_name="what we offer")),
                ("what_we_offer_fr", models.TextField(blank=True, null=True, verbose_name="what we offer")),
                ("what_we_offer_en", models.TextField(blank=True, null=True, verbose_name="what we offer")),
                ("who_we_look_for", models.TextField(blank=True, verbose_name="who we look for")),
                ("who_we_look_for_fr", models.TextField(blank=True, null=True, verbose_name="who we look for")),
                ("who_we_look_for_en", models.TextField(blank=True, null=True, verbose_name="who we look for")),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64, validators=[programs.models.person.validate_time_zone], verbose_name="time zone"
                    ),
                ),
                ("wanted", models.PositiveSmallIntegerField(default=5, verbose_name="peers we look for")),
                ("references_wanted", models.PositiveSmallIntegerField(default=2, verbose_name="references asked for")),
                (
                    "reviewers_wanted",
                    models.PositiveSmallIntegerField(default=2, verbose_name="people who read each application"),
                ),
                (
                    "peer_reviewer_wanted",
                    models.BooleanField(default=True, verbose_name="one of them is a peer or takes part"),
                ),
                ("talk_wanted", models.BooleanField(default=True, verbose_name="with an interview")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="campaigns", to="programs.program"
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
                        verbose_name="further questions",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign",
                "verbose_name_plural": "campaigns",
                "ordering": ["-opens_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="campaign_closes_after_it_opens",
                        violation_error_message="The closing is before the opening.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("level", models.CharField(max_length=80, verbose_name="level")),
                ("minutes", models.PositiveIntegerField(verbose_name="minutes")),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("expires_on", models.DateField(verbose_name="valid until")),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
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
                    "renews",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="renewals",
                        to="mentoring.certificate",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ["-issued_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_on__gt", models.F("issued_on"))), name="certificate_lasts"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Competency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("label", models.CharField(max_length=120, verbose_name="competency")),
                ("label_fr", models.CharField(max_length=120, null=True, verbose_name="competency")),
                ("label_en", models.CharField(max_length=120, null=True, verbose_name="competency")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="competencies", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "competency",
                "verbose_name_plural": "competencies",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("program", "code"), name="one_competency_per_code")],
            },
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_fr", models.CharField(max_length=120, null=True, verbose_name="title")),
                ("title_en", models.CharField(max_length=120, null=True, verbose_name="title")),
                ("summary", models.CharField(blank=True, max_length=240, verbose_name="in one sentence")),
                ("summary_fr", models.CharField(blank=True, max_length=240, null=True, verbose_name="in one sentence")),
                ("summary_en", models.CharField(blank=True, max_length=240, null=True, verbose_name="in one sentence")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="courses", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "course",
                "verbose_name_plural": "courses",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="HourEntry",
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
                            ("training", "Training"),
                            ("practice", "Supervised practice"),
                            ("supervision", "Supervision"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("minutes", models.IntegerField(verbose_name="minutes")),
                ("day", models.DateField(verbose_name="day")),
                ("what", models.CharField(blank=True, max_length=160, verbose_name="what")),
                ("key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hours", to="programs.participation"
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
                "verbose_name": "entry of the hours",
                "verbose_name_plural": "entries of the hours",
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes", 0), _negated=True), name="hours_are_not_nothing"
                    )
                ],
                "indexes": [models.Index(fields=["participation", "kind"], name="mentoring_h_partici_2fa3ff_idx")],
            },
        ),
        migrations.CreateModel(
            name="MatchRun",
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
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("best", "The best for everybody together"),
                            ("stable", "By what each side would rather have"),
                        ],
                        default="best",
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                (
                    "aim",
                    models.CharField(
                        choices=[("total", "The best fit over all"), ("most", "As many people as possible")],
                        default="most",
                        max_length=8,
                        verbose_name="what counts most",
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0)),
                ("figures", models.JSONField(default=dict)),
                ("before", models.JSONField(default=dict)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="match_runs", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "match",
                "verbose_name_plural": "matches",
                "ordering": ["-made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("program",), name="one_match_draft"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PeerRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "required_hours",
                    models.PositiveSmallIntegerField(default=24, verbose_name="hours of training needed"),
                ),
                (
                    "practice_hours",
                    models.PositiveSmallIntegerField(default=0, verbose_name="hours of supervised practice needed"),
                ),
                ("check_required", models.BooleanField(default=False, verbose_name="a background check is needed")),
                (
                    "certificate_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="months a certificate is valid"),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="people one peer supports at most",
                    ),
                ),
                (
                    "supervision_days",
                    models.PositiveSmallIntegerField(default=30, verbose_name="days between two supervisions at most"),
                ),
                (
                    "hard_sessions",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="hard sessions in a row before a rest is offered"
                    ),
                ),
                ("rest_days", models.PositiveSmallIntegerField(default=14, verbose_name="days of rest after that")),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(default=3, verbose_name="days to answer a suggestion"),
                ),
                (
                    "check_out_minutes",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="minutes without a check-out before an alert"
                    ),
                ),
                (
                    "first_month_contacts",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="contacts with the team in the first month"
                    ),
                ),
                (
                    "quality_first_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="days until the first question about the pair"
                    ),
                ),
                (
                    "quality_every_days",
                    models.PositiveSmallIntegerField(default=60, verbose_name="days between two such questions"),
                ),
                (
                    "waiting_days",
                    models.PositiveSmallIntegerField(
                        default=180, verbose_name="days between taking part and supporting others"
                    ),
                ),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="peer_rules", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "rules for peers",
                "verbose_name_plural": "rules for peers",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("capacity__gte", 1)), name="peer_capacity_is_positive")
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
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
                "verbose_name": "preference",
                "verbose_name_plural": "preferences",
                "ordering": ["by", "rank"],
                "constraints": [
                    models.UniqueConstraint(fields=("by", "about"), name="one_preference_per_pair"),
                    models.UniqueConstraint(fields=("by", "rank"), name="one_preference_per_rank"),
                    models.CheckConstraint(condition=models.Q(("rank__gte", 1)), name="preference_begins_at_1"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                            ("asked", "Asked"),
                            ("agreed", "Agreed: training can begin"),
                            ("declined", "Not now"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("ready_on", models.DateField(verbose_name="not before")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_changes",
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
                "verbose_name": "way to supporting others",
                "verbose_name_plural": "ways to supporting others",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "agreed"])),
                        fields=("participation",),
                        name="one_role_change_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Supervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("held_on", models.DateField(verbose_name="held on")),
                ("minutes", models.PositiveIntegerField(verbose_name="minutes")),
                (
                    "strain",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="tiredness and burn-out"
                    ),
                ),
                (
                    "pairs",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="how the pairs are going"
                    ),
                ),
                (
                    "boundaries",
                    programs.fields.EncryptedTextField(blank=True, default="", editable=True, verbose_name="limits"),
                ),
                (
                    "safety",
                    programs.fields.EncryptedTextField(blank=True, default="", editable=True, verbose_name="safety"),
                ),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.meeting",
                    ),
                ),
                (
                    "peer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervisions",
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
                    "supervisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
            ],
            options={
                "verbose_name": "supervision",
                "verbose_name_plural": "supervisions",
                "ordering": ["-held_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("meeting__isnull", False)),
                        fields=("meeting", "peer"),
                        name="one_supervision_per_meeting",
                    )
                ],
                "indexes": [models.Index(fields=["peer", "held_on"], name="mentoring_s_peer_id_91c46f_idx")],
            },
        ),
        migrations.CreateModel(
            name="BackgroundCheck",
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
                            ("police", "Police record"),
                            ("vulnerable_sector", "Work with vulnerable people"),
                            ("identity", "Identity"),
                            ("other", "Another check"),
                        ],
                        max_length=20,
                        verbose_name="what was checked",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("clear", "Nothing that speaks against it"),
                            ("with_conditions", "With conditions"),
                            ("not_clear", "Speaks against it"),
                        ],
                        max_length=16,
                        verbose_name="result",
                    ),
                ),
                ("done_on", models.DateField(verbose_name="done on")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="background_checks",
                        to=settings.AUTH_USER_MODEL,
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
            ],
            options={
                "verbose_name": "background check",
                "verbose_name_plural": "background checks",
                "ordering": ["-done_on", "-pk"],
                "indexes": [
                    models.Index(fields=["program", "person", "expires_on"], name="mentoring_b_program_5a2226_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Not sent yet"),
                            ("submitted", "Received"),
                            ("in_review", "Being read"),
                            ("revision", "We asked you for something"),
                            ("interview", "Interview"),
                            ("reserve", "On the reserve list"),
                            ("accepted", "Accepted, waiting for your yes"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Not this time"),
                            ("withdrawn", "Withdrawn by you"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(choices=[("fr", "Français"), ("en", "English")], max_length=2)),
                ("typed", programs.fields.EncryptedTextField(blank=True, default="", editable=True)),
                (
                    "motivation",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="why you would like to support others"
                    ),
                ),
                (
                    "experience",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what you have lived"
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("openly", "I speak of it openly"),
                            ("when_it_helps", "When it helps the other person"),
                            ("rather_not", "I would rather not"),
                        ],
                        default="when_it_helps",
                        max_length=15,
                        verbose_name="speaking of what you have lived",
                    ),
                ),
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
                ("hours_a_week", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours a week")),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answers",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="application",
                        to="intake.response",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="programs.program"
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="programs.topic", verbose_name="topics lived"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="mentoring.campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "application",
                "verbose_name_plural": "applications",
                "ordering": ["submitted_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("person__isnull", False), ("submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="sent_application_has_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "withdrawn"]), _negated=True),
                        fields=("campaign", "person"),
                        name="one_application_per_campaign",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["campaign", "state", "submitted_at"], name="mentoring_a_campaig_036029_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetencyRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("is_self", models.BooleanField()),
                ("value", models.PositiveSmallIntegerField(verbose_name="from 1 to 5")),
                ("day", models.DateField(verbose_name="day")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "competency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="mentoring.competency"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="programs.participation"
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
                "verbose_name": "rating of a competency",
                "verbose_name_plural": "ratings of competencies",
                "ordering": ["day", "competency"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "competency", "by", "day"), name="one_rating_a_day"
                    ),
                    models.CheckConstraint(condition=models.Q(("value__range", (1, 5))), name="rating_from_1_to_5"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("code", models.SlugField(max_length=30)),
                ("label", models.CharField(max_length=80, verbose_name="criterion")),
                ("label_fr", models.CharField(max_length=80, null=True, verbose_name="criterion")),
                ("label_en", models.CharField(max_length=80, null=True, verbose_name="criterion")),
                ("hint", models.CharField(blank=True, max_length=240, verbose_name="what to look for")),
                ("hint_fr", models.CharField(blank=True, max_length=240, null=True, verbose_name="what to look for")),
                ("hint_en", models.CharField(blank=True, max_length=240, null=True, verbose_name="what to look for")),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="weight")),
                ("is_required", models.BooleanField(default=False, verbose_name="must be reached")),
                ("minimum", models.DecimalField(decimal_places=1, default=3, max_digits=2, verbose_name="at least")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="mentoring.campaign"
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
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "code"), name="one_criterion_per_code"),
                    models.CheckConstraint(condition=models.Q(("weight__gte", 1)), name="criterion_weighs_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Module",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_fr", models.CharField(max_length=120, null=True, verbose_name="title")),
                ("title_en", models.CharField(max_length=120, null=True, verbose_name="title")),
                ("summary", models.CharField(blank=True, max_length=400, verbose_name="what it is about")),
                (
                    "summary_fr",
                    models.CharField(blank=True, max_length=400, null=True, verbose_name="what it is about"),
                ),
                (
                    "summary_en",
                    models.CharField(blank=True, max_length=400, null=True, verbose_name="what it is about"),
                ),
                ("minutes", models.PositiveIntegerField(verbose_name="minutes")),
                (
                    "is_mandatory",
                    models.BooleanField(
                        default=False,
                        help_text="Without it nobody is matched, and nobody leads a group.",
                        verbose_name="needed before supporting anybody",
                    ),
                ),
                (
                    "valid_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="months it is valid"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("competencies", models.ManyToManyField(blank=True, related_name="modules", to="mentoring.competency")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="modules", to="mentoring.course"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                ("requires", models.ManyToManyField(blank=True, related_name="+", to="mentoring.module")),
            ],
            options={
                "verbose_name": "module",
                "verbose_name_plural": "modules",
                "ordering": ["course", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("course", "code"), name="one_module_per_code"),
                    models.CheckConstraint(condition=models.Q(("minutes__gte", 1)), name="module_takes_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SelectionSlot",
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
                            ("hybrid", "In person and by video"),
                            ("whatsapp", "WhatsApp"),
                            ("phone", "Phone"),
                            ("online_space", "Online space"),
                        ],
                        default="video",
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
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="mentoring.campaign"
                    ),
                ),
                (
                    "panel",
                    models.ManyToManyField(related_name="+", to="programs.participation", verbose_name="who asks"),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "time for an interview",
                "verbose_name_plural": "times for interviews",
                "ordering": ["starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="interview_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("body", programs.fields.EncryptedTextField(editable=True, verbose_name="message")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="mentoring.application"
                    ),
                ),
                (
                    "author",
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
                "verbose_name": "message about an application",
                "verbose_name_plural": "messages about applications",
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="ModuleCompletion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("done_on", models.DateField(verbose_name="done on")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="completions", to="mentoring.module"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="modules_done",
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
                "verbose_name": "module done",
                "verbose_name_plural": "modules done",
                "ordering": ["-done_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "module", "done_on"), name="module_done_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("relation", models.CharField(max_length=160, verbose_name="how this person knows you")),
                ("contact", programs.fields.EncryptedTextField(editable=True, verbose_name="e-mail address")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("named", "Not asked yet"),
                            ("asked", "Asked"),
                            ("given", "Answered"),
                            ("refused", "Would rather not say"),
                        ],
                        default="named",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("token_hash", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "known_for",
                    models.CharField(blank=True, max_length=120, verbose_name="how long you have known the person"),
                ),
                (
                    "strengths",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what the person does well with others"
                    ),
                ),
                (
                    "cautions",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what we should know"
                    ),
                ),
                ("recommends", models.BooleanField(blank=True, null=True, verbose_name="I recommend this person")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="mentoring.application",
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
                "verbose_name": "reference",
                "verbose_name_plural": "references",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewSheet",
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
                        choices=[("reading", "After reading"), ("interview", "After the interview")],
                        default="reading",
                        max_length=10,
                    ),
                ),
                ("is_peer", models.BooleanField(default=False)),
                (
                    "recommendation",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("maybe", "Not sure"), ("no", "No")],
                        max_length=6,
                        verbose_name="would you take this person",
                    ),
                ),
                (
                    "comment",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what struck you"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="mentoring.application"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="programs.participation"
                    ),
                ),
            ],
            options={
                "verbose_name": "review sheet",
                "verbose_name_plural": "review sheets",
                "constraints": [
                    models.UniqueConstraint(fields=("application", "reviewer", "kind"), name="one_sheet_per_reviewer")
                ],
            },
        ),
        migrations.CreateModel(
            name="SelectionInterview",
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to="mentoring.application",
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
                        to="mentoring.selectionslot",
                    ),
                ),
            ],
            options={
                "verbose_name": "interview of an applicant",
                "verbose_name_plural": "interviews of applicants",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("slot",),
                        name="one_applicant_per_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "booked")),
                        fields=("application",),
                        name="one_booked_interview_per_application",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supporter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="people at most",
                    ),
                ),
                (
                    "modes",
                    django.contrib.postgres.fields.ArrayField(
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
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="ways to meet",
                    ),
                ),
                ("min_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="youngest age")),
                ("max_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="oldest age")),
                (
                    "about",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="what those you may support read about you"
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("openly", "I speak of it openly"),
                            ("when_it_helps", "When it helps the other person"),
                            ("rather_not", "I would rather not"),
                        ],
                        default="when_it_helps",
                        max_length=15,
                        verbose_name="speaking of what you have lived",
                    ),
                ),
                ("returns_on", models.DateField(blank=True, null=True, verbose_name="back on")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "application",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supporter",
                        to="mentoring.application",
                    ),
                ),
                (
                    "participation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supporter",
                        to="programs.participation",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="supporters", to="programs.program"
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supervised",
                        to="programs.participation",
                    ),
                ),
            ],
            options={
                "verbose_name": "peer supporter",
                "verbose_name_plural": "peer supporters",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("capacity__gte", 1)), name="supporter_has_a_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accept", "Accept"),
                            ("reserve", "Put on the reserve list"),
                            ("decline", "Not this time"),
                        ],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                (
                    "reason",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="reason, for the team only"
                    ),
                ),
                (
                    "message",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="a word to the person"
                    ),
                ),
                (
                    "overrides",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="why all the same"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verdicts", to="mentoring.application"
                    ),
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
            ],
            options={
                "verbose_name": "decision on an application",
                "verbose_name_plural": "decisions on applications",
                "ordering": ["at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("released_at", None)),
                        fields=("application",),
                        name="one_unreleased_verdict",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pairing",
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
                        choices=[("agreeing", "Finding an agreement"), ("active", "Under way"), ("ended", "Ended")],
                        default="agreeing",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("started_on", models.DateField(verbose_name="since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="planned end")),
                ("earlier_shared", models.BooleanField(default=False, verbose_name="may read what was written before")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="mentoring.pairing",
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pairing", to="groups.group"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairings",
                        to="programs.participation",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pairings", to="programs.program"
                    ),
                ),
                (
                    "supporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pairings", to="mentoring.supporter"
                    ),
                ),
            ],
            options={
                "verbose_name": "pair",
                "verbose_name_plural": "pairs",
                "ordering": ["-started_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ended"), _negated=True),
                        fields=("participation", "supporter"),
                        name="one_live_pairing_of_two",
                    )
                ],
                "indexes": [models.Index(fields=["program", "state"], name="mentoring_p_program_bc427e_idx")],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("not_applicable", models.BooleanField(default=False)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="mentoring.criterion"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="mentoring.reviewsheet"
                    ),
                ),
            ],
            options={
                "verbose_name": "mark",
                "verbose_name_plural": "marks",
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "criterion"), name="one_mark_per_criterion"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("not_applicable", True), ("value__isnull", True)),
                            models.Q(("not_applicable", False), ("value__range", (1, 5))),
                            _connector="OR",
                        ),
                        name="mark_is_a_number_or_does_not_apply",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "supporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rests", to="mentoring.supporter"
                    ),
                ),
            ],
            options={
                "verbose_name": "rest",
                "verbose_name_plural": "rests",
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="rest_ends_after_it_begins",
                        violation_error_message="The rest ends before it begins.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                            ("queued", "Comes next if need be"),
                            ("asked", "Waiting for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Not this time"),
                            ("lapsed", "No answer in time"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=1)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("answer_by", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="programs.participation",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="programs.program"
                    ),
                ),
                (
                    "supporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="mentoring.supporter"
                    ),
                ),
            ],
            options={
                "verbose_name": "suggested pair",
                "verbose_name_plural": "suggested pairs",
                "ordering": ["participation", "rank"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("participation",),
                        name="one_supporter_asked_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["queued", "asked"])),
                        fields=("participation", "supporter"),
                        name="one_waiting_proposal_per_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "asked"), _negated=True), ("answer_by__isnull", False), _connector="OR"
                        ),
                        name="asked_proposal_has_an_end",
                    ),
                ],
                "indexes": [
                    models.Index(condition=models.Q(("state", "asked")), fields=["answer_by"], name="proposal_due")
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchWish",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes",
                        to="mentoring.matchrun",
                    ),
                ),
                (
                    "supporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mentoring.supporter"
                    ),
                ),
            ],
            options={
                "verbose_name": "wish of a match",
                "verbose_name_plural": "wishes of matches",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_pin", False)),
                        fields=("participation", "supporter"),
                        name="not_these_two_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_pin", True)),
                        fields=("run", "participation"),
                        name="matched_by_hand_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("reasons", models.JSONField(default=dict)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="mentoring.matchrun"
                    ),
                ),
                (
                    "supporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mentoring.supporter",
                    ),
                ),
                (
                    "was_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mentoring.supporter",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of a match",
                "verbose_name_plural": "choices of matches",
                "constraints": [
                    models.UniqueConstraint(fields=("run", "participation"), name="one_match_choice_per_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("text", programs.fields.EncryptedTextField(editable=True, verbose_name="goal")),
                ("reached_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="mentoring.pairing"
                    ),
                ),
            ],
            options={
                "verbose_name": "goal",
                "verbose_name_plural": "goals",
                "ordering": ["created_at"],
            },
        ),
        migrations.CreateModel(
            name="PairEnding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("goals_reached", "What was wanted is reached"),
                            ("time_over", "The agreed time is over"),
                            ("no_time", "No time any more"),
                            ("not_a_fit", "The two do not fit"),
                            ("moved", "Moved away or lost touch"),
                            ("safety", "Safety or limits"),
                            ("not_said", "Not said"),
                        ],
                        default="not_said",
                        max_length=15,
                        verbose_name="reason",
                    ),
                ),
                (
                    "note",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="note, for the coordination only"
                    ),
                ),
                ("was_planned", models.BooleanField(default=False)),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "pairing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ending", to="mentoring.pairing"
                    ),
                ),
            ],
            options={
                "verbose_name": "end of a pair",
                "verbose_name_plural": "ends of pairs",
            },
        ),
        migrations.CreateModel(
            name="MonitoringContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "note",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="how it is going"
                    ),
                ),
                (
                    "by",
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="mentoring.pairing"
                    ),
                ),
            ],
            options={
                "verbose_name": "contact with a pair",
                "verbose_name_plural": "contacts with pairs",
                "ordering": ["due_on"],
                "constraints": [models.UniqueConstraint(fields=("pairing", "due_on"), name="one_contact_a_day")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)), fields=["program", "due_on"], name="contact_due"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("place", programs.fields.EncryptedTextField(editable=True, verbose_name="where")),
                ("in_at", models.DateTimeField()),
                ("expected_out_at", models.DateTimeField(verbose_name="out by")),
                ("alert_at", models.DateTimeField()),
                ("out_at", models.DateTimeField(blank=True, null=True)),
                ("alerted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="check_in", to="groups.meeting"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="check_ins", to="mentoring.pairing"
                    ),
                ),
            ],
            options={
                "verbose_name": "check-in",
                "verbose_name_plural": "check-ins",
                "indexes": [
                    models.Index(
                        condition=models.Q(("alerted_at", None), ("out_at", None)),
                        fields=["alert_at"],
                        name="check_out_missing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "wanted",
                    models.CharField(
                        choices=[("change", "Somebody else"), ("stop", "To stop"), ("talk", "To talk about it first")],
                        max_length=8,
                        verbose_name="what would help",
                    ),
                ),
                (
                    "reason",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="reason, for the coordination only"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_requests",
                        to="mentoring.pairing",
                    ),
                ),
            ],
            options={
                "verbose_name": "wish for a change",
                "verbose_name_plural": "wishes for a change",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("goals", programs.fields.EncryptedTextField(editable=True, verbose_name="what we want to reach")),
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
                ("channels", models.CharField(max_length=200, verbose_name="how we reach each other")),
                (
                    "limits",
                    programs.fields.EncryptedTextField(
                        editable=True, verbose_name="what we do not do, and when we are not there"
                    ),
                ),
                ("ends_on", models.DateField(verbose_name="until")),
                ("written_at", models.DateTimeField(auto_now_add=True)),
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
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="mentoring.pairing"
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement of a pair",
                "verbose_name_plural": "agreements of pairs",
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("pairing", "version"), name="one_agreement_per_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="PairLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="began")),
                ("ended_at", models.DateTimeField(verbose_name="ended")),
                ("mode", models.CharField(max_length=20, verbose_name="way to meet")),
                (
                    "purpose",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what it was for"
                    ),
                ),
                (
                    "done",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what we did"
                    ),
                ),
                (
                    "response",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="how it was received"
                    ),
                ),
                (
                    "next_steps",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what comes next"
                    ),
                ),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pair_log", to="groups.meeting"
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="logs", to="mentoring.pairing"
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
                "verbose_name": "log of a pair",
                "verbose_name_plural": "logs of pairs",
                "ordering": ["-began_at"],
            },
        ),
        migrations.CreateModel(
            name="GoalStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("text", programs.fields.EncryptedTextField(editable=True, verbose_name="small step")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="mentoring.goal"
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
                "verbose_name": "small step",
                "verbose_name_plural": "small steps",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "text",
                    programs.fields.EncryptedTextField(editable=True, verbose_name="what should be said otherwise"),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answer",
                    programs.fields.EncryptedTextField(blank=True, default="", editable=True, verbose_name="answer"),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
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
                    "log",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="mentoring.pairlog"
                    ),
                ),
            ],
            options={
                "verbose_name": "wish for a correction",
                "verbose_name_plural": "wishes for a correction",
                "ordering": ["asked_at"],
            },
        ),
        migrations.CreateModel(
            name="AgreementAcceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to="mentoring.agreement",
                    ),
                ),
                (
                    "participation",
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
            ],
            options={
                "verbose_name": "acceptance of an agreement",
                "verbose_name_plural": "acceptances of agreements",
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "participation"), name="agreement_accepted_once")
                ],
            },
        ),
    ]
