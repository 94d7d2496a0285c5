"""Writing a notice: from its kind and its subject to a subject line, a text and its HTML twin. Asks no database.

A letter is written at the moment it leaves, in the recipient's language and zone, so it says what is true then. To the
members of one group it differs in the name alone, so a batch writes it once and fills in each name.
"""

import re
from dataclasses import dataclass
from email import policy
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
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from programs.notices import NoticeKind

# Line ends and all else that is white; the two no-break spaces of French stay what they are.
SPACE = re.compile(r"[^\S\u00a0\u202f]+")

# Stands for the reader's name in a draft, between two characters that Unicode leaves without a meaning.
NAME = "\ue000name\ue001"


@dataclass(frozen=True)
class Preview:
    """A written letter. `subject` is one line; `text` and `html` say the same."""

    subject: str
    text: str
    html: str

    def addressed_to(self, recipient) -> "Preview":
        """This draft with the reader's name in it. A name is one line, and no mark-up."""
        name = SPACE.sub(" ", recipient.display_name).strip()
        return Preview(
            self.subject.replace(NAME, name), self.text.replace(NAME, name), self.html.replace(NAME, escape(name))
        )


def write_letter(kind: NoticeKind, about, *, recipient, program, drafts: dict | None = None) -> Preview:
    """The letter that `recipient` would get about `about` now.

    Whoever writes several letters about rows loaded together gives them one dictionary of `drafts`. A draft is used
    again only where everything that its texts can read is equal.
    """
    drafts = {} if drafts is None else drafts
    with translation.override(recipient.language), timezone.override(recipient.zone):
        context = kind.context(about, recipient) | {"program": program, "neutral": not recipient.names_in_messages}
        same = (kind.name, recipient.language, recipient.time_zone, *sorted(context.items()))
        if same not in drafts:
            drafts[same] = _draft(kind.template, context)
    return drafts[same].addressed_to(recipient)


def _draft(template: str, context: dict) -> Preview:
    url = absolute(context["url"])
    context = {"action_label": _("Open the page")} | context
    context |= {
        "recipient": {"display_name": NAME},
        "url": url,
        "action_url": url,
        "choices_url": absolute(reverse("my_choices")),
    }
    subject = SPACE.sub(" ", _render(f"{template}_subject.txt", context)).strip()
    text = re.sub(r"\n{3,}", "\n\n", _render(f"{template}.txt", context)).strip() + "\n"
    html = _render(f"{template}.html", context | {"subject": subject})
    return Preview(subject, text, html)


class QuickHeaders(policy.Compat32):
    """Most headers are short and plain. To find that out, Python's own takes longer than all else in a message."""

    def fold_binary(self, name, value):
        if isinstance(value, str) and value.isascii() and len(name) + len(value) < 76 and value.isprintable():
            return f"{name}: {value}{self.linesep}".encode()
        return super().fold_binary(name, value)


class NoticeEmail(EmailMultiAlternatives):
    """Django's message, made with less work."""

    def message(self):
        message = super().message()
        # Python reads the whole text to find a boundary that is not in it. The id is random and stands in no text.
        message.set_boundary(f"={self.extra_headers['Message-ID'].strip('<>').partition('@')[0]}=")
        for part in (message, *message.get_payload()):
            part.policy = QUICK
        return message


QUICK = QuickHeaders()


def as_email(letter: Preview, notice) -> NoticeEmail:
    """The letter as the message of one notice: the same notice always carries the same Message-ID."""
    message = NoticeEmail(
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
    return _sender(settings.DEFAULT_FROM_EMAIL, language)


@cache
def _sender(written: str, language: str) -> str:
    name, address = parseaddr(written)
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
