"""A planned end takes out what was planned for later, in one press, and tells everybody once."""

import datetime

import icalendar
import pytest
import recurring_ical_events
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting
from groups.queries.feed import feed_text
from groups.services.covers import ask_cover, take_cover
from groups.services.endings import follow_planned_end, later_meetings
from groups.services.meetings import cancel_meeting, move_meeting
from groups.services.series import start_series, top_up_meetings
from programs.models import Notice, Role
from tests.make import hours, make_group, make_meeting, make_participation

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def weekly(circle):
    """Ten meetings from the day after tomorrow, without a holiday among them."""
    circle.skips_holidays = False
    circle.save()
    start = timezone.now().astimezone(circle.zone).date() + 2 * DAY
    return start_series(
        circle, by=None, rhythm="weekly", starts_on=start, starts_at_local=datetime.time(18), count=10
    )  # fmt: skip


def end_after(group, weeks, **how):
    """The planned end on the day of the meeting with this number."""
    group.ends_on = None if weeks is None else group.series.get().starts_on + 7 * (weeks - 1) * DAY
    group.save()
    return follow_planned_end(group, **{"by": None, "take_out_later": True} | how)


def starts(group) -> list:
    return list(group.meetings.planned().order_by("starts_at").values_list("starts_at", flat=True))


def shown(person) -> list:
    now = timezone.now()
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(feed_text(person, now))).between(
        now - DAY, now + 400 * DAY
    )
    return sorted(event.start.astimezone(datetime.UTC) for event in events if event.get("STATUS") != "CANCELLED")


def told() -> list[str]:
    notices = Notice.objects.filter(kind="end_planned", state="owed").order_by("recipient__display_name")
    return [notice.recipient.display_name for notice in notices]


class TestWhatGoes:
    def test_meetings_after_the_end_go_and_everybody_is_told_once(self, weekly, circle, mia):
        before = starts(circle)
        assert end_after(circle, 4).taken_out == 6
        assert starts(circle) == before[:4] == shown(mia.person)
        assert told() == ["Finn", "Mia"]
        assert follow_planned_end(circle, by=None, take_out_later=True).taken_out == 0
        assert Notice.objects.exclude(kind="end_planned").count() == 0

    def test_left_as_they_are_they_stay_in_the_calendar_too(self, weekly, circle, mia):
        before = starts(circle)
        assert end_after(circle, 4, take_out_later=False).taken_out == 0
        assert starts(circle) == before == shown(mia.person)
        assert told() == []

    def test_nothing_is_made_beyond_the_end(self, weekly, circle, mia):
        end_after(circle, 4)
        now = timezone.now()
        assert top_up_meetings(now) == 0
        assert len(starts(circle)) == 4

    def test_an_endless_rhythm_ends_in_the_calendar_too(self, circle, mia):
        start = timezone.now().astimezone(circle.zone).date() + 2 * DAY
        start_series(circle, by=None, rhythm="weekly", starts_on=start, starts_at_local=datetime.time(18))
        end_after(circle, 3)
        assert shown(mia.person) == starts(circle)
        assert top_up_meetings(timezone.now() + 300 * DAY) == 0

    def test_a_later_end_brings_meetings_back_and_none_twice(self, weekly, circle, mia):
        before = starts(circle)
        end_after(circle, 4)
        assert end_after(circle, 7).made == 3
        assert starts(circle) == before[:7] == shown(mia.person)
        assert end_after(circle, None).made == 3
        assert starts(circle) == before == shown(mia.person)

    def test_an_end_moved_away_and_back_again_is_news(self, weekly, circle):
        for weeks in (4, 10, 4):
            end_after(circle, weeks)
        assert told() == ["Finn", "Mia"]
        assert Notice.objects.filter(kind="end_planned").count() == 4

    def test_one_moved_beyond_the_end_goes_and_is_not_made_again(self, weekly, circle, mia):
        rows = list(weekly.meetings.order_by("starts_at"))
        move_meeting(rows[1], by=None, starts_at=rows[8].starts_at + hours(24), ends_at=rows[8].ends_at + hours(24))
        Notice.objects.all().delete()
        end_after(circle, 4)
        assert Meeting.objects.get(pk=rows[1].pk).is_cancelled
        top_up_meetings(timezone.now())
        assert starts(circle) == [rows[n].starts_at for n in (0, 2, 3)] == shown(mia.person)

    def test_one_moved_to_before_the_end_stays(self, weekly, circle, mia):
        rows = list(weekly.meetings.order_by("starts_at"))
        moved = move_meeting(
            rows[8], by=None, starts_at=rows[2].starts_at + hours(24), ends_at=rows[2].ends_at + hours(24)
        )
        end_after(circle, 4)
        assert moved.starts_at in starts(circle)
        assert shown(mia.person) == starts(circle)

    def test_single_meetings_go_too_and_who_stands_in_is_told(self, weekly, circle, finn, program):
        gail = make_participation(program, role=Role.FACILITATOR, name="Gail")
        single = make_meeting(circle, starts_at=timezone.now() + 40 * DAY)
        take_cover(ask_cover(weekly.meetings.order_by("starts_at")[8], by=finn), by=gail)
        end_after(circle, 4)
        assert not Meeting.objects.filter(pk=single.pk).exists()
        assert [notice.recipient for notice in Notice.objects.filter(kind="meeting_cancelled")] == [gail.person]

    def test_what_is_off_already_is_not_counted(self, weekly, circle):
        cancel_meeting(weekly.meetings.order_by("starts_at")[9], by=None)
        circle.ends_on = weekly.starts_on
        assert later_meetings(circle, timezone.now()).count() == 8

    def test_the_last_day_counts_to_its_end_on_the_wall(self, program):
        group = make_group(program)
        late = make_meeting(group, starts_at=datetime.datetime(2031, 6, 1, 23, 30, tzinfo=group.zone))
        group.ends_on = datetime.date(2031, 6, 1)
        assert not later_meetings(group, timezone.now()).exists()
        group.ends_on -= DAY
        assert list(later_meetings(group, timezone.now())) == [late]


