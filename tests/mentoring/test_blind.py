"""Who still owes a sheet sees no one else's marks, means, spread, count or verdict: on no page, in no file, list or
history. Every address that the reviewer can open answers the same, byte for byte, whatever the others handed in."""

import re

import pytest
from django.contrib import admin
from django.urls import get_resolver, reverse

from mentoring.models import Mark, Outcome, ReviewSheet, SelectionInterview, Verdict
from mentoring.services.reading import ask_to_read
from mentoring.services.sheets import hand_in_sheet
from mentoring.services.verdicts import decide
from programs.checks import GUARDED_PACKAGES, every_pattern
from programs.models import Event, Role
from tests.make import make_participation
from tests.mentoring.choosing import applicant, judged, make_batch, marks_of, panel_time, peer

pytestmark = pytest.mark.django_db

COMMENT, REASON = "Zyxophant listener", "Quillon reason"
CHANGES = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|name="kept" value="[^"]*"|\(\d\d:\d\d\)')
# Pages with a new key or the time of day each time, or for machines.
RESTLESS = {
    "tell_the_team", "tell_conflict", "mfa_activate_totp", "mfa_add_webauthn", "quick_exit", "health", "outbox",
    "my_choices", "choice_language", "program_new", "desk_setup_surveys",
}  # fmt: skip
QUERIES = {"desk_marks": ("", "?by=name", "?by=mean"), "desk_applications": ("", "?state=read", "?state=all")}


class Batch:
    """Lou and Kim have applied; cora and the others named `owing` still owe their sheets about both."""

    def __init__(self, program):
        self.program = program
        self.cora, self.nora = (
            make_participation(program, role=Role.COORDINATOR, name=name, is_staff=True, is_superuser=name == "Cora")
            for name in ("Cora", "Nora")
        )
        self.noor = make_participation(program, name="Noor")
        self.gail = make_participation(program, role=Role.FACILITATOR, name="Gail")
        self.sami = peer(program)
        self.owing = [self.cora, self.noor, self.gail, self.sami]
        self.readers = [make_participation(program, name="Mia"), peer(program, "Petra")]
        self.campaign = make_batch(program, talk_wanted=True)
        self.lou, self.kim = (applicant(self.campaign, name) for name in ("Lou", "Kim"))
        self.sheets = {
            (application.pk, reader.pk): ask_to_read(application, reader=reader, by=self.nora)
            for application in (self.lou, self.kim)
            for reader in [*self.owing, *self.readers]
        }
        panel_time(self.campaign, [self.readers[0], self.nora], by=self.nora)

    def the_others_judge_and_decide(self):
        for application, value, advice in ((self.lou, 5, "yes"), (self.kim, 1, "no")):
            for reader in self.readers:
                hand_in_sheet(
                    self.sheets[application.pk, reader.pk], by=reader, marks=marks_of(self.campaign, value),
                    recommendation=advice, comment=COMMENT,
                )  # fmt: skip
            decide(application, Outcome.ACCEPT, by=self.nora, reason=REASON, message=REASON, overrides=REASON)

    def kwargs(self, reader) -> dict[str, str]:
        return {
            "program": self.program.public_id,
            "campaign": self.campaign.public_id,
            "application": self.lou.public_id,
            "sheet": self.sheets[self.lou.pk, reader.pk].public_id,
            "person": self.lou.person.public_id,
            "participation": reader.public_id,
            "answer": "accept",
            "slug": self.program.slug,
        }


@pytest.fixture
def batch(program):
    return Batch(program)


def addresses(kwargs) -> list[str]:
    """Every GET address of ours whose parts we know, and the history in the administration."""
    found = []
    for _route, pattern in every_pattern(get_resolver()):
        if getattr(pattern.callback, "__module__", "").startswith(GUARDED_PACKAGES) or not pattern.name:
            continue
        keys = set(pattern.pattern.converters or pattern.pattern.regex.groupindex)
        if not keys <= set(kwargs) or pattern.name in RESTLESS or keys == {"slug"}:
            continue
        url = reverse(pattern.name, kwargs={key: kwargs[key] for key in keys})
        found += [url + query for query in QUERIES.get(pattern.name, ("",))]
    return [*found, *(reverse(f"admin:programs_{table}_changelist") for table in ("event", "accessrecord"))]


def look(client, urls) -> dict[str, bytes]:
    seen = {}
    for url in urls:
        answer = client.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[url] = b"%d " % answer.status_code + CHANGES.sub(b"", body)
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("who", ["cora", "noor", "sami"])
def test_who_still_owes_a_sheet_sees_the_same_whatever_the_others_did(batch, who, signed_in):
    reader = getattr(batch, who)
    client, urls = signed_in(reader), addresses(batch.kwargs(reader))
    assert sum("reading" in url or "marks" in url or "decision" in url for url in urls) > 4
    before = look(client, urls)
    batch.the_others_judge_and_decide()
    after = look(client, urls)
    assert [url for url in urls if before[url] != after[url]] == []
    assert not any(COMMENT.encode() in body or REASON.encode() in body for body in after.values())


def test_who_owes_nothing_sees_it_so_there_was_something_to_hide(batch, signed_in):
    batch.the_others_judge_and_decide()
    client, urls = signed_in(batch.nora), addresses(batch.kwargs(batch.cora))
    seen = look(client, [url for url in urls if batch.campaign.public_id in url or batch.lou.public_id in url])
    telling = {url for url, body in seen.items() if COMMENT.encode() in body or REASON.encode() in body}
    assert {reverse("desk_selection", args=[batch.program.public_id, batch.lou.public_id])} <= telling
    assert b"Lou" in seen[reverse("desk_release", args=[batch.program.public_id, batch.campaign.public_id])]


def test_after_handing_in_the_reviewer_sees_what_the_others_said(batch, signed_in):
    batch.the_others_judge_and_decide()
    sheet = batch.sheets[batch.lou.pk, batch.noor.pk]
    page = reverse("sheet", args=[batch.program.public_id, sheet.public_id])
    client = signed_in(batch.noor)
    assert COMMENT not in client.get(page).content.decode()
    judged(batch.lou, batch.noor)
    assert COMMENT in client.get(page).content.decode()
    assert Event.objects.filter(verb="others_marks_seen", actor=batch.noor.person).count() == 1


def test_rows_arrive_blind(batch):
    batch.the_others_judge_and_decide()
    for reader in batch.owing:
        seen = ReviewSheet.objects.visible_to(reader)
        assert {sheet.reviewer_id for sheet in seen} == {reader.pk}
        assert not Verdict.objects.visible_to(reader).exists()
    assert ReviewSheet.objects.visible_to(batch.nora).count() == 4
    assert Verdict.objects.visible_to(batch.nora).count() == 2


def test_the_administration_holds_no_table_of_sheets():
    assert not {ReviewSheet, Mark, Verdict, SelectionInterview} & set(admin.site._registry)
