"""Every message we send has its three texts, in both languages, neutral unless the reader asked for names."""

import datetime
import html
import re

import pytest
from django.template.loader import get_template
from django.utils import timezone, translation

from groups.models import (
    Conflict,
    Cover,
    FeedbackRequest,
    Group,
    Mediation,
    Meeting,
    Membership,
    PartyConsent,
    PlaceOffer,
    PrivateAsk,
    Series,
    Thread,
)
from intake.models import (
    Assessment,
    Interview,
    InterviewSlot,
    Questionnaire,
    Referral,
    SurveyPlan,
    SurveyRequest,
)
from intake.services.referrals import make_referral_link
from mentoring.models import Application, Campaign, Certificate, Reference, SelectionInterview
from mentoring.services.references import ask_reference
from programs.letters import write_letter
from programs.models import CaseOrigin, Notice, Participation, Program, SafetyCase, Task, Topic
from programs.notices import KINDS
from programs.services.leases import fence_of
from programs.services.notices import preview_notice
from programs.services.safety import open_case
from tests import french
from tests.community.make import make_space, open_boards, sit, write
from tests.community.moderation_world import moderation_makers
from tests.community.places import make_private_ask
from tests.community.telling import story_makers
from tests.conflicts.make import measure_makers, tell
from tests.conflicts.mediating import offered
from tests.make import make_group, make_meeting, make_membership, make_participation, make_program
from tests.mentoring.applying import make_application, make_campaign
from tests.mentoring.choosing import booked_interview
from tests.mentoring.match_world import match_makers
from tests.mentoring.pairing import pair_makers

pytestmark = pytest.mark.django_db

# None of this may be read over somebody's shoulder.
TELLTALES = ("Zyxophilia", "zyxo-slug", "Quillon", "Brabazon", "Farfel", "Mordecai", "Vexilla", "hushed@example.org")
ENDINGS = ("_subject.txt", ".txt", ".html")
LANGUAGES = ["fr", "en"]
LETTERS = {}
# The rest says nothing more to those who asked for names: who asked, and who is worried, stand on the desk only.
NAMES_ON_REQUEST = {"meeting_reminder", "meeting_moved", "meeting_cancelled"}


