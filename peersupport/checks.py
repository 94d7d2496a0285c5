"""Before a site goes live: who answers for people's data has to be named."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

ASKED = {
    "PRIVACY_OFFICER_NAME": "the person who answers for the protection of personal data",
    "PRIVACY_OFFICER_EMAIL": "the address at which people reach that person",
    "HOSTING_NOTE": "where the data are kept, and by whom",
}


@register(Tags.security, deploy=True)
def check_privacy_facts(app_configs, **kwargs):
    return [
        Warning(
            f"{name} is empty: the privacy page cannot say {what}.",
            hint=f"Set {name} in the environment.",
            id="peersupport.W001",
        )
        for name, what in ASKED.items()
        if not getattr(settings, name, "")
    ]
