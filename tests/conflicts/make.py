"""Reports as tests need them."""

import itertools

from groups.models import ConflictReader, Measure, MeasureKind, ReviewRequest
from groups.services.conflict_work import take_up_report
from groups.services.conflicts import report_conflict
from groups.services.reviews import ask_review
from peersupport.measures.services import take_measure
from programs.models import Role
from tests.make import make_participation

SAID = "He shouted at me in front of everybody."
_keys = itertools.count(1)


def tell(teller, *, said=SAID, about="person", **more):
    """A report of this person; `more` as `report_conflict` takes it."""
    key = more.pop("key", f"form{next(_keys)}")
    return report_conflict(teller, key=key, about=about, words={"happened": said}, **more)


def desk(report, what=""):
    return f"/desk/{report.program.public_id}/conflicts/{report.public_id}/{what}"


def mine(report, what=""):
    return f"/p/{report.program.public_id}/told/{report.public_id}/{what}"


def text_of(page):
    return page.content.decode()


def reviewed(teller, other) -> dict[str, str]:
    """A warning to `other`, taken by a safeguarding lead, which they ask the coordinator to look at again."""
    measure = a_measure(other, teller=teller)
    review = ask_review(measure.conflict, by=other, measure=measure, words="…")
    return {"letter": measure.public_id, "review": review.public_id}


def a_measure(about, *, teller=None, kind=MeasureKind.WARNING, said="Quillon", **more):
    """What followed for this person from what somebody told of them; a safeguarding lead took it."""
    lea = make_participation(about.program, role=Role.SAFEGUARDING, name="Lea")
    report = tell(teller or make_participation(about.program), others=(about,), said=said)
    ConflictReader.objects.filter(conflict=report).delete()
    ConflictReader.objects.create(program=report.program, conflict=report, participation=lea)
    take_up_report(report, by=lea)
    return take_measure(report, participation=about, kind=kind, rule=said, words=said, by=lea, **more)


def measure_makers(about):
    """For the letters: a measure, and the request to look at it again, full of a name that must not leave."""

    def review():
        measure = a_measure(about)
        return ask_review(measure.conflict, by=about, measure=measure)

    return {Measure: lambda: a_measure(about), ReviewRequest: review}
