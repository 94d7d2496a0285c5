import datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.models import CrisisLine, GroundRules, Notice, Participation, Person, Program, Role, Topic
from programs.services.events import record_event
from tests.make import make_participation, make_person, make_program

OURS = [
    "topic",
    "crisisline",
    "program",
    "groundrules",
    "consenttext",
    "person",
    "participation",
    "notice",
    "event",
    "accessrecord",
]


def table(name):
    return reverse(f"admin:programs_{name}_changelist")


def page(name, row):
    return reverse(f"admin:programs_{name}_change", args=[row.pk])


@pytest.fixture
def root(db):
    """Runs the site."""
    return make_person("Root", is_staff=True, is_superuser=True, legal_name="Rosa Legal")


@pytest.fixture
def clerk(cora):
    """cora, with every right in the administration, and still only in her program."""
    cora.person.is_staff = True
    cora.person.save()
    cora.person.user_permissions.set(Permission.objects.all())
    return cora.person


def test_the_way_in_is_the_sign_in_of_the_site(client, db):
    sent = client.get(reverse("admin:index"))
    asked = client.get(sent.url)
    assert asked.url == f"{reverse('account_login')}?next=/admin/"
    assert client.post(reverse("admin:login"), {"username": "root", "password": "x"}).url.startswith(
        reverse("account_login")
    )


def test_without_the_second_step_the_administration_is_closed(signed_in, root, settings):
    client = signed_in(root)
    settings.SECOND_FACTOR_REQUIRED = True
    login = client.get(table("program"))
    explained = client.get(login.url)
    assert explained.url.startswith(reverse("second_factor"))
    assert "next=%2Fadmin%2Fprograms%2Fprogram%2F" in explained.url


def test_others_are_not_let_in(signed_in, cora):
    client = signed_in(cora)
    assert client.get(client.get(reverse("admin:index")).url).status_code == 403


def test_the_wanted_page_is_never_another_site(signed_in, root):
    client = signed_in(root)
    assert client.get(reverse("admin:login"), {"next": "https://evil.example/"}).url == reverse("admin:index")


def test_only_what_belongs_here_is_registered():
    registered = {model._meta.label_lower for model in admin.site._registry}
    groups = {f"groups.{name}" for name in ("group", "membership", "series", "meeting")}
    others = {"auth.group", "programs.job", "intake.guardianage"}
    assert registered == {f"programs.{name}" for name in OURS} | others | groups


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", OURS)
def test_every_table_opens_in_few_queries(signed_in, root, program, mia, finn, name, language):
    rows_of_every_kind(program, mia)
    client = signed_in(root, language)
    client.get(table(name))
    with CaptureQueriesContext(connection) as few:
        assert client.get(table(name)).status_code == 200
    for number in range(10):
        rows_of_every_kind(make_program(f"Program {number}"), make_participation(program, name=f"P{number}"))
    with CaptureQueriesContext(connection) as many:
        client.get(table(name))
    assert len(many) == len(few) <= 12


def rows_of_every_kind(program, participation):
    number = Notice.objects.count()
    Notice.objects.create(key=f"k{number}", kind="x", program=program, recipient=participation.person, about_id=1)
    record_event("seen", program, by=participation, program=program)
    Topic.objects.create(slug=f"topic-{number}", name_fr="Deuil", name_en="Grief")


@pytest.mark.parametrize(
    "name", ["program", "groundrules", "consenttext", "person", "participation", "event", "notice"]
)
def test_rows_are_those_of_the_programs_one_runs(signed_in, clerk, otto, noor, name):
    rows_of_every_kind(otto.program, otto)
    rows_of_every_kind(noor.program, noor)
    client = signed_in(clerk)
    seen = client.get(table(name)).context["cl"].queryset
    assert seen.exists()
    programs_seen = {getattr(row, "program", row) for row in seen}
    assert otto.program not in programs_seen
    assert otto.person not in programs_seen
    stranger = seen.model._default_manager.exclude(pk__in=seen).first()
    assert stranger is not None
    assert client.get(page(name, stranger)).status_code == 302  # "does not exist", back to the index


