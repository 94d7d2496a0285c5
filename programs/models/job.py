"""Long work that a page started: what it is, how far it is, how it ended."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.public_ids import new_public_id
from programs.state import Stateful


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Being done")
    DONE = "done", _("Done")
    FAILED = "failed", _("Did not work")
    CANCELLED = "cancelled", _("Cancelled")

    LIVE = nonmember(frozenset({"queued", "running"}))


class JobQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state__in=JobState.LIVE)

    def visible_to(self, participation):
        """Who started it sees it, in its program."""
        return self.filter(program=participation.program_id, by=participation.person_id)


class Job(Stateful):
    """`data` is what the work needs and `result` what came of it, both ids, numbers and codes; `file` a file to read.

    `step` of `steps` is how far it is; `at_work` the code of the step, put into words by its kind. `beat_at` is the
    last sign of life of the worker: a job whose worker died is taken up again by another.
    """

    TRANSITIONS = {
        JobState.QUEUED: {JobState.RUNNING, JobState.CANCELLED, JobState.FAILED},
        JobState.RUNNING: {JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.QUEUED},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    by = models.ForeignKey("programs.Person", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED, editable=False)
    data = models.JSONField(default=dict)
    file = models.BinaryField(null=True, blank=True)
    step = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    at_work = models.CharField(max_length=40, blank=True)
    result = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("long work")
        verbose_name_plural = _("long work")
        indexes = [
            models.Index(fields=["created_at"], condition=models.Q(state__in=["queued", "running"]), name="job_live"),
        ]

    def __str__(self):
        return f"{self.kind} {self.public_id}"
