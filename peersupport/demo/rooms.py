"""What happens around the groups of one program: who waits and stands in, what a group agreed on, how it goes on."""

import datetime

from django.db.models import OuterRef, Subquery

from groups.holidays import holiday_on
from groups.models import AttendanceStatus, Cover, Group, GroupRules, Meeting, Mood, SessionLog
from groups.services.addenda import add_to_log, write_debrief
from groups.services.agendas import set_agenda
from groups.services.covers import ask_cover, take_cover
from groups.services.endings import offer_following_groups
from groups.services.group_rules import accept_group_rules, publish_group_rules
from groups.services.logs import save_log
from groups.services.memberships import join_waiting_list, place_in_group
from groups.services.offers import fill_free_chairs
from groups.services.themes import meetings_with_theme, set_themes
from groups.session_account import FollowUp, More
from peersupport.demo.story import Circle, Evening, Life
from programs.models import Participation, Program, Role

WRITTEN_AFTER = datetime.timedelta(hours=1)
PROMISED_FOR = datetime.timedelta(days=2)
BEGINS_IN = datetime.timedelta(weeks=2)
HOLIDAY_AT = 2  # weeks after a new group's first meeting
LAST_MEETING = datetime.timedelta(days=24)


def first_day(circle: Circle, group: Group, now: datetime.datetime) -> datetime.date:
    """The day on which as many sessions as the story tells have been held by now; for a new group, one to come."""
    today = now.astimezone(group.zone).date()
    if circle.weekday is None:
        return _next_holiday(group, today + BEGINS_IN) - datetime.timedelta(weeks=HOLIDAY_AT)
    last = today - datetime.timedelta(days=(today.weekday() - circle.weekday - 1) % 7 + 1)
    if not circle.sessions_held:
        return last + BEGINS_IN
    step = 2 if circle.rhythm == "every_two_weeks" else 1
    return last - datetime.timedelta(weeks=step * (circle.sessions_held - 1))


def more_of(evening: Evening, meeting: Meeting, *, conflict: str = "") -> More:
    """What stands behind “More” in the log of this session."""
    promised = (meeting.ends_at + PROMISED_FOR).date()
    return More(
        themes=evening.themes,
        carry_over=evening.carry_over,
        walk_ins=evening.walk_ins,
        follow_ups=(FollowUp(evening.follow_up, promised),) if evening.follow_up else (),
        conflict=conflict,
    )


class Rooms:
    """Told when the meetings up to `now` are held and logged, and when the requests of the story are answered."""

    def __init__(self, program: Program, *, coordinator: Participation, now: datetime.datetime):
        self.program, self.coordinator, self.now = program, coordinator, now
        rows = Participation.objects.live().filter(program=program).select_related("person", "program")
        self.here = {(row.person.email.partition("@")[0], row.role): row for row in rows}

    def tell(self, groups: list[tuple[Group, Circle]]) -> None:
        self._let_time_pass()
        by_name = {group.name_en: group for group, _circle in groups}
        for group, circle in groups:
            for key in circle.joined:
                place_in_group(group, participation=self._member(key), by=self.coordinator, now=self.now)
            self._agree(group, circle.life)
            self._look_back(group, circle)
            self._wait(group, circle.life)
            self._stand_in(group, circle.life)
            if circle.life.ends:
                self._end(group, by_name[circle.life.ends])
        offer_following_groups(self.now)

    def _let_time_pass(self) -> None:
        """Each log was written on the evening of its session, so the older ones can only be added to."""
        ended = Meeting.objects.filter(pk=OuterRef("meeting")).values("ends_at")
        written = Subquery(ended) + WRITTEN_AFTER
        SessionLog.objects.filter(program=self.program).update(written_at=written, changed_at=written)

    def _agree(self, group: Group, life: Life) -> None:
        """What the group does, and what it agreed on."""
        if life.agenda:
            lines = [{"text": text, "minutes": minutes, "per_person": each} for text, minutes, each in life.agenda]
            set_agenda(group, by=self.coordinator, lines=lines)
        if life.themes:
            meetings = meetings_with_theme(group, self.now)
            themes = {row.public_id: theme for row, theme in zip(meetings, life.themes, strict=False)}
            set_themes(group, themes, by=self.coordinator)
        if life.rules:
            rules = publish_group_rules(group, body=life.rules, by=self.coordinator)
            self._accept(rules, group, but={self._member(key).pk for key in life.unread})

    def _accept(self, rules: GroupRules, group: Group, *, but: set[int]) -> None:
        for place in group.memberships.members().seated().select_related("participation").order_by("pk"):
            if place.participation_id not in but:
                accept_group_rules(rules, participation=place.participation)

    def _look_back(self, group: Group, circle: Circle) -> None:
        """What was said of the last sessions when their logs were written."""
        life = circle.life
        logs = (
            SessionLog.objects.filter(group=group).select_related("meeting", "program").order_by("meeting__starts_at")
        )
        *earlier, last = list(logs) or [None]
        if life.addition:
            add_to_log(earlier[-2], by=self._leader(circle.facilitators[0]), text=life.addition, now=self.now)
        for debrief in life.debriefs:
            write_debrief(last, by=self._leader(debrief.by), weight=debrief.weight, words=debrief.words)
        if life.second:
            self._tell_again(last.meeting, life.second, by=self._leader(circle.facilitators[1]))

    def _tell_again(self, meeting: Meeting, evening: Evening, *, by: Participation) -> None:
        """From their own telephone, not knowing that the log was there already."""
        attendance = dict(meeting.attendances.values_list("participation", "status"))
        if evening.late:
            attendance[self._member(evening.late).pk] = AttendanceStatus.LATE
        save_log(
            meeting,
            by=by,
            attendance=attendance,
            mood=Mood.MIXED,
            note=evening.note,
            more=more_of(evening, meeting),
            key=f"demo-{meeting.public_id}",
            now=self.now,
        )

    def _wait(self, group: Group, life: Life) -> None:
        """The group was full; now it takes one more."""
        if not life.waits:
            return
        group.capacity = group.taken_places()
        group.save(update_fields=["capacity"])
        for key in life.waits:
            join_waiting_list(group, participation=self._member(key), by=self.coordinator)
        group.capacity += 1
        group.save(update_fields=["capacity"])
        fill_free_chairs(group, by=self.coordinator)

    def _stand_in(self, group: Group, life: Life) -> None:
        coming = list(group.meetings.planned().filter(starts_at__gt=self.now).order_by("starts_at")[:6])
        for away in life.away:
            asked: Cover = ask_cover(coming[away.meeting], by=self._leader(away.who), reason=away.why, now=self.now)
            if away.stand_in:
                take_cover(asked, by=self._leader(away.stand_in), now=self.now)

    def _end(self, group: Group, following: Group) -> None:
        last = group.meetings.planned().filter(starts_at__lte=self.now + LAST_MEETING).latest("starts_at")
        group.ends_on, group.steps_down_to = last.local_start.date(), following
        group.save(update_fields=["ends_on", "steps_down_to"])

    def _member(self, key: str) -> Participation:
        return self.here[key, Role.PARTICIPANT]

    def _leader(self, key: str) -> Participation:
        return self.here[key, Role.FACILITATOR]


def _next_holiday(group: Group, after: datetime.date) -> datetime.date:
    where = {"jurisdiction": group.program.jurisdiction, "time_zone": group.time_zone, "language": group.language}
    days = (after + datetime.timedelta(weeks=HOLIDAY_AT, days=number) for number in range(370))
    return next(day for day in days if holiday_on(day, **where))
