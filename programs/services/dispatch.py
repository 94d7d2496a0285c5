"""Sending what is due: claim a batch, write the letters, pass the fence, send, finish.

The fence is the last look at the database before a message leaves: what was voided, has expired or speaks of an older
version does not pass. It is passed ten at a time; where the mail server is slow, what still waits is looked at again.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage

from programs.delivery import Delayed, Postman, Refused, ServerAway
from programs.letters import as_email, write_letter
from programs.models import Notice
from programs.notices import KINDS, NoticeKind
from programs.services.leases import Lease, expire_late

logger = logging.getLogger(__name__)

BATCH = 100
FENCED_AT_ONCE = 10
LOOK_AGAIN_SECONDS = 1
RUN_SECONDS = 240


def dispatch_due(*, batch: int = BATCH, seconds: float = RUN_SECONDS) -> Counter:
    """Send until nothing is due, for `seconds` at most. Returns how many were sent, failed, delayed, dropped.

    Any number of workers may run this at once. Whatever happens to this one, no notice is lost.
    """
    tally = Counter(expired=expire_late())
    enough = time.monotonic() + seconds
    with Postman() as postman:
        while time.monotonic() < enough and (lease := Lease.claim(batch)):
            run = Run(lease, postman)
            run.send()
            tally.update(run.tally)
            logger.info("dispatched %s ids=%s", dict(run.tally), ",".join(map(str, lease.claimed)))
            if run.server_is_away:
                break
    return tally


class Run:
    """One worker sends one batch."""

    def __init__(self, lease: Lease, postman: Postman):
        self.lease = lease
        self.postman = postman
        self.tally = Counter(claimed=len(lease.claimed))
        self.server_is_away = False
        self.drafts = {}

    def send(self) -> None:
        for name, notices in groupby(self.lease.notices(), key=lambda notice: notice.kind):
            notices = list(notices)
            if name in KINDS:
                self._send_kind(KINDS[name], notices)
            else:
                self._delay(notices, "unknown kind")  # owed by a newer version of the platform than this worker's

    def _send_kind(self, kind: NoticeKind, notices: list[Notice]) -> None:
        subjects = kind.load({notice.about_id for notice in notices})
        self.drafts = {}
        for ten in _in_tens(notices):
            if self.server_is_away:
                self._delay(ten, "ServerAway")
            else:
                self._send_ten(kind, ten, subjects)

    def _send_ten(self, kind: NoticeKind, notices: list[Notice], subjects: dict) -> None:
        messages = {}
        for notice in notices:
            if message := self._written(kind, notice, subjects.get(notice.about_id)):
                messages[notice.pk] = (notice, message)
        waiting = self._passed(kind, messages.keys(), self.lease.pass_fence) if messages else []
        fenced_at = looked_at = time.monotonic()
        while waiting:
            if self.server_is_away or time.monotonic() > fenced_at + settings.NOTICE_LEASE_SECONDS * 0.7:
                self._delay([messages[pk][0] for pk in waiting], "ServerAway")
                return
            if time.monotonic() > looked_at + LOOK_AGAIN_SECONDS:
                waiting = self._passed(kind, waiting, self.lease.look_again)
                looked_at = time.monotonic()
            if waiting:
                self._deliver(*messages[waiting.pop(0)])

    def _passed(self, kind: NoticeKind, ids: Collection[int], look: Callable) -> list[int]:
        passed = sorted(look(kind, ids))
        self.tally["dropped"] += len(ids) - len(passed)
        return passed

    def _written(self, kind: NoticeKind, notice: Notice, about) -> EmailMessage | None:
        """The message of a notice; None when there is none to send, after doing what follows from that."""
        if about is None or not notice.recipient.is_active or not kind.still_true(about, notice):
            self.tally["dropped"] += self.lease.drop([notice.pk])
            return None
        if not notice.recipient.email:
            self.lease.fail(notice, "no address")
            self.tally["failed"] += 1
            return None
        try:
            letter = write_letter(kind, about, recipient=notice.recipient, program=notice.program, drafts=self.drafts)
            return as_email(letter, notice)
        except Exception as error:
            # A mistake in a text must not stop the other messages; this one waits until it is mended. The error's own
            # words stay out of the log: they may repeat what a person wrote.
            logger.error("could not write notice=%d kind=%s error=%s", notice.pk, kind.name, type(error).__name__)
            self._delay([notice], "not written")
            return None

    def _deliver(self, notice: Notice, message: EmailMessage) -> None:
        try:
            self.postman.deliver(message)
        except Refused as refusal:
            self.lease.fail(notice, f"refused {refusal}")
            self.tally["failed"] += 1
        except Delayed as delay:
            self.server_is_away = isinstance(delay, ServerAway)
            self._delay([notice], str(delay))
        else:
            self.lease.finish(notice.pk)
            self.tally["sent"] += 1

    def _delay(self, notices: list[Notice], reason: str) -> None:
        self.lease.delay([notice.pk for notice in notices], reason)
        self.tally["delayed"] += len(notices)


def _in_tens(notices: list[Notice]) -> Iterator[list[Notice]]:
    for start in range(0, len(notices), FENCED_AT_ONCE):
        yield notices[start : start + FENCED_AT_ONCE]
