"""What a page carries so that a POST whose session has ended meanwhile still finds its answers.

A hidden field `kept` with the id of what is being answered, signed, good for half a day. It opens nothing by a GET.
"""

from django.core.signing import BadSignature, TimestampSigner

KEPT_SECONDS = 12 * 60 * 60
FIELD = "kept"


def sealed_id(public_id: str, *, purpose: str) -> str:
    """The value of the field; `purpose` keeps a value of one journey from being used in another."""
    return _signer(purpose).sign(public_id)


def opened_id(value: str | None, *, purpose: str) -> str | None:
    """The id in a posted value; None for one that is forged, too old, or not there."""
    try:
        return _signer(purpose).unsign(value or "", max_age=KEPT_SECONDS)
    except BadSignature:
        return None


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"intake.kept.{purpose}")
