"""What somebody needs, by topic and priority: taken from the request, changed by the team, copied to the profile."""

from collections.abc import Mapping

from django.db import transaction

from intake.models import Assessment, Need, Priority
from programs.models import Participation, Topic
from programs.services.events import record_event


@transaction.atomic
def note_needs(assessment: Assessment) -> None:
    """What the person ticked becomes needs; a single topic comes first. What the team wrote stays.

    Called when the request is sent, and again when its answers are renewed: what is no longer ticked goes.
    """
    ticked = set(assessment.answers.get("topics") or [])
    topics = set(assessment.program.topics.filter(pk__in=ticked).values_list("pk", flat=True))
    Need.objects.filter(assessment=assessment, said_by_person=True).exclude(topic__in=topics).delete()
    priority = Priority.FIRST if len(topics) == 1 else Priority.SECOND
    Need.objects.bulk_create(
        [
            Need(program=assessment.program, assessment=assessment, topic_id=topic, priority=priority)
            for topic in sorted(topics)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def change_needs(assessment: Assessment, *, priorities: Mapping[Topic, int | None], by: Participation) -> None:
    """Set the priority of these topics; None takes a need away. Topics that are not named stay as they are."""
    request = Assessment.objects.select_for_update(of=("self",)).select_related("program").get(pk=assessment.pk)
    known = {need.topic_id: need for need in request.needs.all()}
    changed = []
    for topic, priority in priorities.items():
        need = known.get(topic.pk)
        if (need.priority if need else None) == priority:
            continue
        changed.append(topic.pk)
        if priority is None:
            need.delete()
        elif need is None:
            Need.objects.create(
                program=request.program, assessment=request, topic=topic, priority=priority, said_by_person=False
            )
        else:
            need.priority = priority
            need.save(update_fields=["priority"])
    if changed:
        record_event("needs_changed", request, by=by, topics=sorted(changed))


def topics_needed(assessment: Assessment) -> list[Topic]:
    """The topics of the needs; of a request that was sent before needs were kept, what was ticked."""
    noted = list(Topic.objects.filter(pk__in=assessment.needs.values("topic")))
    if noted:
        return noted
    return list(assessment.program.topics.filter(pk__in=assessment.answers.get("topics") or []))