class TestThePage:
    @pytest.fixture
    def desk(self, signed_in, cora):
        return signed_in(cora)

    def address(self, circle):
        return reverse("desk_group_edit", args=[circle.program.public_id, circle.public_id])

    def typed(self, desk, circle, **more):
        form = desk.get(self.address(circle)).context["form"]
        return {name: form[name].value() or "" for name in form.fields} | more

    def test_it_asks_first_then_one_press_acts_once(self, desk, weekly, circle):
        end = weekly.starts_on + 21 * DAY
        typed = self.typed(desk, circle, ends_on=str(end), name_en="Evening circle")
        page = desk.post(self.address(circle), typed).content.decode()
        assert "6 meetings are planned for after that day." in page
        assert "Your appointments end on" in page
        assert 'value="Evening circle"' in page
        assert "Cancel them and tell 2 people" in page
        circle.refresh_from_db()
        assert (circle.ends_on, len(starts(circle)), told()) == (None, 10, [])
        for _press in range(2):
            answer = desk.post(self.address(circle), typed | {"take_out": "1"}, follow=True).content.decode()
            assert "Your changes are saved." in answer
        circle.refresh_from_db()
        assert (circle.ends_on, circle.name_en, circle.skips_holidays) == (end, "Evening circle", False)
        assert (len(starts(circle)), told()) == (4, ["Finn", "Mia"])

    def test_they_can_be_kept(self, desk, weekly, circle):
        typed = self.typed(desk, circle, ends_on=str(weekly.starts_on), leave="1")
        desk.post(self.address(circle), typed)
        circle.refresh_from_db()
        assert (circle.ends_on, len(starts(circle)), told()) == (weekly.starts_on, 10, [])

    def test_to_change_something_shows_the_form_as_it_was_typed(self, desk, weekly, circle):
        typed = self.typed(desk, circle, ends_on=str(weekly.starts_on), change="1")
        page = desk.post(self.address(circle), typed).content.decode()
        assert f'value="{weekly.starts_on}"' in page
        assert "Save the changes" in page

    def test_where_nothing_is_planned_for_later_nothing_is_asked(self, desk, weekly, circle):
        typed = self.typed(desk, circle, ends_on=str(weekly.starts_on + 90 * DAY))
        assert desk.post(self.address(circle), typed).status_code == 302

    def test_it_says_how_many_come_back(self, desk, weekly, circle):
        end_after(circle, 4)
        typed = self.typed(desk, circle, ends_on="")
        page = desk.post(self.address(circle), typed, follow=True).content.decode()
        assert "The group meets for longer: 6 meetings more are planned. Nobody was told." in page

    def test_asking_costs_the_same_for_few_and_many(self, desk, weekly, circle, program):
        typed = self.typed(desk, circle, ends_on=str(weekly.starts_on))

        def cost():
            with CaptureQueriesContext(connection) as queries:
                assert "planned for after that day" in desk.post(self.address(circle), typed).content.decode()
            return len(queries)

        cost()
        few = cost()
        for number in range(40):
            make_meeting(circle, starts_at=timezone.now() + (60 + number) * DAY)
        assert cost() == few
