"""The local outbox: what a newcomer's site would send, kept and shown; closed everywhere else."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from peersupport import outbox


@pytest.fixture
def local_outbox(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("PEERSUPPORT_DATA", str(tmp_path / "data"))
    settings.EMAIL_BACKEND = outbox.BACKEND
    settings.DEBUG = True


def send(subject, text="Bonjour Zoé", html=None):
    message = EmailMultiAlternatives(subject, text, "Entraide <a@example.org>", ["zoe@example.org"])
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


def test_messages_are_kept_and_read_newest_first(local_outbox):
    for number in range(12):
        send(f"Été {number}")
    letters = outbox.newest_letters(limit=11)
    assert [letter.subject for letter in letters] == [f"Été {number}" for number in range(11, 0, -1)]
    assert letters[0].text == "Bonjour Zoé"
    assert (letters[0].to, letters[0].html) == ("zoe@example.org", "")


@pytest.mark.django_db
def test_the_pages_show_both_parts_of_a_message(local_outbox, client):
    send("Une place pour vous", "En texte", "<p>Avec sa <b>forme</b></p>")
    page = client.get(reverse("outbox"))
    assert "Une place pour vous" in page.text
    [letter] = outbox.newest_letters()
    page = client.get(reverse("outbox_letter", args=[letter.key]))
    assert "En texte" in page.text
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    html = client.get(reverse("outbox_letter_html", args=[letter.key]))
    assert "<b>forme</b>" in html.text


@pytest.mark.django_db
def test_the_layout_of_a_message_can_neither_run_nor_load_anything(local_outbox, client):
    send("x", html="<script>alert(1)</script><img src='https://elsewhere.example/pixel'>")
    [letter] = outbox.newest_letters()
    policy = client.get(reverse("outbox_letter_html", args=[letter.key]))["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'none'"
    assert directives["img-src"] == "data:"
    assert "allow-scripts" not in directives["sandbox"]
    assert "allow-same-origin" not in directives["sandbox"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("debug", "backend"),
    [(False, outbox.BACKEND), (True, "django.core.mail.backends.smtp.EmailBackend")],
)
def test_the_pages_are_absent_outside_a_developers_site_without_mail_server(
    local_outbox, client, settings, debug, backend
):
    send("Secret")
    [letter] = outbox.newest_letters()
    settings.DEBUG, settings.EMAIL_BACKEND = debug, backend
    assert client.get(reverse("outbox")).status_code == 404
    assert client.get(reverse("outbox_letter", args=[letter.key])).status_code == 404
    assert client.get(reverse("outbox_letter_html", args=[letter.key])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["1.M2P3Q4.nowhere", "..", "x", "1"])
def test_an_unknown_message_is_not_found(local_outbox, client, key):
    assert client.get(f"/outbox/{key}/").status_code == 404
