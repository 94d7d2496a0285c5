"""A campaign with its rubric, applicants, sheets that were handed in: for tests of choosing peers."""

import datetime
import itertools

from django.utils import timezone

from mentoring.models import Application, Campaign, Criterion, SelectionInterview, SelectionSlot, SheetKind
from mentoring.services.reading import ask_to_read
from mentoring.services.selection_talks import book_panel_time, invite_applicant, offer_panel_times
from mentoring.services.sheets import hand_in_sheet
from programs.models import Role
from tests.make import make_participation, make_person
from tests.mentoring.applying import make_campaign

CODES = ("experience", "listening", "empathy", "motivation", "diversity")
_slots = itertools.count(1)


def make_batch(program, **fields) -> Campaign:
    """A campaign with the five criteria; listening must reach 3. Without an interview unless said otherwise."""
    campaign = make_campaign(program, **{"talk_wanted": False} | fields)
    Criterion.objects.bulk_create(
        Criterion(
            program=program, campaign=campaign, code=code, label=code.title(), label_en=code.title(),
            label_fr=code.title(), position=place, is_required=code == "listening",
        )
        for place, code in enumerate(CODES)
    )  # fmt: skip
    return campaign


def applicant(campaign, name="Lou", *, state="submitted", language="en", **fields) -> Application:
    values = {
        "motivation": "I was helped, and I would like to hand it on.",
        "experience": "Two hard years.",
        "languages": ["en"],
        "availability": [2, 5],
        "hours_a_week": 3,
    }
    return Application.objects.create(
        program=campaign.program, campaign=campaign, person=make_person(name, language=language), language=language,
        state=state, submitted_at=timezone.now(), **values | fields,
    )  # fmt: skip


def peer(program, name="Sami"):
    return make_participation(program, role=Role.SUPPORTER, name=name)


def marks_of(campaign, *values) -> dict:
    """One value per criterion, or one for all; None: does not apply."""
    criteria = list(campaign.criteria.all())
    values = values * len(criteria) if len(values) == 1 else values
    return dict(zip(criteria, values, strict=True))


def judged(application, reader, *values, advice="yes", comment="", by=None, now=None):
    """A sheet that this reader was asked for and has handed in."""
    asked = ask_to_read(application, reader=reader, by=by)
    marks = marks_of(application.campaign, *(values or (4,)))
    return hand_in_sheet(asked, by=reader, marks=marks, recommendation=advice, comment=comment, now=now)


def panel_time(campaign, panel, *, by, days=3, **fields):
    """One time, at another hour each."""
    start = timezone.now() + datetime.timedelta(days=days, hours=next(_slots))
    spans = [(start, start + datetime.timedelta(minutes=30))]
    return offer_panel_times(
        campaign, panel=panel, spans=spans, mode="video", where="https://talk.example/", by=by, **fields
    )[0]


def talked(application, panel, *, by, values=(4,), advice="yes"):
    """Invited, booked, and everybody of the panel has handed in a sheet afterwards."""
    slot = panel_time(application.campaign, panel, by=by)
    invite_applicant(application, by=by)
    talk = book_panel_time(application, slot=slot, by=application.person)
    after = slot.ends_at + datetime.timedelta(hours=1)
    marks = marks_of(application.campaign, *values)
    for sheet in application.sheets.filter(kind=SheetKind.INTERVIEW, submitted_at=None).order_by("pk"):
        hand_in_sheet(sheet, by=sheet.reviewer, marks=marks, recommendation=advice, now=after)
    talk.refresh_from_db()
    return talk


def booked_interview(application):
    """A row of an interview that is booked, as it stands in the database; nobody asks yet."""
    start = timezone.now() + datetime.timedelta(days=3)
    slot = SelectionSlot.objects.create(
        program=application.program, campaign=application.campaign, starts_at=start,
        ends_at=start + datetime.timedelta(minutes=45), where="Farfel clinic",
    )  # fmt: skip
    return SelectionInterview.objects.create(program=application.program, application=application, slot=slot)