@pytest.fixture
def subject_of():
    """`subject_of(kind)`: a row that kind can be about, full of names that must not leave."""
    program = make_program(
        "Zyxophilia recovery",
        slug="zyxo-slug",
        name_fr="Zyxophilia, revivre",
        summary_en="Life after Quillon.",
        summary_fr="La vie après Quillon.",
        member_word_en="Quillon survivor",
        contact_name="Mordecai",
        contact_email="hushed@example.org",
    )
    program.topics.add(Topic.objects.create(name_en="Quillon", name_fr="Quillon"))
    ana = make_participation(program, name="Vexilla")
    group = make_group(
        program,
        name="Brabazon circle",
        place="Farfel clinic",
        link="https://farfel.example/Farfel",
        ends_on=timezone.now().date(),
    )
    membership = make_membership(group, ana)
    open_boards(program, by=ana)
    meeting = make_meeting(group, place="Farfel annex", reason="Vexilla is ill")
    now = timezone.now()

    makers = {
        Meeting: lambda: meeting,
        Group: lambda: group,
        Membership: lambda: membership,
        Participation: lambda: ana,
        Program: lambda: program,
        Series: lambda: Series.objects.create(
            program=program, group=group, rule="FREQ=WEEKLY", starts_on=now.date(),
            starts_at_local=datetime.time(18), time_zone=group.time_zone,
        ),
        Cover: lambda: Cover.objects.create(
            program=program, group=group, meeting=meeting, absent=ana, reason="Quillon", state="asked"
        ),
        FeedbackRequest: lambda: FeedbackRequest.objects.create(program=program, meeting=meeting, participation=ana),
        PlaceOffer: lambda: PlaceOffer.objects.create(
            program=program, group=group, membership=membership, expires_at=now + datetime.timedelta(days=2)
        ),
        Referral: lambda: Referral.objects.create(
            program=program, link=make_referral_link(program, by=ana, meant_for="Mordecai"), referrer_name="Mordecai",
            referrer_role="Quillon healer", organisation="Farfel clinic", contact="hushed@example.org",
            about_name="Vexilla", reason="Quillon", person_consents=True,
        ),
        SafetyCase: lambda: open_case(
            program, key="k", origin=CaseOrigin.RISK_ANSWER, about=ana, note="Vexilla", person=ana.person
        ),
        Conflict: lambda: tell(ana, said="Quillon"),
        **measure_makers(ana),
        PartyConsent: lambda: offered(ana).consents.first(),
        Mediation: lambda: offered(ana),
        Thread: lambda: write(sit(make_space(program, name="Quillon"), ana), "Quillon", title="Farfel").thread,
        PrivateAsk: lambda: make_private_ask(ana, "Vexilla"),
        Assessment: lambda: Assessment.objects.create(
            program=program, person=ana.person, state="submitted", language="en", submitted_at=now,
            promised_for=now.date(), confidentiality=program.consent_texts.get(), confidentiality_accepted_at=now,
            answers={"what_brings": "Quillon"},
        ),
        **pair_makers(program, ana),
        **match_makers(program, ana),
        **moderation_makers(program, ana),
        **story_makers(ana),
        SurveyRequest: lambda: SurveyRequest.objects.create(
            program=program, participation=ana, wave=30, state="sent", due_on=now, remind_on=now, overdue_on=now,
            expires_on=now.date(),
            plan=SurveyPlan.objects.create(
                program=program, day=30,
                questionnaire=Questionnaire.objects.create(program=program, name="Quillon and you"),
            ),
        ),
    }  # fmt: skip
    makers[Task] = lambda: Task.objects.create(
        program=program, kind="debrief", person=ana.person, note="Vexilla", due_on=now.date()
    )
    makers[Certificate] = lambda: Certificate.objects.create(
        program=program, participation=ana, level="Quillon healer", minutes=1440, issued_by=ana,
        issued_on=now.date(), expires_on=now.date() + datetime.timedelta(days=60),
    )  # fmt: skip
    makers[Interview] = lambda: Interview.objects.create(
        program=program,
        assessment=makers[Assessment](),
        slot=InterviewSlot.objects.create(
            program=program,
            interviewer=make_participation(program, role="coordinator", name="Mordecai"),
            starts_at=now + datetime.timedelta(days=3),
            ends_at=now + datetime.timedelta(days=3, minutes=30),
            where="Farfel clinic, https://farfel.example/Farfel",
        ),
    )
    makers[Reference] = lambda: ask_reference(makers[Application]().references.get(), by=ana)
    makers[Application] = lambda: make_application(
        make_campaign(program, title_en="Quillon peers", title_fr="Quillon, pairs"),
        nickname="Vexilla", email="hushed@example.org", motivation="Quillon",
        references=[{"name": "Mordecai", "relation": "Farfel", "contact": "rosa@example.org"}],
    )  # fmt: skip
    makers[Campaign] = lambda: make_campaign(program, title_en="Quillon peers", title_fr="Quillon, pairs")
    makers[SelectionInterview] = lambda: booked_interview(makers[Application]())
    return lambda kind: makers[kind.model]()


@pytest.fixture
def letter_of(request, settings):
    """`letter_of(kind, language)`: written once for all tests that only read it."""

    def letter(name, language):
        if name not in LETTERS:
            settings.SITE_URL = "https://site.example"
            about = request.getfixturevalue("subject_of")(KINDS[name])
            LETTERS[name] = {
                code: preview_notice(name, about, recipient=make_participation(make_program(), language=code).person)
                for code in LANGUAGES
            }
        return LETTERS[name][language]

    return letter


@pytest.fixture(params=LANGUAGES)
def reader(request):
    """Somebody else than those the message is about, who reads French or English."""
    return make_participation(make_program(), name="Nour", language=request.param).person


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_message_has_its_three_texts(name):
    for ending in ENDINGS:
        assert get_template(f"{KINDS[name].template}{ending}")


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_is_neutral_and_leads_to_a_page(name, language, letter_of):
    letter = letter_of(name, language)
    written = f"{letter.subject}\n{letter.text}\n{letter.html}"
    assert [word for word in TELLTALES if word.lower() in written.lower()] == []
    assert 4 <= len(letter.subject) <= 78
    assert "\n" not in letter.subject
    assert letter.html.lstrip().startswith("<!doctype html>")
    assert f'lang="{language}"' in letter.html
    links = re.findall(r"https://site\.example/\S+", letter.text)
    assert len(links) == 2, "one link to the page that says more, one to the choices"
    assert all(link in html.unescape(letter.html) for link in links)
    assert links[1] == "https://site.example/choices/"


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_text_and_html_say_the_same(name, language, letter_of):
    """Every sentence of the one is in the other; and plain text holds no mark-up."""
    letter = letter_of(name, language)
    assert not re.search(r"<\w|&\w+;|&#|\{[{%]", letter.text + letter.subject)
    seen = re.sub(
        r"\s+", " ", html.unescape(re.sub(r"<(style|title).*?</\1>|<[^>]+>", " ", letter.html, flags=re.DOTALL))
    )
    lines = [line for line in letter.text.splitlines() if line.strip() and not line.startswith("http")]
    assert [line for line in lines if re.sub(r"\s+", " ", line).strip() not in seen] == []


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_french_message_is_set_as_french_is_set(name, letter_of):
    """Its subject too, whose spaces are brought together into one line."""
    letter = letter_of(name, "fr")
    for text in (letter.subject, re.sub(r"https?://\S+", "", letter.text)):
        assert french.typography_faults(text) + french.wording_faults(text) + french.long_sentences(text) == []


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_fits_a_small_telephone_and_needs_no_picture(name, language, letter_of):
    letter = letter_of(name, language)
    assert "<img" not in letter.html
    assert "src=" not in letter.html
    assert len(letter.html) < 12_000
    assert not re.search(r"\n{3,}", letter.text)


