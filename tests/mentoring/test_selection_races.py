"""Two who act at the same moment, each on a connection of their own: one wins, the other is told."""

from mentoring.models import Outcome, ReviewSheet
from mentoring.services.releases import mark_of, releasable, release_verdicts
from mentoring.services.selection_talks import book_panel_time
from mentoring.services.verdicts import decide
from programs.models import Event, Notice, Role
from tests.intake.test_decisions import side_by_side
from tests.make import make_participation, make_program
from tests.mentoring.choosing import applicant, make_batch, panel_time


def test_of_two_coordinators_who_release_at_once_one_does(committed_db):
    program = make_program()
    cora, nora = (make_participation(program, role=Role.COORDINATOR, name=name) for name in ("Cora", "Nora"))
    campaign = make_batch(program)
    rows = [applicant(campaign, f"A{n}") for n in range(3)]
    for row in rows:
        decide(row, Outcome.ACCEPT, by=cora, overrides="For the test of the race.")
    seen = mark_of(releasable(campaign, cora)[0])
    results = side_by_side(*(lambda who=who: release_verdicts(campaign, by=who, seen=seen) for who in (cora, nora)))
    assert sorted(type(result).__name__ for result in results) == ["NothingToRelease", "list"]
    assert Notice.objects.filter(kind="application_answer").count() == 3
    assert Event.objects.filter(verb="decision_released").count() == 3


def test_of_three_who_want_one_time_at_once_one_has_it(committed_db):
    program = make_program()
    cora = make_participation(program, role=Role.COORDINATOR, name="Cora")
    campaign = make_batch(program, talk_wanted=True)
    slot = panel_time(campaign, [make_participation(program, name="Mia"), cora], by=cora)
    rows = [applicant(campaign, f"A{n}", state="interview") for n in range(3)]
    results = side_by_side(*(lambda row=row: book_panel_time(row, slot=slot, by=row.person) for row in rows))
    names = sorted(type(result).__name__ for result in results)
    assert names == ["SelectionInterview", "TimeTaken", "TimeTaken"]
    assert ReviewSheet.objects.count() == 2
