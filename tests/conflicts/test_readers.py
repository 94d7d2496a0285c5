"""Who reads a report: named, fit, and nobody else, in no list, count, notice or history; at every stage."""

import pytest
from django.contrib.admin import site as admin_site
from django.utils import timezone

from groups.models import Conflict, ConflictReader, ConflictState
from groups.services.conflict_readers import (
    NotAReader,
    add_reader,
    could_read_too,
    find_readers,
    people_apart,
    readers_now,
)
from groups.services.conflict_work import (
    choose_route,
    close_report,
    pass_on_to_safety,
    read_report,
    settle_report,
    take_up_report,
)
from peersupport.desk.queries.today import Today
from programs.models import AccessRecord, Event, Grade, Notice, Role
from programs.notices import KINDS
from programs.services.ties import declare_tie
from tests.conflicts.make import SAID, desk, tell, text_of
from tests.make import make_participation, make_person

pytestmark = pytest.mark.django_db
STAGES = ("received", "read", "other_route", "settled", "closed", "safety")
VARIANTS = ("party", "complained_of", "tied_to_party", "tied_to_complained_of", "reporter")


def names_of(report):
    return sorted(str(row.participation.person) for row in report.readers.all())


@pytest.fixture
def lea(program):
    return make_participation(program, role=Role.SAFEGUARDING, name="Lea")


def at_stage(report, stage, by):
    """Lead a report to a stage."""
    if stage == "received":
        return
    take_up_report(report, by=by)
    match stage:
        case "other_route":
            choose_route(report, by=by, route="apart", words="…")
        case "settled":
            settle_report(report, by=by, words="…")
        case "closed":
            close_report(report, by=by, words="…")
        case "safety":
            pass_on_to_safety(report, by=by, grade=Grade.SAME_DAY)


class TestNaming:
    def test_the_first_coordinator_is_named_and_told(self, program, cora, lea, mia):
        make_participation(program, role=Role.COORDINATOR, name="Carl")
        report = tell(mia)
        assert names_of(report) == ["Cora"]
        notices = Notice.objects.filter(kind="report_received")
        assert [notice.recipient for notice in notices] == [cora.person]

    def test_who_is_complained_of_does_not_read_it_the_next_does(self, program, cora, lea, mia):
        make_participation(program, role=Role.COORDINATOR, name="Carl")
        assert names_of(tell(mia, concerns=cora.person)) == ["Carl"]

    def test_without_a_coordinator_who_fits_every_lead_reads_it(self, program, cora, lea, mia):
        make_participation(program, role=Role.SAFEGUARDING, name="Lou")
        declare_tie(program, people=(cora.person, mia.person), kind="kin", by=cora)
        assert names_of(tell(mia)) == ["Lea", "Lou"]

    def test_with_nobody_fit_nobody_reads_it_until_somebody_comes(self, program, cora, mia):
        report = tell(mia, concerns=cora.person)
        assert names_of(report) == []
        assert find_readers() == 0
        carl = make_participation(program, role=Role.COORDINATOR, name="Carl")
        assert find_readers() == 1
        assert readers_now(report) == [carl]
        assert find_readers() == 0

    def test_a_tie_declared_later_closes_the_page_and_finds_somebody_else(self, program, cora, lea, mia, signed_in):
        report = tell(mia)
        assert signed_in(cora).get(desk(report)).status_code == 200
        declare_tie(program, people=(cora.person, mia.person), kind="former_partner", by=lea)
        assert signed_in(cora).get(desk(report)).status_code == 404
        find_readers()
        assert readers_now(report) == [lea]

    def test_only_who_fits_can_be_added(self, program, cora, lea, mia, noor):
        report = tell(mia, others=(noor,))
        carl = make_participation(program, role=Role.COORDINATOR, person=noor.person)
        assert could_read_too(report) == [lea]
        for who in (carl, mia):
            with pytest.raises(NotAReader):
                add_reader(report, participation=who, by=cora)
        add_reader(report, participation=lea, by=cora)
        assert names_of(report) == ["Cora", "Lea"]


@pytest.fixture
def conflicted(program, lea, mia, noor):
    """`conflicted(variant, role)`: a report, and somebody of the team with that role who has a part in it."""

    def make(variant, role):
        person = make_person("Connie")
        who = make_participation(program, role=role, person=person)
        teller, others, concerns = mia, (noor,), None
        match variant:
            case "party":
                others = (make_participation(program, person=person),)
            case "complained_of":
                concerns = person
            case "tied_to_party":
                declare_tie(program, people=(person, noor.person), kind="kin", by=lea)
            case "tied_to_complained_of":
                concerns = make_participation(program, role=Role.FACILITATOR, name="Finn").person
                declare_tie(program, people=(person, concerns), kind="kin", by=lea)
            case "reporter":
                teller = who
        report = tell(teller, others=others, concerns=concerns)
        # Even with a row that names them, as an import or a mistake could leave behind.
        ConflictReader.objects.get_or_create(program=program, conflict=report, participation=who)
        return report, who

    return make


