"""What the platform tells people, one class per kind. Each app registers its own in its `notices.py`.

A kind knows which row it is about, where its texts stand and until when it is true. It holds no text and sends nothing:
`services/notices.py` owes, `services/planning.py` plans, `services/dispatch.py` sends.

    @register
    class RequestAccepted(NoticeKind):
        name = "request_accepted"
        model = Assessment
        template = "intake/email/request_accepted"

        def context(self, about, recipient):
            return {"url": reverse("request_status", args=[about.public_id]), "action_label": _("See the answer")}

Texts: `<template>_subject.txt`, `<template>.txt` and `<template>.html`, written in the recipient's language and zone;
the latter two fill the block `content` of `email/base.txt` and `email/base.html`, which bring the heading (the subject)
and the button (`action_label` and the link). They are neutral: something waits, here is the link. Only where `neutral`
is false (the person asked for names) may they name a program, a group or a place.
Every text may use `recipient.display_name` (as it is: nothing may depend on it), `program`, `neutral`, `url` and
`choices_url`; both addresses are absolute.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Exists, Model, OuterRef, QuerySet

KINDS: dict[str, "NoticeKind"] = {}


class NoticeKind(ABC):
    name: str
    model: type[Model]
    template: str  # without the endings "_subject.txt", ".txt", ".html"
    related: tuple[str, ...] = ()  # what `context` reads through the subject, fetched together with it
    version_field: str = ""  # the subject's column that `Notice.version` must still equal when the message leaves
    disturbs: bool = False  # True: leaves in quiet hours too (an alarm, or the answer to what the person just did)

    @abstractmethod
    def context(self, about: Model, recipient) -> dict:
        """What the texts need. Must hold `url`, the page that says more: a path or an absolute address.

        May hold `action_label`, the words on the button. Called in the recipient's language and zone.
        Readers of one language and zone for whom it is equal get the same letter but for the name: values are hashable.
        """

    def load(self, ids: Iterable[int]) -> dict[int, Model]:
        """The subjects with these ids, by id, in a number of queries that does not grow with them."""
        return self.model._default_manager.select_related(*self.related).in_bulk(list(ids))

    def still_true(self, about: Model, notice) -> bool:
        """Whether what was loaded is what the notice speaks of; a message is written only then."""
        return not self.version_field or getattr(about, self.version_field) == notice.version

    def fence(self, notices: QuerySet) -> QuerySet:
        """Narrow `notices` of this kind to those that are true in the database at this moment.

        Asked once per process: where it needs the time it must use the database's `Now()`.
        """
        subjects = self.model._default_manager.filter(pk=OuterRef("about_id"))
        if self.version_field:
            subjects = subjects.filter(**{self.version_field: OuterRef("version")})
        return notices.filter(Exists(subjects))

    def plan(self, now: datetime | None) -> int:
        """Owe what follows from the rows as they are; return how many are new. `now=None` is the database's clock."""
        return 0


def register(kind: type[NoticeKind]) -> type[NoticeKind]:
    """Class decorator: make the kind known under its name."""
    if kind.name in KINDS and type(KINDS[kind.name]) is not kind:
        raise ImproperlyConfigured(f"Two kinds of notice are called {kind.name}.")
    KINDS[kind.name] = kind()
    return kind


def kind_named(name: str) -> NoticeKind:
    """The kind with this name. Raises `LookupError` when no app has registered it."""
    return KINDS[name]
