"""Looked at again: by somebody without a part in it, then by a third person, then outside. Each no in words."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Conflict, ConflictState, Level, Measure, MeasureKind, Mediation, Mediator, ReviewRequest
from groups.services.conflict_work import (
    OutcomeNeeded,
    close_report,
    note_on_report,
    reopen_report,
    settle_report,
    take_up_report,
)
from groups.services.review_people import independent, why_not
from groups.services.reviews import (
    AskedAlready,
    NothingFurther,
    NothingToReview,
    NotIndependent,
    NotTheReviewer,
    ask_review,
    find_reviewers,
    hand_review,
)
from peersupport.measures.services import answer_review, take_measure
from programs.errors import StaleState
from programs.models import AccessRecord, Notice, ParticipationState, Person, Role
from programs.services.ties import declare_tie
from tests.conflicts.make import SAID, desk, mine, tell, text_of
from tests.make import make_participation

pytestmark = pytest.mark.django_db
WISH = "Nobody asked me how it was."


@pytest.fixture
def dan(program):
    return make_participation(program, name="Dan")


@pytest.fixture
def team(program, cora):
    """Three who lead reports to an end; cora is asked first."""
    carl = make_participation(program, role=Role.COORDINATOR, name="Carl")
    return [cora, carl, make_participation(program, role=Role.SAFEGUARDING, name="Lea")]


@pytest.fixture
def report(team, mia, dan):
    report = tell(mia, others=(dan,))
    take_up_report(report, by=team[0])
    return report


@pytest.fixture
def settled(report, team):
    settle_report(report, by=team[0], words="You sit apart from now on.")
    return report


@pytest.fixture
def measure(report, dan):
    return take_measure(
        report, participation=dan, kind=MeasureKind.SUSPENSION, rule="Respect.", words="…", by=report.handler,
        until=timezone.localdate() + datetime.timedelta(days=20),
    )  # fmt: skip


def again(review, what=""):
    return f"/desk/{review.program.public_id}/again/{review.public_id}/{what}"


class TestAsking:
    def test_who_told_it_asks_from_the_page_of_the_report_and_somebody_new_is_named(
        self, settled, team, mia, signed_in
    ):
        client = signed_in(mia)
        assert "Ask that it be looked at again" in text_of(client.get(mine(settled)))
        before = text_of(client.get(mine(settled, "again/")))
        assert "Carl looks at it." in before
        client.post(mine(settled, "again/"), {"words": WISH})
        review = ReviewRequest.objects.get()
        assert (review.level, review.reviewer, review.words) == (Level.REVIEW, team[1], WISH)
        page = text_of(client.get(mine(settled)))
        assert "Carl looks at it. This person had no part in it." in page
        notice = Notice.objects.get(kind="review_waits")
        assert (notice.recipient, notice.about_id) == (team[1].person, review.pk)

    def test_nothing_to_look_at_again_before_anything_was_decided_unless_it_is_late(self, report, mia, signed_in):
        assert signed_in(mia).get(mine(report, "again/")).status_code == 302
        with pytest.raises(NothingToReview):
            ask_review(report, by=mia)
        late = timezone.now() + datetime.timedelta(days=60)
        assert ask_review(report, by=mia, now=late).level == Level.REVIEW

    def test_twice_is_once_and_a_stranger_to_it_asks_nothing(self, settled, mia, noor, dan, measure):
        ask_review(settled, by=mia)
        with pytest.raises(AskedAlready):
            ask_review(settled, by=mia)
        for who in (noor, dan):
            with pytest.raises(NothingToReview):
                ask_review(settled, by=who)
        with pytest.raises(NothingToReview):
            ask_review(settled, by=mia, measure=measure)

    def test_the_promised_day_is_twenty_working_days_away(self, settled, mia):
        friday = datetime.datetime(2026, 11, 20, 17, tzinfo=settled.program.zone)
        assert ask_review(settled, by=mia, now=friday).decide_by == datetime.date(2026, 12, 18)


class TestTheReviewer:
    def test_reads_it_by_an_opening_that_is_written_down(self, settled, team, mia, signed_in):
        review = ask_review(settled, by=mia, words=WISH)
        client = signed_in(team[1])
        listed = text_of(client.get(f"/desk/{review.program.public_id}/again/"))
        assert settled.reference in listed
        covered = text_of(client.get(again(review)))
        assert WISH not in covered
        assert "Mia" not in covered
        assert WISH in text_of(client.post(again(review, "reading/"), follow=True))
        assert AccessRecord.objects.filter(reader=team[1].person, subject_id=settled.pk).count() == 1
        assert SAID in text_of(client.get(desk(settled)))

    def test_nobody_else_finds_the_page(self, settled, team, mia, signed_in):
        review = ask_review(settled, by=mia)
        for who in (team[0], team[2]):
            assert signed_in(who).get(again(review)).status_code == 404
            assert signed_in(who).post(again(review), {"decision": "upheld", "answer": "…"}).status_code == 404
            assert settled.reference not in text_of(signed_in(who).get(f"/desk/{review.program.public_id}/again/"))

    def test_of_those_who_had_a_part_in_it_nobody_can_be_chosen_and_the_page_says_why(
        self, program, report, measure, team, mia, dan, signed_in
    ):
        """Reader, handler, measure taker, mediator, tied, party: each refused in words."""
        cora, carl, lea = team
        reader, mediator, tied, party, noted = (
            make_participation(program, role=Role.SAFEGUARDING, name=name)
            for name in ("Rea", "Max", "Tim", "Pia", "Nell")
        )
        report.readers.create(program=program, participation=reader)
        note_on_report(report, by=noted, note="…")
        mediation = Mediation.objects.create(program=program, conflict=report, begun_by=cora)
        Mediator.objects.create(program=program, mediation=mediation, participation=mediator)
        declare_tie(program, people=(tied.person, dan.person), kind="kin", by=cora)
        report.parties.create(
            program=program, participation=make_participation(program, person=party.person), side="affected"
        )
        review = ask_review(report, by=dan, measure=measure)
        assert review.reviewer == carl
        said = {
            cora: "This person took a measure in it.",
            reader: "This person could read it before.",
            noted: "This person has worked on it.",
            mediator: "This person mediated in it.",
            tied: "This person has a part in it, or is close to somebody who has.",
            party: "This person has a part in it, or is close to somebody who has.",
        }
        client = signed_in(carl)
        for who, words in said.items():
            assert words in text_of(client.post(again(review, "reviewer/"), {"who": who.public_id})), who
            with pytest.raises(NotIndependent):
                hand_review(review, participation=who, by=carl)
        with pytest.raises(NotIndependent):
            hand_review(review, participation=mia, by=carl)
        client.post(again(review, "reviewer/"), {"who": lea.public_id})
        review.refresh_from_db()
        assert review.reviewer == lea
        assert client.get(desk(report)).status_code == 404, "who handed it over reads it no more"

    def test_what_was_reopened_is_one_story(self, settled, team, mia):
        close_report(settled, by=team[0], words="…")
        later = reopen_report(settled, by=team[2])
        assert team[0].person_id in why_not(later)
        assert team[2].person_id in why_not(later)
        assert team[2].person_id in why_not(settled)

    def test_with_nobody_independent_it_waits_until_somebody_comes(self, program, settled, team, mia, signed_in):
        for who in team[1:]:
            settled.readers.create(program=program, participation=who)
        assert independent(settled) == []
        review = ask_review(settled, by=mia)
        assert (review.reviewer, find_reviewers()) == (None, 0)
        assert "We look for somebody who had no part in it." in text_of(signed_in(mia).get(mine(settled)))
        owner = Person.objects.create_superuser("owner@example.org", display_name="Olu", language="en")
        owners_page = text_of(signed_in(owner).get("/desk/reports/"))
        assert "Somebody has to be found." in owners_page
        assert settled.reference not in owners_page.split("Somebody has to be found.")[1]
        nora = make_participation(program, role=Role.SAFEGUARDING, name="Nora")
        assert (find_reviewers(), find_reviewers()) == (1, 0)
        review.refresh_from_db()
        assert review.reviewer == nora

    def test_who_leaves_or_comes_close_to_it_is_replaced(self, program, settled, team, mia):
        review = ask_review(settled, by=mia)
        declare_tie(program, people=(team[1].person, mia.person), kind="kin", by=team[0])
        assert find_reviewers() == 1
        review.refresh_from_db()
        assert review.reviewer == team[2]


class TestTheAnswer:
    def test_upheld_then_an_appeal_by_a_third_person_then_outside(self, settled, team, mia, signed_in):
        first = ask_review(settled, by=mia)
        page = signed_in(team[1]).post(again(first), {"decision": "upheld", "answer": "I asked both."}, follow=True)
        assert "Your answer stands on the person’s page." in text_of(page)
        own = text_of(signed_in(mia).get(mine(settled)))
        assert "Carl has looked at it again. It stays as it was." in own
        assert "I asked both." in own
        assert "Ask a third person" in own
        assert "Outside the program" not in own
        signed_in(mia).post(mine(settled, "again/"), {"words": ""})
        second = ReviewRequest.objects.get(level=Level.APPEAL)
        assert second.reviewer == team[2]
        answer_review(second, by=team[2], upheld=True, answer="I see it so too.")
        own = text_of(signed_in(mia).get(mine(settled)))
        assert "Outside the program, you can turn to:" in own
        assert "human rights commission" in own
        with pytest.raises(NothingFurther):
            ask_review(settled, by=mia)
        assert Notice.objects.filter(kind="review_answered", recipient=mia.person).count() == 2

    def test_changed_a_break_is_taken_back_at_once(self, report, measure, team, dan, signed_in):
        signed_in(dan).post(f"/to-you/{measure.public_id}/again/", {"words": WISH})
        review = ReviewRequest.objects.get()
        assert (review.measure, review.reviewer) == (measure, team[1])
        answer_review(review, by=team[1], upheld=False, answer="It was too hard.")
        dan.refresh_from_db()
        measure.refresh_from_db()
        assert dan.state == ParticipationState.ACTIVE
        assert measure.lifted_at
        page = text_of(signed_in(dan).get(f"/to-you/{measure.public_id}/"))
        assert "This was taken back" in page
        assert "It was too hard." in page
        assert "Ask a third person" not in page

    def test_changed_a_report_goes_on_with_who_looked_at_it(self, settled, team, mia):
        review = ask_review(settled, by=mia)
        answer_review(review, by=team[1], upheld=False, answer="We begin again.")
        settled.refresh_from_db()
        assert settled.handler == team[1]

    def test_a_closed_one_goes_on_under_a_new_number(self, settled, team, mia):
        close_report(settled, by=team[0], words="…")
        answer_review(ask_review(settled, by=mia), by=team[1], upheld=False, answer="We begin again.")
        later = Conflict.objects.get(reopens=settled)
        assert (later.state, later.handler) == (ConflictState.READ, team[1])

    def test_only_the_reviewer_answers_once_and_in_words(self, settled, team, mia):
        review = ask_review(settled, by=mia)
        with pytest.raises(NotTheReviewer):
            answer_review(review, by=team[2], upheld=True, answer="…")
        with pytest.raises(OutcomeNeeded):
            answer_review(review, by=team[1], upheld=True, answer=" ")
        answer_review(review, by=team[1], upheld=True, answer="…")
        with pytest.raises(StaleState):
            answer_review(review, by=team[1], upheld=False, answer="…")


def test_pages_ask_no_more_for_fifty_than_for_five(settled, measure, team, mia, dan, signed_in):
    """The list of a reviewer, the first page of the day, and a report with all that followed from it."""

    def asks(more):
        rows = [
            ReviewRequest(
                program=settled.program, conflict=settled, level=Level.REVIEW, asked_by=mia, reviewer=team[1],
                decide_by=timezone.localdate(), decided_at=timezone.now() if number else None,
            )
            for number in range(more)
        ]  # fmt: skip
        ReviewRequest.objects.bulk_create(rows, ignore_conflicts=True)
        Measure.objects.bulk_create(
            [
                Measure(
                    program=settled.program, conflict=settled, participation=dan, kind="warning", rule="…", words="…",
                    by=team[0],
                )
                for _number in range(more)
            ]
        )  # fmt: skip
        counts = []
        for who, page in pages:
            client = signed_in(who)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            counts.append(len(asked))
        return counts

    desk_of = f"/desk/{settled.program.public_id}/"
    pages = [(team[1], f"{desk_of}{what}") for what in ("again/?state=answered", "again/", "")]
    pages += [(team[0], desk(settled)), (dan, f"/to-you/{measure.public_id}/")]
    asks(1)  # what every page keeps is read by the first
    assert asks(5) == asks(45)
