"""The pages of training: they do what they say, say why not, and ask the database no more for fifty than for five."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentoring.models import Certificate, Competency, HourEntry, Module, ModuleCompletion, PeerRules, Supervision
from mentoring.services.gate import today_of
from mentoring.services.training import furnish_training
from programs.models import Role
from tests.make import make_meeting, make_participation
from tests.mentoring.pairing import make_pair
from tests.mentoring.peers import complete, give_hours, make_course, make_module, make_supporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(program, cora):
    return make_supporter(program)


@pytest.fixture
def desk(program, signed_in, cora):
    """`desk("desk_peer", sam)` is the address on the desk; `desk.client` is cora's."""

    def address(name, *rows):
        return reverse(name, args=[program.public_id, *(row.public_id for row in rows)])

    address.client = signed_in(cora)
    return address


def statements(client, address) -> int:
    with CaptureQueriesContext(connection) as context:
        assert client.get(address).status_code == 200
    return len(context)


def many_peers(program, count):
    for number in range(count):
        peer = make_supporter(program, f"Peer{number}", ready=False)
        complete(peer.participation, Module.objects.first())


def test_the_list_the_peer_and_the_supervisions_ask_no_more_for_many(program, desk, sam):
    make_pair(program, supporter=sam)
    furnish_training(program, by=None)
    complete(sam.participation, Module.objects.first())
    pages = [desk("desk_peers"), desk("desk_supervisions"), desk("desk_peer", sam), desk("desk_completions")]
    for page in pages:
        desk.client.get(page)
    few = [statements(desk.client, page) for page in pages]
    many_peers(program, 12)
    give_hours(sam, 30)
    for module in Module.objects.all()[1:]:
        complete(sam.participation, module)
    assert [statements(desk.client, page) for page in pages] == few
    assert max(few) <= 32


def test_the_list_says_in_words_what_is_missing(program, desk, sam):
    make_module(make_course(program), "Limits", mandatory=True)
    page = desk.client.get(desk("desk_peers")).content.decode()
    assert "The module “Limits” is missing." in page
    assert "Nobody new for now" in page
    complete(sam.participation, Module.objects.get())
    page = desk.client.get(desk("desk_peers")).content.decode()
    assert "Ready" in page
    assert "Nobody new for now" not in page


def test_a_program_without_courses_takes_those_of_the_house_and_changes_them(program, desk):
    assert "Take the training of the house" in desk.client.get(desk("desk_training")).content.decode()
    desk.client.post(desk("desk_training_house"))
    safety = Module.objects.get(code="safety")
    given = {
        "title_en": "Safety first", "title_fr": "La sécurité d’abord", "minutes": 60, "is_mandatory": "on",
        "requires": [Module.objects.get(code="values").pk],
    }  # fmt: skip
    desk.client.post(desk("desk_module", safety), given)
    safety.refresh_from_db()
    assert (safety.title_en, safety.minutes, safety.valid_months) == ("Safety first", 60, None)
    assert [row.code for row in safety.requires.all()] == ["values"]
    values = Module.objects.get(code="values")
    page = desk.client.post(desk("desk_module", values), given | {"requires": [safety.pk]}).content.decode()
    assert "would wait for each other" in page
    assert "Safety first" in page


