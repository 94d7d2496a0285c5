"""A passkey from the first day to the next sign-in: made, used alone, used after a code, renamed, kept as the last one.

Chromium plays the device: an authenticator that is always there, and whose owner always shows their finger.
"""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from programs.services.coordinators import name_coordinator
from tests.walk.examiner import Examiner
from tests.walk.person import Visitor, asks_for_code

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CORA = "cora@example.org"
LOOKS = [
    pytest.param("fr", 360, "dark", id="fr"),
    pytest.param("en", 1280, "light", id="en"),
]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Walker(Visitor):
    """A visitor with a device that holds passkeys; every page they stop at is examined."""

    def __init__(self, browser, site, language, width, scheme):
        super().__init__(browser, site, language=language, width=width)
        self.look = (language, width, scheme)
        self.examiner = Examiner(self)
        self.examiner.looks_like(*self.look)
        self.devtools = self.context.new_cdp_session(self.page)
        self.devtools.send("WebAuthn.enable")
        self.device = self.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def passkeys(self) -> list[dict]:
        """What the device holds."""
        return self.devtools.send("WebAuthn.getCredentials", {"authenticatorId": self.device})["credentials"]

    def looks_around(self, name):
        self.page.wait_for_url(re.compile(re.escape(self.site + reverse(name)) + r"(\?.*)?$"))
        self.examiner.examines(name)
        self.examiner.looks_like(*self.look)

    def signs_out(self):
        self.opens("account_logout")
        self.presses("Sign out")  # what is kept on the device is deleted first, and then the form leaves
        self.page.wait_for_url(self.site + reverse("public_home"))
        assert self.here == reverse("public_home")


@pytest.fixture
def cora(browser, live_site, post, request):
    look = [request.getfixturevalue(name) for name in ("language", "width", "scheme")]
    name_coordinator(CORA, name="Cora", language=look[0], by=None)
    walker = Walker(browser, live_site, *look)
    yield walker
    walker.leaves()


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_a_passkey_opens_the_desk_by_itself(cora, post, language, width, scheme):
    makes_a_passkey(cora, post, alone=True)
    assert [key["isResidentCredential"] for key in cora.passkeys()] == [True]

    cora.signs_out()
    letters = len(post.messages)
    cora.opens("desk")
    cora.presses("Use a passkey")
    cora.page.wait_for_url(cora.site + reverse("desk"))
    assert len(post.messages) == letters, "no code is needed"
    assert cora.reads("Nothing urgent.")

    cora.opens("mfa_list_webauthn")
    assert cora.reads("Passkey")
    cora.looks_around("mfa_list_webauthn")
    cora.follows("Rename")
    cora.looks_around("mfa_reauthenticate_webauthn")  # a passkey that opened a session is asked for again
    cora.presses("Use a security key")
    cora.page.wait_for_url("**/edit/")
    cora.examiner.examines("rename")
    cora.writes("name", "Kitchen tablet")
    cora.presses("Save")
    assert "Kitchen tablet" in cora.page.locator("main").inner_text()
    cora.follows("Remove")
    cora.examiner.examines("remove")
    cora.presses("Remove the key")
    assert cora.reads("Your role needs a second step. Set up another one first.")
    assert Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).count() == 1
    assert not cora.examiner.faults, "\n".join(cora.examiner.faults)


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_a_key_is_the_second_step_after_the_code(cora, post, language, width, scheme):
    makes_a_passkey(cora, post, alone=False)
    cora.signs_out()
    cora.opens("desk")
    cora.writes("email", CORA)
    cora.presses("Send me a code")
    cora.looks_around("account_confirm_login_code")
    cora.opens("desk")
    asks_for_code(cora, post, CORA)
    cora.looks_around("mfa_authenticate")
    cora.presses("Use a security key")
    cora.page.wait_for_url(cora.site + reverse("desk"))
    assert not cora.examiner.faults, "\n".join(cora.examiner.faults)


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_a_device_without_the_key_opens_nothing_and_says_so(cora, post, language, width, scheme):
    makes_a_passkey(cora, post, alone=True)
    cora.signs_out()
    cora.devtools.send("WebAuthn.clearCredentials", {"authenticatorId": cora.device})
    cora.opens("account_login")
    cora.presses("Use a passkey")
    cora.page.locator("[role=alert]:focus").wait_for()
    assert cora.reads("The key did not answer. Try again, or choose another way.")
    cora.looks_around("account_login")
    assert not cora.examiner.faults, "\n".join(cora.examiner.faults)


def makes_a_passkey(cora, post, *, alone):
    """From the code in the e-mail to the desk."""
    cora.opens("desk")
    asks_for_code(cora, post, CORA)
    cora.page.wait_for_url("**" + reverse("second_factor") + "?**")
    cora.follows("Add a key")
    cora.looks_around("mfa_add_webauthn")
    cora.writes("name", "Phone")
    if alone:
        cora.page.locator("label[for=id_passwordless]").click()
    cora.presses("Add the key")
    cora.looks_around("mfa_view_recovery_codes")
    assert cora.page.locator(".codes li").count() == 10
    cora.follows("I have kept them")
    assert cora.here == reverse("desk")
    assert cora.reads("Nothing urgent.")
