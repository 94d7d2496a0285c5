"""What is asked: a questionnaire, and the versions of it that were published. A version is never changed."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.questionnaires.instruments import INSTRUMENTS, Instrument
from programs.models import Role
from programs.public_ids import new_public_id


class QuestionnaireQuerySet(models.QuerySet):
    def published(self):
        return self.filter(versions__isnull=False).distinct()

    def on_the_shelf(self):
        """Of no program: anybody who runs a program may take a copy."""
        return self.filter(program=None)

    def visible_to(self, participation):
        """Coordinators see those of their program, and the shelf."""
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(Q(program=participation.program_id) | Q(program=None))


class Questionnaire(models.Model):
    """The name under which versions follow each other.

    `draft` is the FHIR document that is being written (None: nothing is being changed); `draft_number` grows with each
    change, so that of two people who edit at once the second is told. Without a program it stands on the shelf of the
    organization. `key` names the house questionnaire it was made from, if it was.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey(
        "programs.Program", on_delete=models.PROTECT, null=True, blank=True, related_name="questionnaires"
    )
    name = models.CharField(_("name for the team"), max_length=160)
    key = models.CharField(max_length=40, blank=True, editable=False)
    draft = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    draft_number = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    is_retired = models.BooleanField(_("no longer in use"), default=False)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")

    def __str__(self):
        return self.name


class QuestionnaireVersionQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(questionnaire__in=Questionnaire.objects.visible_to(participation))

    def newest_first(self):
        return self.order_by("-number")


class QuestionnaireVersion(models.Model):
    """An immutable FHIR R4 Questionnaire. The database refuses to change `document`, `number` or what it belongs to.

    `instrument` is a code of `questionnaires.instruments.INSTRUMENTS` or empty; `instrument_items` are the link ids of
    its items in the instrument's own order (empty: the numbered questions as they stand).
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    document = models.JSONField()
    instrument = models.CharField(max_length=20, blank=True)
    instrument_items = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        "programs.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = QuestionnaireVersionQuerySet.as_manager()

    class Meta:
        ordering = ["questionnaire", "number"]
        verbose_name = _("version of a questionnaire")
        verbose_name_plural = _("versions of questionnaires")
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="one_version_per_number"),
        ]

    def __str__(self):
        return f"{self.questionnaire} {self.number}"

    @property
    def facts(self) -> Instrument | None:
        """What is known of its instrument, or None."""
        return INSTRUMENTS.get(self.instrument)


class InstrumentPermission(models.Model):
    """Somebody allowed this program to use an instrument: the reference of the letter, who holds it, since when."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="instrument_permissions")
    instrument = models.CharField(max_length=20)
    reference = models.CharField(_("reference of the permission"), max_length=160)
    holder = models.CharField(_("who holds it"), max_length=160)
    granted_on = models.DateField(_("date"))
    recorded_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("permission to use an instrument")
        verbose_name_plural = _("permissions to use instruments")
        constraints = [
            models.UniqueConstraint(fields=["program", "instrument"], name="one_permission_per_instrument"),
        ]

    def __str__(self):
        return f"{self.instrument}: {self.reference}"


class PageBy(models.TextChoices):
    QUESTION = "question", _("One question on each page")
    GROUP = "group", _("One short page for each part")


class IntakeForm(models.Model):
    """How a program learns what a person needs: which questionnaire follows the request, and whether one may talk."""

    program = models.OneToOneField("programs.Program", on_delete=models.PROTECT, related_name="intake_form")
    questionnaire = models.ForeignKey(
        Questionnaire,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("questionnaire"),
    )
    page_by = models.CharField(_("pages"), max_length=10, choices=PageBy, default=PageBy.GROUP)
    offers_interview = models.BooleanField(_("people may choose a talk instead"), default=True)

    class Meta:
        verbose_name = _("way in")
        verbose_name_plural = _("ways in")

    def __str__(self):
        return str(self.program)