def test_completions_name_who_lacks_what_and_keep_them_ticked(program, desk, sam):
    course = make_course(program)
    first = make_module(course, "First")
    second = make_module(course, "Second", requires=[first])
    tia = make_supporter(program, "Tia")
    complete(tia.participation, first)
    response = desk.client.post(
        desk("desk_completions"),
        {
            "module": second.public_id,
            "done_on": today_of(program).isoformat(),
            "people": [sam.participation.public_id, tia.participation.public_id],
        },
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert "Not for Sam yet. First comes: First." in page
    assert f'value="{sam.participation.public_id}" ' in page
    ticked = [line for line in page.split("<input") if "checked" in line.split(">")[0] and "people" in line]
    assert len(ticked) == 1
    assert list(ModuleCompletion.objects.filter(module=second).values_list("participation", flat=True)) == [
        tia.participation.pk
    ]


def test_hours_are_added_and_taken_back_on_the_page(program, desk, sam):
    HourEntry.objects.all().delete()
    line = {"kind": "practice", "hours": 1, "minutes": 5, "day": today_of(program).isoformat(), "what": "Shadowing"}
    assert desk.client.post(desk("desk_peer_hours", sam), line | {"hours": "", "minutes": ""}).status_code == 200
    desk.client.post(desk("desk_peer_hours", sam), line)
    entry = HourEntry.objects.get()
    assert entry.minutes == 65
    desk.client.post(reverse("desk_hours_return", args=[program.public_id, entry.public_id]))
    page = desk.client.get(desk("desk_peer_hours", sam)).content.decode()
    assert "1 h 05" in page
    assert "−1 h 05" in page
    assert HourEntry.objects.count() == 2


def test_a_certificate_is_previewed_issued_printed_and_revoked(program, desk, sam):
    assert "valid from today, for 12 months" in desk.client.get(desk("desk_peer_certificate", sam)).content.decode()
    desk.client.post(desk("desk_peer_certificate", sam), {"level": "Peer, first level"})
    certificate = Certificate.objects.get()
    page = desk.client.get(desk("desk_certificate", certificate)).content.decode()
    assert "has done 24 h of training." in page
    assert "<svg" in page
    desk.client.post(desk("desk_certificate_end", certificate))
    certificate.refresh_from_db()
    assert certificate.revoked_at
    make_module(make_course(program), "Limits", mandatory=True)
    page = desk.client.get(desk("desk_peer_certificate", sam)).content.decode()
    assert "The module “Limits” is missing." in page
    assert 'name="level"' not in page


def test_the_numbers_of_the_program_are_a_form_and_count_at_once(program, desk, sam):
    page = desk.client.get(desk("desk_peer_rules")).content.decode()
    assert 'name="required_hours" value="24"' in page
    numbers = {
        field.name: field.default
        for field in PeerRules._meta.fields
        if field.name not in {"id", "program", "check_required"}
    }
    desk.client.post(desk("desk_peer_rules"), numbers | {"required_hours": 40})
    assert PeerRules.objects.get(program=program).required_hours == 40
    assert "16 h of training are missing." in desk.client.get(desk("desk_peer", sam)).content.decode()


def test_a_group_of_supervision_is_made_and_its_supervisor_logs_it(program, desk, sam, signed_in):
    sue = make_participation(program, role=Role.SUPERVISOR, name="Sue")
    made = {
        "name_fr": "Entre pairs", "name_en": "Peers talk", "language": "en", "supervisor": sue.public_id,
        "peers": [sam.participation.public_id], "mode": "in_person",
    }  # fmt: skip
    assert "Say where the group meets." in desk.client.post(desk("desk_supervision_group_new"), made).content.decode()
    desk.client.post(desk("desk_supervision_group_new"), made | {"mode": "phone"})
    group = program.groups.get(kind="supervision")
    meeting = make_meeting(group, starts_at=timezone.now() - datetime.timedelta(hours=3), minutes=60)
    address = reverse("desk_supervision_log", args=[program.public_id, meeting.public_id])
    stella = make_participation(program, role=Role.SUPERVISOR, name="Stella")
    assert signed_in(stella).get(address).status_code == 404
    client = signed_in(sue)
    assert address in client.get(reverse("desk_supervisions", args=[program.public_id])).content.decode()
    client.post(address, {"came": [sam.participation.public_id], "mood": "calm", "strain": "Rested."})
    assert Supervision.objects.get(peer=sam.participation).strain == "Rested."
    assert client.get(address).status_code == 404  # it is logged


def test_a_peers_own_pages_speak_to_them_and_show_nobody_else(program, sam, signed_in):
    other = make_supporter(program, "Tia")
    client = signed_in(sam.participation)
    pages = [reverse(name, args=[program.public_id]) for name in ("peer_home", "peer_training")]
    assert "All is ready." in client.get(pages[0]).content.decode()
    assert all("Tia" not in client.get(page).content.decode() for page in pages)
    theirs = Certificate.objects.create(
        program=program, participation=other.participation, level="P", minutes=1, issued_by=other.participation,
        issued_on=today_of(program), expires_on=today_of(program) + datetime.timedelta(days=9),
    )  # fmt: skip
    assert client.get(reverse("peer_certificate", args=[program.public_id, theirs.public_id])).status_code == 404
    client.post(reverse("peer_pause", args=[program.public_id]))
    page = client.get(pages[0]).content.decode()
    assert "You pause." in page
    assert "This person" not in page
    client.post(reverse("peer_return", args=[program.public_id]))
    client.post(reverse("peer_card", args=[program.public_id]), {"sharing": "openly", "capacity": 2, "about": "Hello."})
    sam.refresh_from_db()
    assert (sam.about, sam.capacity, sam.participation.state) == ("Hello.", 2, "active")


def test_a_peer_rates_themselves_and_sees_it_as_a_picture(program, cora, sam, signed_in):
    furnish_training(program, by=cora)
    listening = Competency.objects.get(code="listening")
    client, address = signed_in(sam.participation), reverse("peer_rating", args=[program.public_id])
    assert "Rate at least one line." in client.post(address, {}).content.decode()
    client.post(address, {f"c{listening.pk}": "4"})
    page = client.get(reverse("peer_training", args=[program.public_id])).content.decode()
    assert page.count('<circle class="bar" cx=') == 1


def test_a_supervisor_finds_the_peers_in_the_left_column(program, sam, signed_in):
    sue = make_participation(program, role=Role.SUPERVISOR, name="Sue")
    page = signed_in(sue).get(reverse("desk_peers", args=[program.public_id])).content.decode()
    assert f'href="{reverse("desk_peers", args=[program.public_id])}" aria-current="page"' in page
    assert reverse("desk_peer_rules", args=[program.public_id]) not in page
    assert "My side as a peer" in signed_in(sam.participation).get(reverse("home")).content.decode()
