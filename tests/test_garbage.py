"""What no page of ours writes: addresses with a NUL, numbers of thousands of digits, days at the end of time."""

import pytest
from django.core.exceptions import ValidationError

from groups.models import Rsvp
from programs.models.person import validate_time_zone
from tests.make import make_meeting


@pytest.mark.parametrize(
    "path",
    [
        "/p/a%00b/rules/",
        "/join/a%00b/",
        "/programs/a%00b/",
        "/choices/consents/x%00/research/withdrawal/",
        "/desk/{p}/groups/%00/",
        "/desk/{p}/requests/%00/",
        "/desk/{p}/people/?name=%00",
        "/desk/{p}/report/?group=%00",
        "/desk/{p}/groups/{g}/people/?name=a%00b",
        "/admin/programs/program/?q=%00",
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_address_with_a_nul_leads_nowhere(signed_in, cora, circle, path, language):
    client = signed_in(cora, language=language)
    answer = client.get(path.format(p=cora.program.public_id, g=circle.public_id))
    assert answer.status_code == 404


def test_an_answer_to_a_version_of_five_thousand_digits_is_not_taken(signed_in, mia, meeting):
    url = f"/p/{mia.program.public_id}/meetings/{meeting.public_id}/answer/"
    answer = signed_in(mia).post(url, {"answer": "coming", "sequence": "9" * 5000})
    assert answer.status_code == 302
    assert not Rsvp.objects.exists()


@pytest.mark.parametrize(
    "when",
    [
        {"rhythm": "once", "starts_on": "9999-12-31"},
        {"rhythm": "weekly", "starts_on": "2030-01-01", "ends": "until", "until": "9999-12-31"},
    ],
)
def test_a_day_at_the_end_of_time_is_refused_in_words(signed_in, cora, circle, when):
    url = f"/desk/{cora.program.public_id}/groups/{circle.public_id}/series/new/"
    answer = signed_in(cora).post(url, when | {"starts_at_local": "23:30", "minutes": "90"})
    assert answer.status_code == 200
    assert "Write a day such as" in answer.content.decode()


def test_a_meeting_cannot_move_to_the_end_of_time(signed_in, cora, circle):
    meeting = make_meeting(circle)
    url = f"/desk/{cora.program.public_id}/meetings/{meeting.public_id}/time/"
    answer = signed_in(cora).post(url, {"day": "9999-12-31", "start": "23:30", "minutes": "90", "sequence": "0"})
    assert answer.status_code == 200
    assert "Write a day such as" in answer.content.decode()


def test_a_zone_that_only_python_knows_is_refused():
    with pytest.raises(ValidationError):
        validate_time_zone("localtime")
    validate_time_zone("America/Toronto")
