"""Writing a notice: from its kind and its subject to a subject line, a text and its HTML twin. Asks no database.

A letter is written at the moment it leaves, in the recipient's language and zone, so it says what is true then.
"""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from functools import cache
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from programs.notices import NoticeKind

# Line ends and all else that is white; the two no-break spaces of French stay what they are.
SPACE = re.compile(r"[^\S\u00a0\u202f]+")


@dataclass(frozen=True)
class Preview:
    """A written letter. `subject` is one line; `text` and `html` say the same."""

    subject: str
    text: str
    html: str


def write_letter(kind: NoticeKind, about, *, recipient, program) -> Preview:
    """The letter that `recipient` would get about `about` now."""
    with translation.override(recipient.language), timezone.override(recipient.zone):
        context = {"action_label": _("Open the page")} | kind.context(about, recipient)
        url = absolute(context["url"])
        context |= {
            "recipient": recipient,
            "program": program,
            "neutral": not recipient.names_in_messages,
            "url": url,
            "action_url": url,
            "choices_url": absolute(reverse("my_choices")),
        }
        subject = SPACE.sub(" ", _render(f"{kind.template}_subject.txt", context)).strip()
        text = re.sub(r"\n{3,}", "\n\n", _render(f"{kind.template}.txt", context)).strip() + "\n"
        html = _render(f"{kind.template}.html", context | {"subject": subject})
    return Preview(subject, text, html)


def as_email(letter: Preview, notice) -> EmailMultiAlternatives:
    """The letter as the message of one notice: the same notice always carries the same Message-ID."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=sender(notice.recipient.language),
        to=[notice.recipient.email],
        headers={
            "Message-ID": f"<{notice.message_id}@{_domain(settings.SITE_URL)}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{absolute(reverse('my_choices'))}>",  # opening this page changes nothing
        },
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def absolute(address: str) -> str:
    """An address for a letter, where there is no current page to be relative to."""
    return urljoin(settings.SITE_URL, address)


def sender(language: str) -> str:
    """Who writes: the name in DEFAULT_FROM_EMAIL, else a neutral word in the reader's language."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if not name:
        with translation.override(language):
            name = pgettext("neutral name in the browser tab", "Support")
    return str(Address(name, addr_spec=address))


def _render(template: str, context: dict) -> str:
    """Plain text is not HTML: an apostrophe stays an apostrophe there."""
    parsed = get_template(template).template
    return parsed.render(Context(context, autoescape=template.endswith(".html")))


@cache
def _domain(site_url: str) -> str:
    return urlsplit(site_url).hostname or "localhost"
