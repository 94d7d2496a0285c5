import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from programs.models import Person
from tests.make import make_person

LOGIN = "/accounts/login/"


def signed_in_as(client) -> str | None:
    return client.session.get(SESSION_KEY)


def test_a_person_whom_a_service_made_signs_in_by_code_at_once(sign_in_by_code, client, db):
    person = Person.objects.create_user(email="awa@example.org", display_name="Awa")
    response = sign_in_by_code("awa@example.org")
    assert response.status_code == 302
    assert response.url == reverse("home")
    assert signed_in_as(client) == str(person.pk)
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == ("awa@example.org", True, True)


def test_signing_in_again_keeps_one_address(sign_in_by_code, client, db):
    person = make_person("Awa", email="awa@example.org")
    sign_in_by_code("awa@example.org")
    client.logout()
    sign_in_by_code("AWA@example.org")
    assert signed_in_as(client) == str(person.pk)
    assert EmailAddress.objects.filter(user=person).count() == 1


def test_each_role_arrives_at_the_page_it_works_from(sign_in_by_code, client, cora, finn, mia, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    pages = {cora: "desk", finn: "facilitator_home", mia: "home"}
    for who, page in pages.items():
        assert sign_in_by_code(who.person.email).url == reverse(page)
        client.logout()


def test_a_person_goes_on_to_the_page_they_wanted(client, code_from, mia):
    asked = client.post(LOGIN, {"email": mia.person.email, "next": "/choices/"})
    assert asked.url == reverse("account_confirm_login_code") + "?next=%2Fchoices%2F"
    assert client.post(asked.url, {"code": code_from(), "next": "/choices/"}).url == "/choices/"


def test_another_site_is_not_a_page_one_can_want(client, code_from, mia):
    client.post(LOGIN, {"email": mia.person.email, "next": "https://evil.example/"})
    answer = client.post(reverse("account_confirm_login_code"), {"code": code_from(), "next": "https://evil.example/"})
    assert answer.url == reverse("home")


def test_the_message_is_neutral_and_in_the_language_of_the_person(client, mailoutbox, db):
    make_person("Awa", email="awa@example.org", language="fr")
    client.post(LOGIN, {"email": "awa@example.org"}, HTTP_ACCEPT_LANGUAGE="en")
    [message] = mailoutbox
    assert message.to == ["awa@example.org"]
    assert 'lang="fr"' in message.alternatives[0][0]
    assert "Still waters" not in message.subject + message.body
    assert len(message.subject.splitlines()) == 1


def test_a_wrong_code_is_refused_kindly_and_four_of_them_end_the_try(client, code_from, mia):
    client.post(LOGIN, {"email": mia.person.email})
    right = code_from()
    wrong = "000000" if right != "000000" else "111111"
    confirm = reverse("account_confirm_login_code")
    for _ in range(3):
        response = client.post(confirm, {"code": wrong})
        assert response.status_code == 200
        assert "This is not the code we sent" in response.content.decode()
    assert client.post(confirm, {"code": wrong}).url == reverse("account_request_login_code")
    assert client.post(confirm, {"code": right}).status_code == 302
    assert signed_in_as(client) is None


def test_a_code_may_be_pasted_with_spaces(client, code_from, mia):
    client.post(LOGIN, {"email": mia.person.email})
    code = code_from()
    client.post(reverse("account_confirm_login_code"), {"code": f" {code[:3]}\u00a0{code[3:]}\n"})
    assert signed_in_as(client) == str(mia.person.pk)


def test_a_code_is_good_for_fifteen_minutes(client, code_from, mia):
    client.post(LOGIN, {"email": mia.person.email})
    age_the_code(client, minutes=16)
    client.post(reverse("account_confirm_login_code"), {"code": code_from()})
    assert signed_in_as(client) is None
    client.post(LOGIN, {"email": mia.person.email})
    age_the_code(client, minutes=14)
    client.post(reverse("account_confirm_login_code"), {"code": code_from()})
    assert signed_in_as(client) == str(mia.person.pk)


def age_the_code(client, *, minutes):
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= minutes * 60
    session.save()


def test_a_new_code_can_be_sent_twice_and_only_the_newest_works(client, mailoutbox, code_from, mia):
    client.post(LOGIN, {"email": mia.person.email})
    first = code_from()
    confirm = reverse("account_confirm_login_code")
    client.post(confirm, {"action": "resend"})
    client.post(confirm, {"action": "resend"})
    assert len(mailoutbox) == 3
    client.post(confirm, {"code": first})
    assert signed_in_as(client) is None or first == code_from()
    client.post(confirm, {"code": code_from()})
    assert signed_in_as(client) == str(mia.person.pk)


def test_codes_for_one_address_are_limited(client, mailoutbox, mia):
    answers = [client.post(LOGIN, {"email": mia.person.email}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert "Too many tries" in answers[-1].content.decode()
    assert len(mailoutbox) == 3


def test_a_closed_account_gets_no_code(client, mailoutbox, db):
    make_person("Awa", email="awa@example.org", is_active=False)
    client.post(LOGIN, {"email": "awa@example.org"})
    assert "\n    " not in mailoutbox[-1].body
    assert not any(character.isdigit() for character in mailoutbox[-1].body)


def test_nobody_signs_up_and_the_public_home_says_why(client, db):
    response = client.get("/accounts/signup/", follow=True)
    assert response.redirect_chain == [(reverse("public_home"), 302)]
    assert "You do not need to sign up" in response.content.decode()
    client.post("/accounts/signup/", {"email": "new@example.org"})
    assert not Person.objects.exists()


@pytest.mark.parametrize("path", ["password/change/", "password/set/", "password/reset/", "confirm-email/key/"])
def test_passwords_have_no_page(client, db, path):
    assert client.get(f"/accounts/{path}").status_code in {302, 404}
    assert client.post(f"/accounts/{path}", {}).status_code in {302, 404}


def test_typed_text_stays_when_the_address_is_none(client, db):
    page = client.post(LOGIN, {"email": "awa at example"}).content.decode()
    assert "awa at example" in page
    assert "<title>Error: " in page


def test_a_person_changes_their_address_with_a_code_sent_to_the_new_one(signed_in, mia, mailoutbox, code_from):
    client = signed_in(mia)
    old = mia.person.email
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    assert mailoutbox[-1].to == ["new@example.org"]
    client.post(reverse("account_email_verification_sent"), {"code": address_code(mailoutbox)})
    mia.person.refresh_from_db()
    assert mia.person.email == "new@example.org"
    assert EmailAddress.objects.get(user=mia.person).email == "new@example.org"
    assert mailoutbox[-1].to == [old]
    assert "The e-mail address of your account was changed" in mailoutbox[-1].body


def address_code(mailoutbox) -> str:
    return next(line.strip() for line in mailoutbox[-1].body.splitlines() if line.startswith("    "))
