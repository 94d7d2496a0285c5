"""Something went wrong between people: what was told, who may read it, who takes part, what was done."""

from enum import nonmember

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.fields import EncryptedTextField
from programs.public_ids import new_public_id, new_reference
from programs.state import Stateful


class ConflictAbout(models.TextChoices):
    MEETING = "meeting", _("Something at a meeting")
    PAIR = "pair", _("Something in a pair")
    POST = "post", _("Something that was written")
    PERSON = "person", _("Somebody who takes part")
    TEAM = "team", _("Somebody of the team")
    RULE = "rule", _("A rule or a decision")
    OTHER = "other", _("Something else")


class ConflictState(models.TextChoices):
    RECEIVED = "received", _("Received")
    READ = "read", _("Read: somebody looks after it")
    MEDIATION = "mediation", _("In mediation")
    OTHER_ROUTE = "other_route", _("Another way was chosen")
    SETTLED = "settled", _("Settled")
    CLOSED = "closed", _("Closed")
    SAFETY = "safety", _("Passed on: somebody may be in danger")

    LIVE = nonmember(frozenset({"received", "read", "mediation", "other_route", "settled"}))


class Level(models.TextChoices):
    """Who looks at it: the team first, then somebody who had no part in it, then the appeal."""

    TEAM = "team", _("The team")
    REVIEW = "review", _("Independent review")
    APPEAL = "appeal", _("Appeal")


class ConflictQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state__in=ConflictState.LIVE)

    def visible_to(self, participation):
        """Only for who is named as a reader, and never for somebody it is about or who is tied to them."""
        named = ConflictReader.objects.filter(conflict=OuterRef("pk"), participation__person=participation.person_id)
        return self.filter(Exists(named), program=participation.program_id).apart_from(participation)

    def apart_from(self, participation):
        """Without those in which this person is a party, is complained of, or is tied to one of these."""
        person = participation.person_id
        ties = participation.program.ties.standing()
        ones, others = ties.filter(other=person).values("one"), ties.filter(one=person).values("other")
        close = Q(participation__person__in=ones) | Q(participation__person__in=others)
        involved = Party.objects.filter(conflict=OuterRef("pk")).filter(Q(participation__person=person) | close)
        complained_of = Q(concerns=person) | Q(concerns__in=ones) | Q(concerns__in=others)
        return self.exclude(complained_of).filter(~Exists(involved))

    def of(self, person):
        """What this person reported: its own page says where it stands, without the words of others."""
        return self.filter(parties__participation__person=person, parties__side=Side.REPORTER)


