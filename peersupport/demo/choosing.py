"""Telling how peers are found: a campaign that is open, and applications that stand at different places."""

import datetime

from mentoring.models import Application, Campaign, ReviewSheet, SelectionSlot, SheetKind
from mentoring.services.application_drafts import accept_text, begin_application, save_typed, submit_application
from mentoring.services.applications import ask_for_revision
from mentoring.services.campaigns import create_campaign, publish_campaign
from mentoring.services.reading import ask_to_read
from mentoring.services.selection_talks import (
    book_panel_time,
    invite_applicant,
    offer_panel_times,
    record_panel_talk,
)
from mentoring.services.sheets import hand_in_sheet
from mentoring.services.verdicts import decide
from peersupport.demo.peer_story import Applicant, Opinion, PeerStory
from programs.models import Language, Mode, Participation, Purpose
from programs.services.notices import void_notices

DAY = datetime.timedelta(days=1)
TALK_LASTS = datetime.timedelta(minutes=45)
TALK_AT = datetime.time(18)
OPEN_SINCE, OPEN_FOR = 20 * DAY, 10 * DAY
TALK_AGO, TALK_IN = 4, 3  # days
DECIDED = ("accept", "decline")
# Letters about what was done weeks ago; those have left.
LETTERS = ("application_received", "application_new", "reading_asked", "selection_talk_booked", "selection_talk_taken")


class Choosing:
    """`here`: participations by the key of the person."""

    def __init__(self, coordinator: Participation, *, here: dict[str, Participation], now: datetime.datetime):
        self.by, self.here, self.now = coordinator, here, now
        self.program = coordinator.program

    def tell(self, story: PeerStory) -> Campaign:
        self.campaign = self._open(story)
        self.panel = [self.here[key] for key in story.panel]
        for applicant in story.applicants:
            self._follow(self._apply(applicant), applicant)
        void_notices(LETTERS, self.campaign)
        return self.campaign

    def _open(self, story: PeerStory) -> Campaign:
        texts = {}
        for column, (french, english) in story.campaign.items():
            texts |= {f"{column}_fr": french, f"{column}_en": english}
        campaign = create_campaign(
            self.program,
            by=self.by,
            opens_at=self.now - OPEN_SINCE,
            closes_at=self.now + OPEN_FOR,
            time_zone=self.program.time_zone,
            wanted=4,
            **texts,
        )
        publish_campaign(campaign, by=self.by)
        return campaign

    def _apply(self, applicant: Applicant) -> Application:
        at, language = self.now - applicant.days_ago * DAY, applicant.who.language
        draft = begin_application(self.campaign, language=language, now=at)
        accept_text(draft, text=self.program.consent_texts.filter(purpose=Purpose.CONFIDENTIALITY).latest("pk"), now=at)
        key = applicant.who.key
        typed = {
            "nickname": applicant.who.name,
            "email": f"{key}@example.org",
            "phone": "",
            "contact_language": language,
            "motivation": applicant.motivation,
            "lived": True,
            "experience": applicant.experience,
            "sharing": "when_it_helps",
            "topics": [self.program.topics.order_by("pk").first().pk],
            "languages": ["en"] if language == Language.ENGLISH else ["fr", "en"],
            "any_time": False,
            "times": [2, 8],
            "hours_a_week": 2,
            "references": [{"name": "Alma", "relation": "teacher", "contact": f"alma.{key}@example.org"}],
        }
        save_typed(draft, answers=typed)
        return submit_application(draft, now=at)

    def _follow(self, application: Application, applicant: Applicant) -> None:
        for key in applicant.asked:
            ask_to_read(application, reader=self.here[key], by=self.by)
        self._hand_in(application, SheetKind.READING, applicant.read, at=self.now - (TALK_AGO + 2) * DAY)
        application.refresh_from_db()
        if applicant.becomes == "revision":
            ask_for_revision(application, body=applicant.message, by=self.by)
        if applicant.talked:
            self._talk(application, applicant.talked)
        if applicant.becomes == "interview":
            invite_applicant(application, by=self.by)
            book_panel_time(application, slot=self._slot(TALK_IN), by=application.person, now=self.now)
        if applicant.becomes in DECIDED:
            decide(application, applicant.becomes, by=self.by, message=applicant.message, now=self.now - DAY)
        if applicant.becomes != "submitted":
            void_notices(LETTERS, application)

    def _hand_in(self, application, kind, opinions: tuple[Opinion, ...], *, at: datetime.datetime) -> None:
        for opinion in opinions:
            reader = self.here[opinion.by]
            sheet = ReviewSheet.objects.get(application=application, kind=kind, reviewer=reader)
            marks = dict.fromkeys(self.campaign.criteria.all(), opinion.mark)
            hand_in_sheet(sheet, by=reader, marks=marks, recommendation=opinion.advice, comment=opinion.comment, now=at)

    def _talk(self, application: Application, opinions: tuple[Opinion, ...]) -> None:
        """Some days ago, at a time that was booked the week before; everybody of the panel has said what they think."""
        asked = self.now - (TALK_AGO + 7) * DAY
        invite_applicant(application, by=self.by)
        slot = self._slot(-TALK_AGO, now=asked)
        talk = book_panel_time(application, slot=slot, by=application.person, now=asked)
        record_panel_talk(talk, by=self.by, took_place=True, now=slot.ends_at)
        self._hand_in(application, SheetKind.INTERVIEW, opinions, at=slot.ends_at + TALK_LASTS)
        void_notices(LETTERS, talk)
        application.refresh_from_db()

    def _slot(self, days: int, now: datetime.datetime | None = None) -> SelectionSlot:
        day = self.now.astimezone(self.program.zone).date() + days * DAY
        start = datetime.datetime.combine(day, TALK_AT, self.program.zone)
        (slot,) = offer_panel_times(
            self.campaign,
            panel=self.panel,
            spans=[(start, start + TALK_LASTS)],
            mode=Mode.VIDEO,
            where="https://zoom.us/j/93334445556",
            by=self.by,
            now=now or self.now,
        )
        return slot
