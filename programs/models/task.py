"""A follow-up that somebody has promised to do by a day."""

from enum import nonmember

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programs.fields import EncryptedTextField
from programs.models.participation import Role
from programs.public_ids import new_public_id


class TaskKind(models.TextChoices):
    FOLLOW_UP = "follow_up", _("Follow up")
    DELIVERY = "delivery", _("A message could not be delivered")
    ABSENCES = "absences", _("Somebody was away twice in a row")
    CONFLICT = "conflict", _("A conflict was mentioned")
    COVER = "cover", _("A stand-in is needed")
    FEW_PEOPLE = "few_people", _("Few people are coming")
    SECOND_LEAD = "second_lead", _("A second facilitator is needed")
    REMOVAL = "removal", _("Take somebody out of a WhatsApp group")
    APART = "apart", _("Somebody asks to be kept apart")
    PAIR_CHANGE = "pair_change", _("Somebody asks for a change in a pair")
    PAIR_COVER = "pair_cover", _("A peer is away: look after their pairs")
    PAIR_CONTACT = "pair_contact", _("Ask how a pair is going")
    CORRECTION = "correction", _("Somebody asks for a correction in a log")
    SUPERVISION = "supervision", _("A supervision is overdue")
    EXPIRY = "expiry", _("A check or a certificate runs out")
    ROLE_CHANGE = "role_change", _("Somebody would like to support others")
    DEBRIEF = "debrief", _("A peer had hard sessions in a row")
    SETTLEMENT = "settlement", _("See whether an agreement holds")

    # Nobody but their owner learns of them, whatever their role.
    SEALED = nonmember(frozenset({"settlement"}))


class TaskQuerySet(models.QuerySet):
    def open(self):
        return self.filter(completion__isnull=True)

    def done(self):
        return self.filter(completion__isnull=False)

    def visible_to(self, participation):
        """Coordinators see all of the program but what is sealed, everybody else what is theirs to do."""
        tasks = self.filter(program=participation.program_id)
        if participation.role == Role.COORDINATOR:
            return tasks.filter(~Q(kind__in=TaskKind.SEALED) | Q(owner=participation))
        return tasks.filter(owner=participation)


class Task(models.Model):
    """`about_*` point to what it is about, such as a meeting; `note` is sealed. Urgent ones stand first on the desk."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20, choices=TaskKind)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    owner = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    person = models.ForeignKey(
        "programs.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="tasks_about"
    )
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    note = EncryptedTextField(_("note"), blank=True, default="")
    due_on = models.DateField(_("due"))
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("programs.Person", on_delete=models.PROTECT, null=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes = [models.Index(fields=["program", "due_on"])]

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_done(self) -> bool:
        return hasattr(self, "completion")


class Completion(models.Model):
    """The task is done: by whom, when."""

    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="completion")
    by = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")

    def __str__(self):
        return f"{self.task_id} ({self.at:%Y-%m-%d})"
