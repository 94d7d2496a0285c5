"""What the addresses of recruiting point to, for `tests/world.py`: ravi has applied to become a peer."""

from mentoring.services.references import ask_reference, token_of
from tests.mentoring.applying import make_application, make_campaign


def recruiting_kwargs(program, people) -> dict[str, str]:
    campaign = make_campaign(program)
    application = make_application(campaign, nickname="Ravi", email=people["ravi"].email)
    reference = ask_reference(application.references.get(), by=people["cora"])
    return {
        "campaign": campaign.public_id,
        "application": application.public_id,
        "reference": reference.public_id,
        "checked": application.person.public_id,
        "reference_token": token_of(reference),
    }
