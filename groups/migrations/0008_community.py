import datetime

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import groups.models.community_rules
import programs.fields
import programs.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0007_clocks_of_reports"),
        ("programs", "0017_cases_out_of_posts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DestructionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_trial", models.BooleanField(default=False)),
                ("archived", models.PositiveIntegerField(default=0)),
                ("destroyed", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
            ],
            options={
                "verbose_name": "run of retention",
                "verbose_name_plural": "runs of retention",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Space",
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
                            ("program", "Board of the program"),
                            ("group", "Board of a group"),
                            ("pair", "Quiet place of a pair"),
                            ("direct", "Between two people"),
                        ],
                        default="program",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=80, null=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=80, null=True, verbose_name="name")),
                ("about", models.CharField(blank=True, max_length=300, verbose_name="what it is for")),
                ("about_fr", models.CharField(blank=True, max_length=300, null=True, verbose_name="what it is for")),
                ("about_en", models.CharField(blank=True, max_length=300, null=True, verbose_name="what it is for")),
                (
                    "moderation",
                    models.CharField(
                        choices=[
                            ("before", "Somebody reads each post before it is shown"),
                            ("after", "Posts are shown at once and read later"),
                        ],
                        default="after",
                        max_length=6,
                        verbose_name="who reads when",
                    ),
                ),
                (
                    "is_live",
                    models.BooleanField(
                        default=False, verbose_name="live: open only while somebody of the team is there"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("last_word_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "group",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="space",
                        to="groups.group",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spaces", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "board",
                "verbose_name_plural": "boards",
                "ordering": ["kind", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group__isnull", False), ("kind__in", ["group", "pair"])),
                            models.Q(("group__isnull", True), ("kind__in", ["program", "direct"])),
                            _connector="OR",
                        ),
                        name="board_of_a_group_has_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Story",
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
                            ("draft", "Not sent yet"),
                            ("waiting", "The team reads it"),
                            ("sent_back", "The team asks for a change"),
                            ("shown", "Shown"),
                            ("held", "Put aside while the team looks at it"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("pseudonym", models.CharField(max_length=40, verbose_name="name under which it is shown")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("en", "English")], max_length=2, verbose_name="language"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("program", "The people of this program"),
                            ("public", "Everybody, on the public page too"),
                        ],
                        default="program",
                        max_length=7,
                        verbose_name="who may read it",
                    ),
                ),
                ("title", programs.fields.EncryptedTextField(editable=True, verbose_name="title")),
                ("body", programs.fields.EncryptedTextField(editable=True, verbose_name="my story")),
                (
                    "content_note",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="a word on what to expect"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("shown_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stories", to="programs.participation"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stories", to="programs.program"
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(blank=True, related_name="+", to="programs.topic", verbose_name="topics"),
                ),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "ordering": ["-shown_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="WatchTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("term", models.CharField(max_length=80, verbose_name="word or phrase")),
                ("folded", models.CharField(editable=False, max_length=80)),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("immediate", "At once"),
                            ("same_day", "The same day"),
                            ("two_days", "Within two days"),
                        ],
                        default="same_day",
                        max_length=10,
                        verbose_name="how soon",
                    ),
                ),
                ("is_on", models.BooleanField(default=True, verbose_name="watched for")),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="watch_terms", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "word to watch for",
                "verbose_name_plural": "words to watch for",
                "ordering": ["folded"],
                "constraints": [models.UniqueConstraint(fields=("program", "folded"), name="one_watch_term")],
            },
        ),
        migrations.CreateModel(
            name="Block",
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
                            ("block", "We do not meet: neither here, nor in a group, nor in a pair"),
                            ("mute", "I do not see what this person writes"),
                        ],
                        max_length=5,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "person",
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
                (
                    "tie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="programs.tie",
                    ),
                ),
            ],
            options={
                "verbose_name": "block",
                "verbose_name_plural": "blocks",
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("by", "person"), name="one_block_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommunityRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("boards_are_on", models.BooleanField(default=False, verbose_name="boards of the program")),
                ("group_boards_are_on", models.BooleanField(default=False, verbose_name="a board for each group")),
                ("pair_boards_are_on", models.BooleanField(default=False, verbose_name="a quiet place for each pair")),
                (
                    "private_words_are_on",
                    models.BooleanField(default=False, verbose_name="people can write to each other"),
                ),
                ("stories_are_on", models.BooleanField(default=False, verbose_name="people can share a story")),
                (
                    "watch_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=groups.models.community_rules.working_week,
                        size=None,
                        verbose_name="days on which the team reads",
                    ),
                ),
                ("watch_from", models.TimeField(default=datetime.time(9, 0), verbose_name="from")),
                ("watch_until", models.TimeField(default=datetime.time(17, 0), verbose_name="until")),
                (
                    "alone_minutes",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="minutes without a moderator after which a live board closes",
                    ),
                ),
                (
                    "idle_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3650),
                        ],
                        verbose_name="days without a word after which a live board is put away",
                    ),
                ),
                (
                    "archive_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3650),
                        ],
                        verbose_name="days after which a kept copy of a flagged post is put away",
                    ),
                ),
                (
                    "destroy_days",
                    models.PositiveSmallIntegerField(
                        default=365,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3650),
                        ],
                        verbose_name="days after which it is destroyed",
                    ),
                ),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="community_rules",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of the community",
                "verbose_name_plural": "rules of the community",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("watch_from__lt", models.F("watch_until"))),
                        name="watch_ends_after_it_begins",
                        violation_error_message="The end of the hours comes before their start.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("archive_days__lte", models.F("destroy_days"))),
                        name="archived_before_destroyed",
                        violation_error_message="A copy is put away before it is destroyed: choose fewer days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resource",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "A text to read here"),
                            ("link", "A page elsewhere"),
                            ("service", "A service or a phone number"),
                        ],
                        default="text",
                        max_length=7,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("shown", "Shown"), ("put_away", "Put away")],
                        default="draft",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=140, verbose_name="title")),
                ("title_fr", models.CharField(blank=True, max_length=140, null=True, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=140, null=True, verbose_name="title")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="in one sentence")),
                ("summary_fr", models.CharField(blank=True, max_length=300, null=True, verbose_name="in one sentence")),
                ("summary_en", models.CharField(blank=True, max_length=300, null=True, verbose_name="in one sentence")),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="Markdown: empty lines between paragraphs, - for lists.",
                        verbose_name="text",
                    ),
                ),
                (
                    "body_fr",
                    models.TextField(
                        blank=True,
                        help_text="Markdown: empty lines between paragraphs, - for lists.",
                        null=True,
                        verbose_name="text",
                    ),
                ),
                (
                    "body_en",
                    models.TextField(
                        blank=True,
                        help_text="Markdown: empty lines between paragraphs, - for lists.",
                        null=True,
                        verbose_name="text",
                    ),
                ),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="address of the page")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="last looked at on")),
                ("updated_on", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.participation",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="resources", to="programs.program"
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(blank=True, related_name="+", to="programs.topic", verbose_name="topics"),
                ),
            ],
            options={
                "verbose_name": "resource",
                "verbose_name_plural": "resources",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "link"), _negated=True),
                            models.Q(("link", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="linked_resource_has_link",
                        violation_error_message="Add the address of the page.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="groups.space"
                    ),
                ),
            ],
            options={
                "verbose_name": "presence on a live board",
                "verbose_name_plural": "presences on live boards",
                "constraints": [
                    models.UniqueConstraint(fields=("space", "participation"), name="one_presence_per_moderator")
                ],
            },
        ),
        migrations.CreateModel(
            name="SpaceMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("pseudonym", models.CharField(max_length=40, verbose_name="name on this board")),
                ("since", models.DateTimeField(auto_now_add=True)),
                ("quiet_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("left_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="programs.participation"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="groups.space"
                    ),
                ),
            ],
            options={
                "verbose_name": "name on a board",
                "verbose_name_plural": "names on boards",
                "constraints": [
                    models.UniqueConstraint(fields=("space", "participation"), name="one_name_per_board"),
                    models.UniqueConstraint(
                        models.F("space"),
                        django.db.models.functions.text.Lower("pseudonym"),
                        name="pseudonym_once_per_board",
                        violation_error_message="Somebody here has this name already. Choose another one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryWord",
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
                            ("draft", "Not sent yet"),
                            ("waiting", "The team reads it"),
                            ("sent_back", "The team asks for a change"),
                            ("shown", "Shown"),
                            ("held", "Put aside while the team looks at it"),
                            ("withdrawn", "Taken back"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "words",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="word to the writer"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="groups.story"
                    ),
                ),
            ],
            options={
                "verbose_name": "word about a story",
                "verbose_name_plural": "words about stories",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SpaceOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("reason", programs.fields.EncryptedTextField(editable=True, verbose_name="why it has to be opened")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.spacemember",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="groups.space"
                    ),
                ),
            ],
            options={
                "verbose_name": "opening of a private place",
                "verbose_name_plural": "openings of private places",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="ModerationItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("above", models.CharField(blank=True, default="", editable=False, max_length=15)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Waits"), ("done", "Done")], default="open", editable=False, max_length=4
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("immediate", "At once"),
                            ("same_day", "The same day"),
                            ("two_days", "Within two days"),
                        ],
                        default="two_days",
                        max_length=10,
                        verbose_name="how soon",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("claimed_until", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "claimed_by",
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
                    "safety_case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.safetycase",
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="groups.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "text to look at",
                "verbose_name_plural": "texts to look at",
                "ordering": ["opened_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("story",), name="one_open_item_per_story"
                    )
                ],
                "indexes": [
                    models.Index(fields=["program", "state", "opened_at"], name="groups_mode_program_6e61dc_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="ModerationStep",
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
                            ("claimed", "took it to look at"),
                            ("shown", "showed it"),
                            ("held", "put it aside"),
                            ("quiet", "asked the writer to pause"),
                            ("edited", "changed words in it"),
                            ("removed", "took it away"),
                            ("wrote", "wrote to the writer"),
                            ("escalated", "passed it on: somebody may be in danger"),
                            ("kept", "left it as it is"),
                            ("named", "asked who told the team"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "note",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="note for the team"
                    ),
                ),
                (
                    "words",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="word to the writer"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="groups.moderationitem"
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
                "verbose_name": "step about a text",
                "verbose_name_plural": "steps about texts",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("author_name", models.CharField(max_length=80)),
                ("title", programs.fields.EncryptedTextField(blank=True, default="", editable=True)),
                ("body", programs.fields.EncryptedTextField(editable=True)),
                ("content_note", programs.fields.EncryptedTextField(blank=True, default="", editable=True)),
                ("written_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshots",
                        to="groups.moderationitem",
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
                "verbose_name": "kept copy",
                "verbose_name_plural": "kept copies",
                "ordering": ["taken_at"],
            },
        ),
        migrations.CreateModel(
            name="Flag",
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
                            ("person", "Somebody told the team"),
                            ("words", "Words that the team watches for"),
                            ("before", "Read before it is shown"),
                        ],
                        default="person",
                        max_length=6,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("danger", "Somebody may be in danger"),
                            ("hurts", "It hurts or threatens somebody"),
                            ("private", "It tells something private about somebody"),
                            ("contact", "It asks for contact outside, or sells something"),
                            ("advice", "It gives advice that could do harm"),
                            ("other", "Something else"),
                        ],
                        default="other",
                        max_length=8,
                        verbose_name="why",
                    ),
                ),
                (
                    "words",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="in your words"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="groups.moderationitem"
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="flags",
                        to="groups.snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "flag",
                "verbose_name_plural": "flags",
                "ordering": ["at"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "by"), name="one_flag_per_person"),
                    models.CheckConstraint(
                        condition=models.Q(("by__isnull", True), ("source", "person"), _connector="OR"),
                        name="only_people_sign_flags",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
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
                            ("waiting", "Somebody of the team reads it first"),
                            ("shown", "Shown"),
                            ("held", "Put aside while the team looks at it"),
                            ("removed", "Taken away by the team"),
                            ("withdrawn", "Taken back by who wrote it"),
                        ],
                        default="shown",
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("body", programs.fields.EncryptedTextField(editable=True, verbose_name="what I want to say")),
                (
                    "content_note",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="a word on what to expect"
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=60, unique=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="groups.spacemember"
                    ),
                ),
            ],
            options={
                "verbose_name": "post",
                "verbose_name_plural": "posts",
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Thread",
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
                        choices=[("talk", "I want to say something"), ("question", "I have a question")],
                        default="talk",
                        max_length=8,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "title",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="in a few words"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_word_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="threads", to="groups.spacemember"
                    ),
                ),
                (
                    "helpful",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="groups.post",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="threads", to="groups.space"
                    ),
                ),
            ],
            options={
                "verbose_name": "thread",
                "verbose_name_plural": "threads",
                "ordering": ["-last_word_at", "-pk"],
                "indexes": [models.Index(fields=["space", "-last_word_at"], name="groups_thre_space_i_d541fe_idx")],
            },
        ),
        migrations.AddField(
            model_name="ModerationItem",
            name="post",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="groups.post",
            ),
        ),
        migrations.AddField(
            model_name="Post",
            name="thread",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="posts", to="groups.thread"
            ),
        ),
        migrations.AddConstraint(
            model_name="ModerationItem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("post__isnull", False), ("story__isnull", True)),
                    models.Q(("post__isnull", True), ("story__isnull", False)),
                    _connector="OR",
                ),
                name="item_is_about_one_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="ModerationItem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("post",), name="one_open_item_per_post"
            ),
        ),
        migrations.AddIndex(
            model_name="Post",
            index=models.Index(fields=["thread", "written_at"], name="groups_post_thread__c3f5af_idx"),
        ),
    ]
