import base64
from pathlib import Path

import allauth
import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.urls import reverse
from django.utils import translation

from programs.adapters import CHANGES, AccountAdapter
from programs.encryption import CannotOpen, seal
from programs.models import Role
from programs.sign_in.people import confirm_address
from tests.accounts.conftest import code_of
from tests.make import make_participation, make_person

EXPLAINED = "/accounts/second-factor/"


@pytest.fixture
def door(cora):
    """A page of the desk that only coordinators open."""
    return reverse("desk_setup", args=[cora.program.public_id])


def test_with_an_app_the_code_from_the_mail_is_not_enough(sign_in_by_code, client, cora, app_of):
    app = app_of(cora.person)
    assert sign_in_by_code(cora.person.email).url == reverse("mfa_authenticate")
    assert SESSION_KEY not in client.session
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "This code does not fit" in wrong.content.decode()
    assert SESSION_KEY not in client.session
    assert client.post(reverse("mfa_authenticate"), {"code": app.code}).url == reverse("desk")
    assert client.session[SESSION_KEY] == str(cora.person.pk)


def test_with_the_second_step_passed_the_doors_are_open(sign_in_by_code, client, cora, app_of, door):
    app = app_of(cora.person)
    sign_in_by_code(cora.person.email)
    client.post(reverse("mfa_authenticate"), {"code": app.code})
    assert client.get(door).status_code == 200


def test_a_code_of_the_app_holds_once(sign_in_by_code, client, cora, app_of):
    app = app_of(cora.person)
    code = app.code
    for expected in (302, 200):
        sign_in_by_code(cora.person.email)
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected
        client.post(reverse("account_logout"))


def test_a_recovery_code_lets_in_once(sign_in_by_code, client, cora, app_of):
    code = app_of(cora.person).recovery.get_unused_codes()[0]
    for expected in (302, 200):
        sign_in_by_code(cora.person.email)
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected
        client.post(reverse("account_logout"))


def test_guessing_the_second_code_is_stopped(sign_in_by_code, client, cora, app_of):
    app = app_of(cora.person)
    sign_in_by_code(cora.person.email)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    stopped = client.post(reverse("mfa_authenticate"), {"code": app.code})
    assert "Too many tries" in stopped.content.decode()
    assert SESSION_KEY not in client.session


def test_without_one_the_desk_explains_sets_it_up_and_goes_on(sign_in_by_code, client, cora, door):
    sign_in_by_code(cora.person.email)
    sent = client.get(door)
    assert sent.url == f"{EXPLAINED}?next={door.replace('/', '%2F')}"
    assert "something only you hold" in client.get(sent.url).content.decode()
    set_up = client.get(reverse("mfa_activate_totp"))
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(set_up.context["form"].secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    assert client.get(done.url).status_code == 200
    assert client.get(EXPLAINED).url == door
    assert client.get(door).status_code == 200


def test_a_session_without_the_second_step_is_asked_for_it(signed_in, settings, cora, app_of, door):
    client = signed_in(cora)
    settings.SECOND_FACTOR_REQUIRED = True
    app = app_of(cora.person)
    asked = client.get(client.get(door).url)
    assert asked.url == f"{reverse('mfa_reauthenticate')}?next={EXPLAINED.replace('/', '%2F')}"
    given = client.post(reverse("mfa_reauthenticate"), {"code": app.code, "next": EXPLAINED})
    assert given.url == EXPLAINED
    assert client.get(EXPLAINED).url == door
    assert client.get(door).status_code == 200


def test_a_form_that_was_sent_without_the_second_step_changes_nothing(sign_in_by_code, client, cora, door):
    sign_in_by_code(cora.person.email)
    assert client.post(door, {}).url == EXPLAINED


def test_members_need_none(sign_in_by_code, client, mia):
    sign_in_by_code(mia.person.email)
    assert client.get(reverse("home")).status_code == 200


def test_another_site_is_not_a_next_page(signed_in, cora, app_of):
    client = signed_in(cora)
    client.get(EXPLAINED, {"next": "https://evil.example/"})
    assert "second_factor_next" not in client.session


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.FACILITATOR])
def test_the_last_second_factor_of_a_staff_role_stays(sign_in_by_code, client, program, role, app_of):
    person = make_participation(program, role=role, name="Sam").person
    app = app_of(person)
    sign_in_by_code(person.email)
    client.post(reverse("mfa_authenticate"), {"code": app.code})
    give_again(client, app)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def test_a_member_may_take_theirs_off(sign_in_by_code, client, mia, app_of):
    app = app_of(mia.person)
    sign_in_by_code(mia.person.email)
    client.post(reverse("mfa_authenticate"), {"code": app.code})
    give_again(client, app)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=mia.person).exists()


def give_again(client, app):
    """Sensitive pages want a fresh proof; a recovery code is one."""
    url = reverse("mfa_reauthenticate") + "?next=" + reverse("mfa_deactivate_totp")
    assert client.post(url, {"code": app.recovery.get_unused_codes()[0]}).status_code == 302


def test_secrets_are_sealed_in_the_database(app_of, db):
    person = make_person()
    app = app_of(person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        stored = " ".join(row[0] for row in cursor.fetchall())
    assert app.secret not in stored
    for code in app.recovery.generate_codes():
        assert code not in stored
    seed = app.recovery.instance.data["seed"]
    assert base64.b64decode(seed)[0] == 1  # the number of the key


def test_a_secret_from_elsewhere_does_not_open(app_of, db):
    person = make_person()
    app_of(person)
    row = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES)
    row.data["seed"] = base64.b64encode(seal("seed", place="another.place")).decode()
    with pytest.raises(CannotOpen):
        RecoveryCodes(row).generate_codes()


def test_every_change_that_is_told_by_mail_has_words():
    folder = Path(allauth.__file__).parent / "templates/mfa/email"
    kinds = {f"mfa/email/{path.name.removesuffix('_subject.txt')}" for path in folder.glob("*_subject.txt")}
    assert kinds
    assert kinds <= set(CHANGES)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_of_the_sign_in_is_told_in_the_language_of_the_person(rf, db, mailoutbox, kind):
    person = make_person("Awa", email="awa@example.org", language="fr")
    confirm_address(person, person.email)
    with request_context(rf.get("/")), translation.override("en"):
        AccountAdapter().send_notification_mail(kind, person)
    [message] = mailoutbox
    assert message.to == ["awa@example.org"]
    assert 'lang="fr"' in message.alternatives[0][0]
    with translation.override("fr"):
        assert str(CHANGES[kind]) in message.body
    assert reverse("usersessions_list") in message.body
