"""Follow-ups: the list, and what one of them is about."""

from django.utils import timezone

from groups.models import Debrief, Meeting
from programs.models import Participation, Task


def tasks_in(tasks, *, done: bool):
    """Open ones by urgency and day, done ones newest first; the sealed note stays where it is."""
    rows = tasks.select_related("person", "created_by", "completion__by").defer("note")
    if done:
        return rows.done().order_by("-completion__at", "-pk")
    return rows.open().order_by("-is_urgent", "due_on", "pk")


def meeting_of(task: Task, participation: Participation) -> Meeting | None:
    """The meeting a follow-up is about, or how it was for who led it; None when it is about something else."""
    keys = {Meeting._meta.label_lower: "pk", Debrief._meta.label_lower: "log__debriefs"}
    if task.about_kind not in keys:
        return None
    rows = Meeting.objects.filter(program=participation.program_id, **{keys[task.about_kind]: task.about_id})
    return rows.select_related("group", "program", "log").first()


def meetings_without_log(meetings):
    """All of them, oldest first."""
    return meetings.planned().over(timezone.now()).unlogged().select_related("group").order_by("starts_at", "pk")


def participation_of(task: Task) -> Participation | None:
    """Where in the program the person of a follow-up takes part, to lead to their page."""
    if task.person_id is None:
        return None
    rows = Participation.objects.filter(program=task.program_id, person=task.person_id)
    return rows.order_by("-since").first()