def test_filters_offer_only_what_one_may_see(signed_in, clerk, otto):
    text = signed_in(clerk).get(table("participation")).content.decode()
    assert otto.program.name not in text
    assert clerk.participations.get().program.name in text


@pytest.mark.parametrize("lookup", ["legal_name__startswith=R", "participations__person__legal_name=R", "phone=5"])
def test_what_no_list_shows_cannot_be_guessed_by_filtering(signed_in, clerk, lookup):
    assert signed_in(clerk).get(f"{table('person')}?{lookup}").status_code == 400
    assert signed_in(clerk).get(f"{table('participation')}?program__participations__person__phone=5").status_code == 400


def test_the_legal_name_is_nowhere(signed_in, root, clerk):
    Person.objects.filter(pk=clerk.pk).update(legal_name="Cora Legal")
    client = signed_in(root)
    for url in (table("person"), page("person", clerk), page("person", root)):
        text = client.get(url).content.decode()
        assert "Legal" not in text
        assert "password" not in text.lower()


def test_a_clerk_cannot_take_over_an_account_or_raise_their_own_rights(signed_in, clerk, mia):
    client = signed_in(clerk)
    for person in (mia.person, clerk):
        email = person.email
        changed = {"display_name": "New", "language": "fr", "time_zone": "Europe/Paris", "email": "evil@example.org"}
        client.post(
            page("person", person), changed | {"is_superuser": "on", "is_staff": "on", "may_create_programs": "on"}
        )
        person.refresh_from_db()
        assert (person.display_name, person.email, person.is_superuser) == ("New", email, False)
        assert person.may_create_programs is False
    assert client.get(reverse("admin:programs_person_add")).status_code == 403


def test_a_person_made_here_signs_in_by_code_only(signed_in, root):
    facts = {"display_name": "Awa", "email": "Awa@Example.org", "language": "fr", "time_zone": "Europe/Paris"}
    signed_in(root).post(reverse("admin:programs_person_add"), facts | {"is_active": "on"})
    person = Person.objects.get(display_name="Awa")
    assert person.email == "awa@example.org"
    assert not person.has_usable_password()


def test_published_rules_and_agreed_texts_are_read_only(signed_in, root, program):
    client = signed_in(root)
    rules = GroundRules.objects.get(program=program)
    text = program.consent_texts.get()
    for name, row in (("groundrules", rules), ("consenttext", text)):
        assert client.get(page(name, row)).status_code == 200
        assert client.post(page(name, row), {"body_en": "changed", "body_fr": "changé"}).status_code == 403
        row.refresh_from_db()
        assert row.body_en != "changed"


def test_an_unpublished_version_can_be_edited(signed_in, root, db):
    program = make_program("Draft", state="draft")
    rules = GroundRules.objects.get(program=program)
    signed_in(root).post(page("groundrules", rules), {"body_en": "changed", "body_fr": "changé"})
    rules.refresh_from_db()
    assert rules.body_en == "changed"


def test_histories_are_written_by_services_only(signed_in, root, cora):
    client = signed_in(root)
    event = record_event("seen", cora.program, by=cora, program=cora.program)
    assert client.get(page("event", event)).status_code == 200
    assert client.post(page("event", event), {"verb": "x"}).status_code == 403
    assert client.get(reverse("admin:programs_event_add")).status_code == 403
    assert client.post(reverse("admin:programs_event_delete", args=[event.pk]), {"post": "yes"}).status_code == 403


def test_help_lines_that_were_not_checked_for_long_stand_out(signed_in, root):
    client = signed_in(root)
    today = timezone.localdate()
    CrisisLine.objects.update(reviewed_on=today)
    assert "icon-no" not in client.get(table("crisisline")).content.decode()
    CrisisLine.objects.filter(number="3114").update(reviewed_on=today - datetime.timedelta(days=200))
    assert client.get(table("crisisline")).content.decode().count("icon-no") == 1


def test_choices_are_those_of_the_programs_one_runs(rf, clerk, otto):
    request = rf.get("/")
    request.user = clerk
    field = Participation._meta.get_field("program")
    offered = admin.site.get_model_admin(Participation).formfield_for_foreignkey(field, request).queryset
    assert list(offered) == [Program.objects.get(participations__person=clerk, participations__role=Role.COORDINATOR)]
