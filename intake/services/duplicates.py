"""Two forms that may be one person: what the team decides after a look."""

from django.db import transaction

from intake.models import Assessment, DuplicateVerdict
from programs.models import Participation, Person
from programs.services.events import record_event


@transaction.atomic
def judge_duplicate(assessment: Assessment, *, other: Person, is_same: bool, by: Participation) -> DuplicateVerdict:
    """Keep whether `other` is the person of this request: it is not asked again. The last word counts."""
    verdict, _created = DuplicateVerdict.objects.update_or_create(
        assessment=assessment, other=other, defaults={"program": assessment.program, "is_same": is_same, "by": by}
    )
    record_event("duplicate_judged", assessment, by=by, verdict=verdict.pk, is_same=is_same)
    return verdict
