"""A coordinator brings a spreadsheet in, without a script: the page shows how far it is until the draft is there."""

import pytest
from playwright.sync_api import expect

from programs.models import Job
from tests.intake.questionnaires.test_xlsform_import import workbook
from tests.make import make_participation, make_program
from tests.plugins.processes import wait_until
from tests.walk.pages import session_of
from tests.walk.person import PATIENCE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

ROWS = [
    ["type", "name", "label::English (en)", "label::French (fr)"],
    ["text", "why", "What brings you?", "Qu’est-ce qui vous amène ?"],
    ["barcode", "card", "Your card", "Votre carte"],
]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_spreadsheet_comes_in_while_the_page_looks_by_itself(
    browser, live_site, processes, settings, tmp_path, width
):
    settings.SECOND_FACTOR_REQUIRED = False
    cora = make_participation(make_program(), role="coordinator", name="Cora")
    (tmp_path / "welcome.xlsx").write_bytes(workbook(ROWS))
    visitor = Visitor(browser, live_site, language="en", width=width, javascript=False)
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(cora.person), "url": live_site}]
    )

    visitor.opens("desk_questionnaires", cora.program.public_id)
    visitor.follows("Bring in a questionnaire")
    visitor.page.locator("[name=file]").set_input_files(tmp_path / "welcome.xlsx")
    visitor.writes("name", "Welcome")
    visitor.presses("Read this file")
    assert visitor.reads("You can leave this page and come back. The work goes on.")

    processes.environment["NOTICE_TICK_SECONDS"] = "1"  # the nudge went to a broker that nobody listened to
    processes.worker()
    processes.beat()
    wait_until(lambda: Job.objects.get().state == "done", because="nobody read the file")
    expect(visitor.page.get_by_text("“Welcome” is here as a draft")).to_be_visible(timeout=PATIENCE)
    assert visitor.reads("A question of the kind “%(detail)s” was left out.", detail="barcode")
    visitor.follows("Open the draft")
    assert visitor.heading == "Welcome"
    assert visitor.reads("What brings you?")
    visitor.leaves()