class Conflict(Stateful):
    """Named readers only (`ConflictReader`); every opening of the words is written down.

    The four texts are the four questions of a report. `concerns` is somebody of the team it is about. `about_*` point
    to the meeting, the pair or the post. The clocks are working days of the program's jurisdiction.
    """

    TRANSITIONS = {
        ConflictState.RECEIVED: {"read", "safety", "closed"},
        ConflictState.READ: {"mediation", "other_route", "settled", "safety", "closed"},
        ConflictState.MEDIATION: {"other_route", "settled", "safety", "closed"},
        ConflictState.OTHER_ROUTE: {"mediation", "settled", "safety", "closed"},
        ConflictState.SETTLED: {"mediation", "other_route", "closed"},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="conflicts")
    state = models.CharField(max_length=12, choices=ConflictState, default=ConflictState.RECEIVED, editable=False)
    level = models.CharField(max_length=8, choices=Level, default=Level.TEAM, editable=False)
    about = models.CharField(_("what it is about"), max_length=8, choices=ConflictAbout)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    concerns = models.ForeignKey("programs.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    happened = EncryptedTextField(_("what happened"))
    felt = EncryptedTextField(_("what I felt"), blank=True, default="")
    needed = EncryptedTextField(_("what I needed"), blank=True, default="")
    asks = EncryptedTextField(_("what I ask for"), blank=True, default="")
    for_somebody_else = models.BooleanField(_("for somebody else"), default=False)
    is_unnamed = models.BooleanField(_("the others do not learn who told it"), default=False)
    reach = EncryptedTextField(_("how and when we may reach you"), blank=True, default="")
    # Made with the empty form: sent twice, it arrives once.
    key = models.CharField(max_length=60, unique=True, editable=False)
    handler = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    safety_case = models.ForeignKey(
        "programs.SafetyCase", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopens = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reopened_as")
    received_at = models.DateTimeField(default=timezone.now)
    acknowledge_by = models.DateField(_("answer promised by"))
    resolve_by = models.DateField(_("to be settled by"))
    update_by = models.DateField(_("next word to the person by"), null=True, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["acknowledge_by", "pk"]
        verbose_name = _("report of a conflict")
        verbose_name_plural = _("reports of conflicts")
        indexes = [models.Index(fields=["program", "state", "acknowledge_by"])]

    def __str__(self):
        return self.reference


class ConflictReader(models.Model):
    """Who may read one report. Without such a row nobody does, whatever their role."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    conflict = models.ForeignKey(Conflict, on_delete=models.CASCADE, related_name="readers")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reader of a report")
        verbose_name_plural = _("readers of reports")
        constraints = [models.UniqueConstraint(fields=["conflict", "participation"], name="reader_once")]

    def __str__(self):
        return f"{self.conflict_id}: {self.participation_id}"


class Side(models.TextChoices):
    REPORTER = "reporter", _("Told it")
    AFFECTED = "affected", _("Was hurt")
    OTHER = "other", _("The other side")


class PartyQuerySet(models.QuerySet):
    def visible_to(self, participation):
        """Who reads the report sees all; a party sees itself."""
        conflicts = Conflict.objects.visible_to(participation)
        mine = Q(participation__person=participation.person_id, program=participation.program_id)
        return self.filter(Q(conflict__in=conflicts) | mine)


class Party(models.Model):
    """Somebody who takes part in the conflict. `told_at`: when this person learned of it; the other side may never."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    conflict = models.ForeignKey(Conflict, on_delete=models.CASCADE, related_name="parties")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=10, choices=Side)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [models.UniqueConstraint(fields=["conflict", "participation"], name="party_once")]

    def __str__(self):
        return self.public_id


class Route(models.TextChoices):
    """What can be done when nobody mediates."""

    APART = "apart", _("The two talk with the team, each alone")
    CHANGE = "change", _("Somebody changes the group or the pair")
    OUTSIDE = "outside", _("A service outside helps")
    APOLOGY = "apology", _("Somebody says sorry")
    NOTHING = "nothing", _("Nothing more is done")


class ConflictStep(models.Model):
    """What was done, by whom, when: only ever added to (the database refuses else). `public_words` is what the person
    who told it reads on their own page; `note` is for the readers."""

    class What(models.TextChoices):
        READ = "read", _("took it up")
        STOP = "stop", _("asked to stop")
        TALKED = "talked", _("talked with a party")
        TOLD = "told", _("sent word to the person")
        NOTED = "noted", _("wrote a note")
        READER = "reader", _("gave somebody the right to read it")
        NAME_ASKED = "name_asked", _("asked whether the others may learn who told it")
        NAMED = "named", _("agreed that the others learn who told it")
        UNNAMED = "unnamed", _("would rather not be named")
        MEDIATION = "mediation", _("offered a mediation")
        ROUTE = "route", _("chose another way")
        MEASURE = "measure", _("took a measure")
        REVIEW = "review", _("looked at it again")
        SAFETY = "safety", _("passed it on: somebody may be in danger")
        SETTLED = "settled", _("settled it")
        CLOSED = "closed", _("closed it")
        REOPENED = "reopened", _("opened it again")

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=10, choices=What)
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = EncryptedTextField(_("note"), blank=True, default="")
    public_words = EncryptedTextField(_("word to the person"), blank=True, default="")
    route = models.CharField(max_length=8, choices=Route, blank=True)  # of a step that chose another way

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("step about a conflict")
        verbose_name_plural = _("steps about conflicts")

    def __str__(self):
        return f"{self.conflict_id}: {self.what}"


class ConflictMessage(models.Model):
    """A line from the person who told it, or to them; read on the report's own page, never in an e-mail."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    conflict = models.ForeignKey(Conflict, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    body = EncryptedTextField(_("message"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("message about a conflict")
        verbose_name_plural = _("messages about conflicts")

    def __str__(self):
        return self.public_id
