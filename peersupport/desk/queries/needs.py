"""What one request says about needs."""

from intake.models import Assessment, Need
from programs.models import Topic


def needs_of(assessment: Assessment) -> dict[int, Need]:
    """Topic id → need, the first ones first."""
    return {need.topic_id: need for need in assessment.needs.select_related("topic").order_by("priority", "pk")}


def topics_to_weigh(assessment: Assessment) -> list[Topic]:
    """The program's topics, and any other that is already a need."""
    mine = assessment.program.topics.all() | Topic.objects.filter(pk__in=assessment.needs.values("topic"))
    return list(mine.distinct().order_by("slug"))
