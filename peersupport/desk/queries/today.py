"""“To do today”: the same few questions to the database, whether one row or thirty thousand wait."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Group, GroupKind, Meeting, Membership, MembershipState
from groups.queries.chairs import chairs_gone
from intake.models import Assessment, Interview
from peersupport.desk.queries.cases import with_who_looks_after
from peersupport.desk.queries.conflicts_today import conflicts_of_today
from peersupport.desk.queries.help_lines_today import help_lines_of_today
from peersupport.desk.queries.reviews_today import reviews_of_today
from peersupport.desk.queries.texts_today import texts_of_today
from peersupport.desk.rows import Row, RowGroup, days_ago, days_late
from programs.access import GRANTS, Permission
from programs.dates import day_words, moment_words
from programs.models import CaseState, Participation, ParticipationState, Program, SafetyCase, Task, TaskKind

ROWS_SHOWN = 6
TOTAL = Window(Count("pk"))  # how many there are, told by the same query that reads the first few


class Today:
    """The list of one or several participations of one person, as of `now`."""

    def __init__(self, participations: Iterable[Participation], *, now: datetime.datetime):
        self.participations = list(participations)
        self.reader = self.participations[0].person_id if self.participations else None
        self.now = now
        self.programs: dict[int, Program] = {row.program_id: row.program for row in self.participations}
        self.several = len(self.programs) > 1

    def groups(self) -> list[RowGroup]:
        """In their fixed order; a group without rows is left out."""
        made = [
            self._cases(),
            conflicts_of_today(self),
            texts_of_today(self),
            reviews_of_today(self),
            self._tasks(urgent=True),
            self._requests(),
            self._talks(),
            self._without_log(),
            self._places_freed(),
            self._tasks(urgent=False),
            help_lines_of_today(self),
        ]
        return [group for group in made if group.rows]

    def next_day(self) -> datetime.date | None:
        """When nothing waits: the day of the next follow-up or meeting."""
        tasks = self._open_tasks().order_by("due_on").values_list("due_on", flat=True)[:1]
        meetings = self._meetings().planned().coming(self.now)
        days = list(tasks)
        days += [meeting.local_start.date() for meeting in meetings.select_related("group")[:1]]
        return min(days, default=None)

    def _with(self, permission: Permission) -> list[int]:
        return [row.program_id for row in self.participations if permission in GRANTS[row.role]]

    def _meetings(self):
        rows = Meeting.objects.filter(program__in=self._with(Permission.RUN_GROUPS))
        return rows.exclude(group__kind__in=GroupKind.SEALED)

    def _today(self, program_id: int) -> datetime.date:
        return self.now.astimezone(self.programs[program_id].zone).date()

    def _where(self, program_id: int) -> str:
        return str(self.programs[program_id]) if self.several else ""

    def _full_lists(self, permission: Permission, url_name: str, query: str = "") -> list[tuple[str, str]]:
        lists = []
        for pk in dict.fromkeys(self._with(permission)):
            program = self.programs[pk]
            lists.append(
                (str(program) if self.several else _("See all"), reverse(url_name, args=[program.public_id]) + query)
            )
        return lists

    def _group(self, key: str, title: str, rows: list, make, full_lists: list[tuple[str, str]]) -> RowGroup:
        return RowGroup(key, title, [make(row) for row in rows], rows[0].total if rows else 0, full_lists)

    # Somebody may be in danger

    def _cases(self) -> RowGroup:
        cases = SafetyCase.objects.filter(program__in=self._with(Permission.HANDLE_CASES)).live()
        cases = cases.not_about(self.reader).annotate(total=TOTAL)
        rows = with_who_looks_after(cases).select_related("person").defer("note")
        rows = rows.order_by(F("looked_after_by").asc(nulls_first=True), "acknowledge_by", "pk")[:ROWS_SHOWN]
        lists = self._full_lists(Permission.HANDLE_CASES, "desk_cases")
        return self._group("cases", _("Somebody may need help"), list(rows), self._case_row, lists)

    def _case_row(self, case: SafetyCase) -> Row:
        program = self.programs[case.program_id]
        moment = moment_words(case.acknowledge_by.astimezone(program.zone))
        waits = case.state == CaseState.OPEN
        late = waits and case.acknowledge_by < self.now
        unanswered = _("Everybody was told, nobody has answered")
        by_when = _("Late: it was to be taken up by %(moment)s") if late else _("To be taken up by %(moment)s")
        looks_after = _("%(name)s looks after it") % {"name": case.looked_after_by}
        return Row(
            who=str(case.person or case.reference),
            why=case.get_origin_display(),
            age=by_when % {"moment": moment} if waits else looks_after,
            act=_("Open the case of %(name)s") % {"name": case.person} if case.person else _("Open the case"),
            url=reverse("desk_case", args=[program.public_id, case.public_id]),
            tag=(unanswered if case.chain_ended_at else _("Nobody has taken it up yet")) if waits else _("Not closed"),
            tag_kind="tag-urgent" if waits else "tag-live",
            where=self._where(case.program_id),
        )

    # Urgent, and tasks due

    def _open_tasks(self):
        mine = [row.pk for row in self.participations if Permission.HANDLE_TASKS in GRANTS[row.role]]
        coordinated = self._with(Permission.RUN_PROGRAM)
        of_program = Q(program__in=coordinated) & ~Q(kind__in=TaskKind.SEALED)
        return Task.objects.open().filter(of_program | Q(owner__in=mine))

    def _tasks(self, *, urgent: bool) -> RowGroup:
        tasks = self._open_tasks().filter(is_urgent=urgent).select_related("person", "created_by")
        if not urgent:
            days = (self._today(pk) for pk in self.programs)
            tasks = tasks.filter(due_on__lte=max(days, default=self.now.date()))
        rows = list(tasks.defer("note").annotate(total=TOTAL).order_by("due_on", "created_at", "pk")[:ROWS_SHOWN])
        title = _("Urgent") if urgent else _("Follow-ups due")
        key = "urgent" if urgent else "tasks"
        return self._group(key, title, rows, self._task_row, self._full_lists(Permission.HANDLE_TASKS, "desk_tasks"))

    def _task_row(self, task: Task) -> Row:
        today = self._today(task.program_id)
        late = days_late(task.due_on, today)
        return Row(
            who=str(task.person or task.get_kind_display()),
            why=_("Written by %(name)s") % {"name": task.created_by} if task.created_by else "",
            age=days_ago(task.created_at.astimezone(self.programs[task.program_id].zone).date(), today),
            act=_("Read about %(name)s") % {"name": task.person} if task.person else _("Open the follow-up"),
            url=reverse("desk_task", args=[self.programs[task.program_id].public_id, task.public_id]),
            tag=(task.get_kind_display() if task.person else _("Urgent")) if task.is_urgent else late or _("Due today"),
            tag_kind="tag-urgent" if task.is_urgent else "tag-waiting",
            where=self._where(task.program_id),
        )

    # Requests to read

    def _requests(self) -> RowGroup:
        requests = (
            Assessment.objects.filter(program__in=self._with(Permission.READ_REQUESTS))
            .needing_staff()
            .select_related("person", "reader__person")
            .defer("answers")
            .annotate(total=TOTAL)
            .order_by("submitted_at", "pk")[:ROWS_SHOWN]
        )
        lists = self._full_lists(Permission.READ_REQUESTS, "desk_requests")
        return self._group("requests", _("Requests to read"), list(requests), self._request_row, lists)

    def _request_row(self, request: Assessment) -> Row:
        program = self.programs[request.program_id]
        today = self._today(request.program_id)
        late = days_late(request.promised_for, today) if request.promised_for else ""
        promised = request.promised_for and _("Answer promised by %(day)s") % {"day": day_words(request.promised_for)}
        due_today = request.promised_for == today
        if request.reader is not None:
            reading = _("%(name)s reads it") % {"name": request.reader.person}
            promised = f"{promised} · {reading}" if promised else reading
        return Row(
            who=str(request.person),
            why=promised or _("No day was promised"),
            age=_("Sent %(when)s") % {"when": days_ago(request.submitted_at.astimezone(program.zone).date(), today)},
            act=_("Read the request of %(name)s") % {"name": request.person},
            url=reverse("desk_request", args=[program.public_id, request.public_id]),
            tag=late or (_("Today") if due_today else ""),
            tag_kind="tag-waiting",
            where=self._where(request.program_id),
        )

    # Talks of today, and those that are over and not written up

    def _talks(self) -> RowGroup:
        midnights = [
            datetime.datetime.combine(self._today(pk) + datetime.timedelta(days=1), datetime.time(), program.zone)
            for pk, program in self.programs.items()
        ]
        talks = (
            Interview.objects.booked()
            .filter(
                program__in=self._with(Permission.READ_REQUESTS), slot__starts_at__lt=max(midnights, default=self.now)
            )
            .select_related("assessment__person", "slot__interviewer__person")
            .defer("notes", "assessment__answers")
            .annotate(total=TOTAL)
            .order_by("slot__starts_at", "pk")[:ROWS_SHOWN]
        )
        lists = self._full_lists(Permission.READ_REQUESTS, "desk_talks")
        return self._group("talks", _("Talks"), list(talks), self._talk_row, lists)

    def _talk_row(self, talk: Interview) -> Row:
        program, name = self.programs[talk.program_id], {"name": talk.assessment.person}
        starts, over = talk.slot.starts_at.astimezone(program.zone), talk.slot.ends_at <= self.now
        return Row(
            who=str(talk.assessment.person),
            why=_("with %(name)s") % {"name": talk.slot.interviewer.person},
            age=moment_words(starts),
            act=(_("Write up the talk with %(name)s") if over else _("Open the talk with %(name)s")) % name,
            url=reverse("desk_talk", args=[program.public_id, talk.public_id]),
            tag=_("To be written up") if over else "",
            tag_kind="tag-waiting",
            where=self._where(talk.program_id),
        )

    # Sessions without a log

    def _without_log(self) -> RowGroup:
        leading = Membership.objects.current().facilitating().select_related("participation__person")
        meetings = (
            self._meetings()
            .planned()
            .over(self.now)
            .unlogged()
            .select_related("group")
            .prefetch_related(Prefetch("group__memberships", leading, to_attr="leading"))
            .annotate(total=TOTAL)
            .order_by("starts_at", "pk")[:ROWS_SHOWN]
        )
        lists = self._full_lists(Permission.RUN_GROUPS, "desk_unlogged")
        return self._group("logs", _("Sessions without a log"), list(meetings), self._meeting_row, lists)

    def _meeting_row(self, meeting: Meeting) -> Row:
        program, start = self.programs[meeting.program_id], meeting.local_start
        names = ", ".join(str(lead.participation) for lead in meeting.group.leading)
        return Row(
            who=str(meeting.group),
            why=_("%(day)s, led by %(names)s") % {"day": day_words(start), "names": names}
            if names
            else day_words(start),
            age=days_ago(start.date(), self._today(program.pk)),
            act=_("See the group: %(name)s") % {"name": meeting.group},
            url=reverse("desk_group", args=[program.public_id, meeting.group.public_id]),
            where=self._where(program.pk),
        )

    # Places freed

    def _places_freed(self) -> RowGroup:
        waiting_here = Q(
            memberships__state=MembershipState.WAITING, memberships__participation__state=ParticipationState.ACTIVE
        )
        groups = (
            Group.objects.filter(program__in=self._with(Permission.RUN_GROUPS))
            .exclude(kind__in={GroupKind.PAIR, *GroupKind.SEALED})
            .annotate(
                taken=chairs_gone(),
                waiting=Count("memberships", filter=waiting_here, distinct=True),
                asked=Exists(Assessment.objects.waiting().filter(program=OuterRef("program"))),
            )
            .filter(Q(waiting__gt=0) | Q(asked=True), taken__lt=F("capacity"))
            .order_by("-waiting", "pk")
        )
        rows = list(groups[: ROWS_SHOWN + 1])
        total = len(rows)
        shown = [self._place_row(group) for group in rows[:ROWS_SHOWN]]
        return RowGroup(
            "places", _("Places to give"), shown, total, self._full_lists(Permission.RUN_GROUPS, "desk_groups")
        )

    def _place_row(self, group: Group) -> Row:
        program, free = self.programs[group.program_id], group.capacity - group.taken
        why = ngettext("%(n)s place is free", "%(n)s places are free", free) % {"n": free}
        if group.waiting:
            waiting = ngettext("%(n)s person waits for this group", "%(n)s people wait for this group", group.waiting)
            act, url = _("Give a place: %(name)s"), reverse("desk_group", args=[program.public_id, group.public_id])
            age = waiting % {"n": group.waiting}
        else:
            age, act = _("Somebody is on the waiting list of the program"), _("See who waits: %(name)s")
            url = reverse("desk_requests", args=[program.public_id]) + "?state=waiting"
        return Row(
            who=str(group), why=why, age=age, act=act % {"name": group}, url=url, where=self._where(group.program_id)
        )
