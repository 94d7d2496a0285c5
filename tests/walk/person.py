"""Somebody at a browser: they see words in their language and press what they read, as people do."""

import re
from contextlib import suppress
from html import unescape

from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override
from playwright.sync_api import Error as PlaywrightError

from tests.plugins.processes import wait_until

PATIENCE = 60_000  # milliseconds for what is awaited on a page; a slow machine with much to do needs many
CODE = re.compile(r"\b\d{6}\b")


class Visitor:
    """One browser with cookies of its own. `words` are the site's, in English; they are looked for in `language`."""

    def __init__(self, browser, site, *, language, width=360, scheme="light", javascript=True, follows_policy=True):
        self.site = site
        self.language = language
        self.context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 800},
            locale={"fr": "fr-CA", "en": "en-CA"}[language],
            color_scheme=scheme,
            java_script_enabled=javascript,
            bypass_csp=not follows_policy,
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.taps = 0

    def say(self, words, context=None, **values) -> str:
        """The site's words in this person's language."""
        with override(self.language):
            return unescape(gettext(words)) % values if values else gettext(words)

    def signs_in(self, session_key):
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_key, "url": self.site}])

    def opens(self, name, *args):
        return self.page.goto(reverse(name, args=args))

    def presses(self, words, **values):
        self._tap(self.page.get_by_role("button", name=self.say(words, **values), exact=True))

    def follows(self, words, **values):
        """A link whose words begin so; hidden words may follow for those who hear the page."""
        self._tap(self.page.get_by_role("link", name=re.compile("^" + re.escape(self.say(words, **values)))).first)

    def goes_on(self):
        """The one main button of the page."""
        self._tap(self.page.locator("main .button-primary"))

    def chooses(self, name, value):
        """A radio button or a tick, touched at its label, which lies over it on a phone."""
        field = self.page.locator(f"[name='{name}'][value='{value}']")
        self._tap(self.page.locator(f"label[for='{field.get_attribute('id')}']"))

    def writes(self, name, words):
        self.page.locator(f"[name='{name}']").fill(str(words))

    def picks(self, name, value):
        """In a list that opens, or among radio buttons, whichever the page has."""
        if self.page.locator(f"select[name='{name}']").count():
            self.page.locator(f"select[name='{name}']").select_option(value)
        else:
            self.chooses(name, value)

    def reads(self, words, **values) -> bool:
        return self.say(words, **values) in self.page.locator("main").inner_text()

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def here(self) -> str:
        return self.page.url.removeprefix(self.site)

    def _tap(self, control):
        self.taps += 1
        control.click()

    def leaves(self):
        """What stood before them last is written down; pytest shows it where the test failed."""
        with suppress(PlaywrightError):
            print(f"--- {self.page.url} ---\n{self.page.locator('body').inner_text(timeout=1000)[:2000]}")
        self.context.close()


def asks_for_code(visitor, smtp, email):
    """The sign-in page is open: the address, then the code of the message that arrives."""
    before = len(letters_to(smtp, email))
    visitor.writes("email" if visitor.page.locator("[name=email]").count() else "login", email)
    visitor.presses("Send me a code")
    wait_until(lambda: len(letters_to(smtp, email)) > before, because=f"no code came to {email}")
    visitor.writes("code", CODE.search(plain(letters_to(smtp, email)[-1])).group())
    visitor.goes_on()


def sets_up_app(visitor):
    """A second step for somebody who looks after others, with an authenticator app."""
    visitor.follows("Set up the app")
    visitor.page.locator("details summary").click()
    secret = visitor.page.locator("code.secret").inner_text()
    counter = list(totp.yield_hotp_counters_from_time())[1]
    visitor.writes("code", totp.format_hotp_value(totp.hotp_value(secret, counter)))
    visitor.presses("Use this app")


def letters_to(smtp, email):
    return [message for message in smtp.messages if email in message["To"]]


def plain(message) -> str:
    return message.get_body(("plain",)).get_content()
