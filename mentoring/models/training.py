"""What peers learn: courses and modules, hours by kind, certificates."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programs.models import Role
from programs.public_ids import new_public_id

TEAM = frozenset({Role.COORDINATOR, Role.SUPERVISOR})


class OwnOrTeamQuerySet(models.QuerySet):
    """Coordinators and supervisors see all of the program, everybody else what is about themselves."""

    def visible_to(self, participation):
        rows = self.filter(program=participation.program_id)
        if participation.role in TEAM:
            return rows
        return rows.filter(participation__person=participation.person_id)


class CourseQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def visible_to(self, participation):
        return self.filter(program=participation.program_id)


class Course(models.Model):
    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="courses")
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("in one sentence"), max_length=240, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self):
        return self.title


class Competency(models.Model):
    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="competencies")
    code = models.SlugField(max_length=40)
    label = models.CharField(_("competency"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        constraints = [models.UniqueConstraint(fields=["program", "code"], name="one_competency_per_code")]

    def __str__(self):
        return self.label


class ModuleQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(program=participation.program_id)


class Module(models.Model):
    """A part of a course. Minutes, not hours: 23.5 hours must not round to 24. Prerequisites form no ring."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    code = models.SlugField(max_length=40)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("what it is about"), max_length=400, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"))
    is_mandatory = models.BooleanField(
        _("needed before supporting anybody"),
        default=False,
        help_text=_("Without it nobody is matched, and nobody leads a group."),
    )
    valid_months = models.PositiveSmallIntegerField(_("months it is valid"), null=True, blank=True)
    requires = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="+")
    competencies = models.ManyToManyField(Competency, blank=True, related_name="modules")
    position = models.PositiveSmallIntegerField(default=0)

    objects = ModuleQuerySet.as_manager()

    class Meta:
        ordering = ["course", "position", "pk"]
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        constraints = [
            models.UniqueConstraint(fields=["course", "code"], name="one_module_per_code"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="module_takes_time"),
        ]

    def __str__(self):
        return self.title


class ModuleCompletion(models.Model):
    """Valid until the day before `expires_on`."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="modules_done")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="completions")
    done_on = models.DateField(_("done on"))
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")

    objects = OwnOrTeamQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on"]
        verbose_name = _("module done")
        verbose_name_plural = _("modules done")
        constraints = [
            models.UniqueConstraint(fields=["participation", "module", "done_on"], name="module_done_once_a_day")
        ]

    def __str__(self):
        return self.public_id


class HourKind(models.TextChoices):
    TRAINING = "training", _("Training")
    PRACTICE = "practice", _("Supervised practice")
    SUPERVISION = "supervision", _("Supervision")


class HourEntry(models.Model):
    """A line of the ledger, in minutes. A mistake is taken back by a line with negative minutes, never deleted.

    `key` names what it comes from (a module done, a supervision, a meeting), so that it is counted once.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="hours")
    kind = models.CharField(_("kind"), max_length=12, choices=HourKind)
    minutes = models.IntegerField(_("minutes"))
    day = models.DateField(_("day"))
    what = models.CharField(_("what"), max_length=160, blank=True)
    key = models.CharField(max_length=80, null=True, blank=True, unique=True)
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnOrTeamQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("entry of the hours")
        verbose_name_plural = _("entries of the hours")
        constraints = [models.CheckConstraint(condition=~Q(minutes=0), name="hours_are_not_nothing")]
        indexes = [models.Index(fields=["participation", "kind"])]

    def __str__(self):
        return f"{self.kind} {self.minutes}"


class CertificateQuerySet(OwnOrTeamQuerySet):
    def valid_on(self, day):
        return self.filter(issued_on__lte=day, expires_on__gt=day, revoked_at=None)


class Certificate(models.Model):
    """`code` stands on the paper: whoever types it learns whether it is valid, and nothing else."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    code = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="certificates")
    level = models.CharField(_("level"), max_length=80)
    minutes = models.PositiveIntegerField(_("minutes"))
    issued_on = models.DateField(_("issued on"))
    expires_on = models.DateField(_("valid until"))
    renews = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="renewals")
    issued_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(condition=Q(expires_on__gt=F("issued_on")), name="certificate_lasts"),
        ]

    def __str__(self):
        return self.code

    def is_valid(self, day) -> bool:
        return self.revoked_at is None and self.issued_on <= day < self.expires_on