@pytest.mark.parametrize("name", sorted(NAMES_ON_REQUEST))
def test_who_asked_for_names_gets_them(name, subject_of, reader):
    """So the test above can fail: the names are within reach of the text."""
    reader.names_in_messages = True
    letter = preview_notice(name, subject_of(KINDS[name]), recipient=reader)
    assert "Brabazon" in letter.subject
    assert "Brabazon" in letter.text
    assert "Brabazon" in letter.html


def test_the_place_is_said_only_to_who_asked_for_names(subject_of, reader):
    meeting = subject_of(KINDS["meeting_reminder"])
    assert "Farfel annex" not in preview_notice("meeting_reminder", meeting, recipient=reader).text
    reader.names_in_messages = True
    assert "Farfel annex" in preview_notice("meeting_reminder", meeting, recipient=reader).text


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "mardi 24 novembre"), ("en", "Tuesday 24 November")], ids=["fr", "en"]
)
def test_a_reminder_says_the_weekday_the_date_and_the_time(language, words):
    group = make_group()
    starts = datetime.datetime(2026, 11, 24, 18, 30, tzinfo=group.zone)
    meeting = make_meeting(group, starts_at=starts)
    ana = make_participation(group.program, language=language).person
    text = preview_notice("meeting_reminder", meeting, recipient=ana).text
    assert words in text
    assert ("18\u00a0h\u00a030" if language == "fr" else "18:30") in text


@pytest.mark.parametrize("name", sorted(KINDS))
def test_writing_asks_the_database_nothing_once_the_subject_is_loaded(name, subject_of, django_assert_num_queries):
    """Otherwise a batch of a hundred messages would ask a hundred times."""
    reader = make_participation().person
    (loaded,) = KINDS[name].load([subject_of(KINDS[name]).pk]).values()
    program = loaded if isinstance(loaded, Program) else loaded.program
    with django_assert_num_queries(0):
        write_letter(KINDS[name], loaded, recipient=reader, program=program)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_letter_written_once_for_several_is_each_ones_own(name, subject_of, reader):
    """What one reader gets does not depend on who was written to before; and a name is text, never mark-up."""
    about, drafts = subject_of(KINDS[name]), {}
    loud = make_participation(make_program(), name="<b>O’Hara</b> & \n co", language=reader.language).person
    other = make_participation(make_program(), language="en" if reader.language == "fr" else "fr").person
    named = make_participation(make_program(), language=reader.language, names_in_messages=True).person
    for person in (reader, loud, other, named, reader):
        arguments = {"recipient": person, "program": getattr(about, "program", about)}
        assert write_letter(KINDS[name], about, drafts=drafts, **arguments) == write_letter(
            KINDS[name], about, **arguments
        )
    assert len(drafts) == 3
    letter = preview_notice(name, about, recipient=loud)
    assert "<b>" not in letter.html
    assert "\ue000" not in letter.subject + letter.text + letter.html


@pytest.mark.parametrize("name", sorted(KINDS))
def test_what_the_fence_asks_does_not_grow_old(name):
    """It is kept for as long as the process lives, so it may hold no moment of a Python clock."""
    _sql, values = fence_of(KINDS[name])
    assert [value for value in values.values() if isinstance(value, datetime.date)] == []


def test_writing_leaves_language_and_zone_as_they_were(subject_of):
    reader = make_participation(language="fr", time_zone="Asia/Tokyo").person
    with translation.override("en"), timezone.override("Europe/Paris"):
        preview_notice("meeting_reminder", subject_of(KINDS["meeting_reminder"]), recipient=reader)
        assert translation.get_language() == "en"
        assert timezone.get_current_timezone_name() == "Europe/Paris"
    assert not Notice.objects.exists()
