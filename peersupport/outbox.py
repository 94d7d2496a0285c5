"""The local outbox: on a machine without a mail server, what would be sent is kept in a folder and shown at /outbox/.

The folder is a Maildir, so any mail program can open it too.
"""

import email
import mailbox
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from peersupport.embedded.folders import data_folder, private_folder

BACKEND = "peersupport.outbox.LocalOutbox"


class LocalOutbox(BaseEmailBackend):
    """Django's mail backend that delivers into the folder. A message is there whole or not at all."""

    def send_messages(self, email_messages):
        box = _maildir()
        for message in email_messages:
            box.add(message.message().as_bytes(linesep="\r\n"))
        return len(email_messages)


@dataclass(frozen=True)
class Letter:
    """One message of the outbox. `text` and `html` are empty when the message has no such part."""

    key: str
    kept_at: datetime
    subject: str
    sender: str
    to: str
    text: str
    html: str

    @classmethod
    def read(cls, key: str, message: EmailMessage, kept_at: datetime) -> "Letter":
        parts = {
            kind: part.get_content() if (part := message.get_body(preferencelist=(kind,))) else ""
            for kind in ("plain", "html")
        }
        return cls(
            key=key,
            kept_at=kept_at,
            subject=str(message["Subject"] or ""),
            sender=str(message["From"] or ""),
            to=str(message["To"] or ""),
            text=parts["plain"].strip(),
            html=parts["html"],
        )


def is_open() -> bool:
    """Whether this site keeps its mail here and shows it: only while developing, only without a mail server."""
    return settings.DEBUG and settings.EMAIL_BACKEND == BACKEND


def newest_letters(limit: int = 100) -> list[Letter]:
    """The last letters, newest first."""
    box = _maildir()
    newest = sorted(box.keys(), key=_order, reverse=True)[:limit]
    return [letter for key in newest if (letter := find_letter(key, box))]


def find_letter(key: str, box: mailbox.Maildir | None = None) -> Letter | None:
    """The letter with this key, or None."""
    box = box or _maildir()
    try:
        message = email.message_from_bytes(box.get_bytes(key), policy=modern)
    except KeyError:
        return None
    seconds, microseconds, _count = _order(key)
    return Letter.read(key, message, datetime.fromtimestamp(seconds + microseconds / 1e6, tz=UTC))


def _maildir() -> mailbox.Maildir:
    private_folder(data_folder())
    return mailbox.Maildir(_folder(), factory=None, create=True)


def _folder() -> Path:
    return data_folder() / "outbox"


def _order(key: str) -> tuple[int, int, int]:
    """(seconds, microseconds, count) of the moment of delivery, which a Maildir key begins with."""
    seconds, _, rest = key.partition(".")
    microseconds, _, rest = rest.removeprefix("M").partition("P")
    count = rest.partition("Q")[2].partition(".")[0]
    return int(seconds), int(microseconds), int(count)
