"""Looks at a page as it stands in the browser: accessibility, width, policy, other hosts, errors."""

import json

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
RUN_AXE = f"axe.run(document, {json.dumps(OPTIONS)}).then((found) => found.violations)"
LISTEN = """window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));"""
# Whatever sticks out of the window, by the names one would look for in the templates.
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map((e) => `${e.tagName.toLowerCase()}.${e.className}`.slice(0, 80)).concat("sticks out")"""
UNFOLD_AND_LOOK = f"""() => {{
  document.querySelectorAll("details").forEach((each) => {{ each.open = true; }});
  return [({WIDER})(), window.violations, document.documentElement.lang]; }}"""


class Examiner:
    """Uses one page of a `Visitor` for all; `faults` holds what was found, in words that lead to it."""

    def __init__(self, visitor):
        self.visitor = visitor
        self.page = visitor.page
        self.site = visitor.site
        self.context = visitor.context
        self.faults = []
        self.where = ""
        self.expected_status = 200
        self.listening = True
        self.page.add_init_script(LISTEN)
        self.page.add_init_script(Axe().axe_script)  # the browser then keeps it compiled from page to page
        self.page.on("request", self._notice_request)
        self.page.on("console", self._notice_console)
        self.page.on("pageerror", lambda error: self._fault(f"error in a script: {error}"))

    def signs_in(self, session_key):
        self.visitor.signs_in(session_key)

    def looks_like(self, language, width, scheme):
        self.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": self.site}])
        self.page.emulate_media(color_scheme=scheme)
        self.page.set_viewport_size({"width": width, "height": 800})
        self.look = f"{language}, {width} px, {scheme}"

    def opens(self, page):
        self.where, self.expected_status = page.name, page.status
        answer = self.page.goto(page.address)
        if answer.status != page.status:
            self._fault(f"answers {answer.status} instead of {page.status}")
        elif self.page.url != self.site + page.address:
            self._fault(f"leads to {self.page.url}")

    def examines(self, where=None):
        """Everything folded is unfolded first: what is hidden is not examined."""
        self.where = where or self.where
        self.page.wait_for_load_state()
        sticking, violations, language = self.page.evaluate(UNFOLD_AND_LOOK)
        self._sticks_out(sticking)
        for words in violations:
            self._fault(f"policy: {words}")
        for rule in self._broken_rules():
            places = [f"{node['html'][:120]} ({node['failureSummary'][:160]})" for node in rule["nodes"][:2]]
            self._fault(f"axe: {rule['id']}: {'; '.join(places)}")
        # Pages of refusal are in both languages, each part marked.
        if self.expected_status == 200 and language != self.look[:2]:
            self._fault("is in the other language")
        self.page.set_viewport_size({"width": 320, "height": 800})
        self._sticks_out(self.page.evaluate(WIDER))

    def _broken_rules(self):
        """What axe itself tries on the page, such as a style of its own, is not the page's fault."""
        self.listening = False
        broken = self.page.evaluate(RUN_AXE)
        self.listening = True
        return broken

    def _sticks_out(self, sticking):
        for words in sticking:
            self._fault(f"at {self.page.viewport_size['width']} px: {words}")

    def _notice_request(self, request):
        if not request.url.startswith((self.site, "data:")):
            self._fault(f"asks another host: {request.url}")

    def _notice_console(self, message):
        answered = f"status of {self.expected_status}" in message.text
        if self.listening and message.type == "error" and not (answered and self.expected_status != 200):
            self._fault(f"console: {message.text}")

    def _fault(self, words):
        self.faults.append(f"{self.where} ({self.look}): {' '.join(words.split())}")
