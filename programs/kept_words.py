"""Words that were sent when the session had ended: kept sealed until the person has signed in again.

The page that shows the form says whose words they will be (`owner_mark`); only this person gets them back, on the same
page and for an hour. A view asks for it with `keeps_words = (names of fields)`.
"""

import base64
import json
import time

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing

from programs.encryption import CannotOpen, seal, unseal

KEY = "kept_words"
MARK = "whose"  # the name of the hidden field
SALT = "programs.kept_words"
LONGEST = 8000
SECONDS = 3600


def owner_mark(person) -> str:
    return signing.dumps(person.public_id, salt=SALT)


def keep_words(request, names) -> None:
    """Keep what was typed into these fields in the visitor's session."""
    try:
        owner = signing.loads(request.POST.get(MARK, ""), salt=SALT, max_age=None)
    except signing.BadSignature:
        return
    words = {name: request.POST[name][:LONGEST] for name in names if name in request.POST}
    sealed = seal(json.dumps(words), place=_place(owner, request.path))
    request.session[KEY] = {"at": int(time.time()), "words": base64.b64encode(sealed).decode()}


def kept_words(request) -> dict[str, str]:
    """What this person typed on this page before they had to sign in again; empty for everybody else."""
    kept = request.session.get(KEY)
    if not kept or time.time() - kept["at"] > SECONDS:
        return {}
    try:
        return json.loads(unseal(base64.b64decode(kept["words"]), place=_place(request.user.public_id, request.path)))
    except CannotOpen:
        return {}


def forget_words(request) -> None:
    """They were sent: nothing of them stays."""
    request.session.pop(KEY, None)


def _place(owner: str, path: str) -> str:
    return f"session.{KEY}:{owner}:{path}"


class ClosedDoor(LoginRequiredMiddleware):
    """Django's, but what somebody typed on a page that keeps words is not lost at the door."""

    def handle_no_permission(self, request, view_func):
        names = getattr(getattr(view_func, "view_class", None), "keeps_words", ())
        if names and request.method == "POST":
            keep_words(request, names)
        return super().handle_no_permission(request, view_func)
