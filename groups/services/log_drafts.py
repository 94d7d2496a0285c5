"""Drafts of a log: what one facilitator has typed and not saved, kept for them alone until they save or forget it."""

import datetime
import json

from django.db import transaction

from groups.models import LogDraft, Meeting
from programs.models import Participation

KEPT = datetime.timedelta(days=30)  # after the meeting, or after the last word typed


@transaction.atomic
def keep_draft(meeting: Meeting, *, by: Participation, typed: dict[str, list[str]]) -> LogDraft:
    """Keep what is typed, sealed, in place of what was kept before."""
    draft, _is_new = LogDraft.objects.update_or_create(
        meeting=meeting,
        by=by,
        defaults={"content": json.dumps(typed, ensure_ascii=False)},
        create_defaults={"program_id": meeting.program_id, "content": json.dumps(typed, ensure_ascii=False)},
    )
    return draft


def draft_of(meeting: Meeting, *, by: Participation) -> dict[str, list[str]] | None:
    """What `by` typed and did not save; None when there is nothing."""
    draft = LogDraft.objects.filter(meeting=meeting, by=by).first()
    return json.loads(draft.content) if draft else None


def forget_old_drafts(now: datetime.datetime) -> int:
    """Delete what nobody came back to, sealed as it is; return how many drafts that were."""
    old = LogDraft.objects.filter(meeting__ends_at__lt=now - KEPT, changed_at__lt=now - KEPT)
    return old.delete()[0]
