"""Conflicts, mediation, measures, reports without a name."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import programs.fields
import programs.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0004_supervision_in_groups"),
        ("programs", "0014_worries_are_no_tasks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnonymousReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("week", models.DateField()),
                ("lookup", models.CharField(max_length=64, unique=True)),
                ("code_hash", models.CharField(max_length=128)),
                ("body", models.BinaryField()),
                ("urgent", models.BooleanField(default=False)),
                ("seen_week", models.DateField(blank=True, null=True)),
                ("closed_week", models.DateField(blank=True, null=True)),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "report without a name",
                "verbose_name_plural": "reports without a name",
            },
        ),
        migrations.CreateModel(
            name="Conflict",
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
                            ("received", "Received"),
                            ("read", "Read: somebody looks after it"),
                            ("mediation", "In mediation"),
                            ("other_route", "Another way was chosen"),
                            ("settled", "Settled"),
                            ("closed", "Closed"),
                            ("safety", "Passed on: somebody may be in danger"),
                        ],
                        default="received",
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("team", "The team"), ("review", "Independent review"), ("appeal", "Appeal")],
                        default="team",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("meeting", "Something at a meeting"),
                            ("pair", "Something in a pair"),
                            ("post", "Something that was written"),
                            ("person", "Somebody who takes part"),
                            ("team", "Somebody of the team"),
                            ("rule", "A rule or a decision"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                        verbose_name="what it is about",
                    ),
                ),
                ("about_kind", models.CharField(blank=True, max_length=60)),
                ("about_id", models.BigIntegerField(blank=True, null=True)),
                ("happened", programs.fields.EncryptedTextField(editable=True, verbose_name="what happened")),
                (
                    "felt",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what I felt"
                    ),
                ),
                (
                    "needed",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what I needed"
                    ),
                ),
                (
                    "asks",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what I ask for"
                    ),
                ),
                ("for_somebody_else", models.BooleanField(default=False, verbose_name="for somebody else")),
                ("is_unnamed", models.BooleanField(default=False, verbose_name="the others do not learn who told it")),
                (
                    "reach",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="how and when we may reach you"
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=60, unique=True)),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("acknowledge_by", models.DateField(verbose_name="answer promised by")),
                ("resolve_by", models.DateField(verbose_name="to be settled by")),
                ("update_by", models.DateField(blank=True, null=True, verbose_name="next word to the person by")),
                (
                    "concerns",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handler",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="programs.program"
                    ),
                ),
                (
                    "reopens",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reopened_as",
                        to="groups.conflict",
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
            ],
            options={
                "verbose_name": "report of a conflict",
                "verbose_name_plural": "reports of conflicts",
                "ordering": ["acknowledge_by", "pk"],
                "indexes": [
                    models.Index(fields=["program", "state", "acknowledge_by"], name="groups_conf_program_55013a_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConflictMessage",
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
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "conflict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="groups.conflict"
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
                "verbose_name": "message about a conflict",
                "verbose_name_plural": "messages about conflicts",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ConflictReader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "conflict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readers", to="groups.conflict"
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
                "verbose_name": "reader of a report",
                "verbose_name_plural": "readers of reports",
                "constraints": [models.UniqueConstraint(fields=("conflict", "participation"), name="reader_once")],
            },
        ),
        migrations.CreateModel(
            name="ConflictStep",
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
                            ("read", "took it up"),
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
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "note",
                    programs.fields.EncryptedTextField(blank=True, default="", editable=True, verbose_name="note"),
                ),
                (
                    "public_words",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="word to the person"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "conflict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="groups.conflict"
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
                "verbose_name": "step about a conflict",
                "verbose_name_plural": "steps about conflicts",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Measure",
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
                            ("warning", "A warning"),
                            ("suspension", "A break until a day"),
                            ("removal", "The end of taking part"),
                        ],
                        max_length=12,
                        verbose_name="measure",
                    ),
                ),
                ("rule", models.CharField(max_length=300, verbose_name="the rule it rests on")),
                ("words", programs.fields.EncryptedTextField(editable=True, verbose_name="what the person reads")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "conflict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="groups.conflict"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="programs.participation",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="programs.program"
                    ),
                ),
            ],
            options={
                "verbose_name": "measure",
                "verbose_name_plural": "measures",
                "ordering": ["-at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "suspension"), _negated=True), ("until__isnull", False), _connector="OR"
                        ),
                        name="suspension_has_an_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mediation",
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
                            ("invited", "The parties are asked"),
                            ("consented", "Everybody agrees to try"),
                            ("separate", "Talks with each"),
                            ("together", "Joint or shuttle talk"),
                            ("agreement", "Finding words for the agreement"),
                            ("follow_up", "Agreed: seeing whether it holds"),
                            ("ended", "Ended"),
                            ("refused", "Somebody would rather not"),
                        ],
                        default="invited",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("joint", "All at one table"), ("shuttle", "The mediators go from one to the other")],
                        default="joint",
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "conflict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mediations", to="groups.conflict"
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediation",
                        to="groups.group",
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
                "verbose_name": "mediation",
                "verbose_name_plural": "mediations",
                "ordering": ["-begun_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["ended", "refused"]), _negated=True),
                        fields=("conflict",),
                        name="one_mediation_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("reporter", "Told it"), ("affected", "Was hurt"), ("other", "The other side")],
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "conflict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="groups.conflict"
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
                "verbose_name": "party",
                "verbose_name_plural": "parties",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("conflict", "participation"), name="party_once")],
            },
        ),
        migrations.CreateModel(
            name="AnonymousMessage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                ("from_team", models.BooleanField()),
                ("week", models.DateField()),
                ("body", models.BinaryField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="groups.anonymousreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "message in a mailbox without a name",
                "verbose_name_plural": "messages in mailboxes without a name",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "position"), name="one_message_per_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Mediator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mediation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mediators", to="groups.mediation"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediating",
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
                "verbose_name": "mediator",
                "verbose_name_plural": "mediators",
                "constraints": [models.UniqueConstraint(fields=("mediation", "participation"), name="mediator_once")],
            },
        ),
        migrations.CreateModel(
            name="PartyConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("agrees", models.BooleanField(blank=True, null=True)),
                (
                    "wishes",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what would help you to take part"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mediation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="groups.mediation"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="groups.party"
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
                "verbose_name": "consent of a party",
                "verbose_name_plural": "consents of parties",
                "constraints": [models.UniqueConstraint(fields=("mediation", "party"), name="one_consent_per_party")],
            },
        ),
        migrations.CreateModel(
            name="ReviewRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("team", "The team"), ("review", "Independent review"), ("appeal", "Appeal")],
                        max_length=8,
                    ),
                ),
                (
                    "words",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what should be looked at again"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("upheld", models.BooleanField(blank=True, null=True)),
                (
                    "answer",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="answer to the person"
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.participation"
                    ),
                ),
                (
                    "conflict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="groups.conflict"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="groups.measure",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.participation",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a review",
                "verbose_name_plural": "requests for a review",
                "ordering": ["asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)),
                        fields=("conflict", "level", "asked_by"),
                        name="one_review_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("words", programs.fields.EncryptedTextField(editable=True, verbose_name="what we agree on")),
                ("follow_up_on", models.DateField(verbose_name="we look at it again on")),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "mediation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="settlements", to="groups.mediation"
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
                "verbose_name": "settlement",
                "verbose_name_plural": "settlements",
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("mediation", "version"), name="one_settlement_per_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=programs.public_ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("happened", programs.fields.EncryptedTextField(editable=True, verbose_name="what happened")),
                (
                    "felt",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what I felt"
                    ),
                ),
                (
                    "needed",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what I needed"
                    ),
                ),
                (
                    "asks",
                    programs.fields.EncryptedTextField(
                        blank=True, default="", editable=True, verbose_name="what I ask for"
                    ),
                ),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mediation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="groups.mediation"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="groups.party"
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
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
                "ordering": ["written_at"],
            },
        ),
        migrations.CreateModel(
            name="SettlementAcceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="groups.party"),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="acceptances", to="groups.settlement"
                    ),
                ),
            ],
            options={
                "verbose_name": "acceptance of a settlement",
                "verbose_name_plural": "acceptances of settlements",
                "constraints": [
                    models.UniqueConstraint(fields=("settlement", "party"), name="settlement_accepted_once")
                ],
            },
        ),
        migrations.AlterField(
            model_name="group",
            name="kind",
            field=models.CharField(
                choices=[
                    ("discussion", "Discussion group"),
                    ("workshop", "Workshop series"),
                    ("social", "Social event"),
                    ("online", "Online group"),
                    ("pair", "Pair"),
                    ("supervision", "Supervision in a group"),
                    ("mediation", "Talk"),
                ],
                default="discussion",
                max_length=12,
                verbose_name="kind",
            ),
        ),
    ]