class TestMatrix:
    @pytest.mark.parametrize("stage", STAGES)
    @pytest.mark.parametrize("variant", VARIANTS)
    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SAFEGUARDING])
    def test_who_has_a_part_in_it_sees_nothing_anywhere(
        self, program, lea, conflicted, signed_in, stage, variant, role, rf
    ):
        report, who = conflicted(variant, role)
        assert [row.person for row in readers_now(report)] == [lea.person]
        at_stage(report, stage, lea)
        client = signed_in(who)
        assert client.get(desk(report)).status_code == 404
        for what in ("reading/", "taking-up/", "step/", "readers/", "way/", "danger/", "ending/", "reopening/"):
            assert client.post(desk(report, what)).status_code == 404, what
        pages = [f"/desk/{program.public_id}/conflicts/", f"/desk/{program.public_id}/conflicts/?state=closed"]
        pages += [f"/desk/{program.public_id}/", f"/desk/{program.public_id}/cases/", "/desk/"]
        for page in pages:
            assert report.reference not in text_of(client.get(page)), page
        if report.safety_case:
            assert report.safety_case.reference not in text_of(client.get(pages[3]))
        assert all(group.key != "conflicts" for group in Today([who], now=timezone.now()).groups())
        assert not AccessRecord.objects.filter(reader=who.person, subject_kind="groups.conflict").exists()
        owed = Notice.objects.filter(about_id=report.pk, recipient=who.person)
        owed = owed.filter(kind__startswith="report_").exclude(kind="report_news")
        assert not owed.exists()
        # The reader does: what is hidden is there to be seen.
        if stage != "closed" and stage != "safety":
            assert report.reference in text_of(signed_in(lea).get(pages[0]))

    @pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COORDINATOR, Role.SAFEGUARDING)])
    def test_other_roles_have_no_such_page(self, program, cora, mia, signed_in, role):
        who, report = make_participation(program, role=role, name="Otis"), tell(mia)
        client = signed_in(who)
        assert client.get(desk(report)).status_code == 403
        assert client.get(f"/desk/{program.public_id}/conflicts/").status_code == 403

    def test_who_handles_others_and_is_not_named_does_not_read_it(self, program, cora, lea, mia, signed_in):
        report = tell(mia)
        client = signed_in(lea)
        assert client.get(desk(report)).status_code == 404
        assert report.reference not in text_of(client.get(f"/desk/{program.public_id}/conflicts/"))

    def test_the_two_answers_to_who_is_kept_out_agree(self, program, cora, lea, conflicted):
        for variant in VARIANTS:
            report, _who = conflicted(variant, Role.COORDINATOR)
            apart = people_apart(report)
            for row in program.participations.select_related("program"):
                kept_out = not Conflict.objects.filter(pk=report.pk).apart_from(row).exists()
                assert kept_out == (row.person_id in apart), (variant, row)


class TestOwner:
    def test_the_site_owner_sees_that_it_exists_and_cannot_open_it(self, cora, mia, client, signed_in):
        report, owner = tell(mia), make_person("Ola", is_staff=True, is_superuser=True)
        client = signed_in(owner)
        page = text_of(client.get("/desk/reports/"))
        assert report.reference in page
        assert report.public_id not in page
        assert SAID not in page
        assert client.get(desk(report)).status_code == 404

    def test_one_that_is_about_the_owner_does_not_stand_there(self, cora, mia, signed_in):
        owner = make_person("Ola", is_staff=True, is_superuser=True)
        report = tell(mia, concerns=owner)
        assert report.reference not in text_of(signed_in(owner).get("/desk/reports/"))

    def test_for_everybody_else_there_is_no_such_page(self, cora, signed_in):
        assert signed_in(cora).get("/desk/reports/").status_code == 404

    def test_no_table_of_it_is_in_the_admin(self):
        sealed = {"Conflict", "ConflictStep", "ConflictReader", "ConflictMessage", "Party"}
        assert not sealed & {model.__name__ for model in admin_site._registry}

    def test_its_history_its_openings_and_its_messages_are_not_in_the_admin(self, cora, mia, signed_in):
        report, owner = tell(mia), make_person("Ola", is_staff=True, is_superuser=True)
        read_report(report, by=cora)
        client = signed_in(owner)
        assert Event.objects.filter(verb="report_received").exists()
        for table in ("event", "accessrecord", "notice"):
            page = client.get(f"/admin/programs/{table}/")
            assert page.status_code == 200, table
            assert "groups.conflict" not in text_of(page), table
            assert "report_received" not in text_of(page), table


def test_a_message_owed_to_a_reader_who_leaves_or_is_tied_is_not_sent(program, cora, lea, mia):
    tell(mia)
    owed = Notice.objects.filter(kind="report_received")
    assert KINDS["report_received"].fence(owed).exists()
    ConflictReader.objects.all().delete()
    assert not KINDS["report_received"].fence(owed).exists()


def test_safety_is_no_stage_of_mediation():
    assert ConflictState.SAFETY not in ConflictState.LIVE
