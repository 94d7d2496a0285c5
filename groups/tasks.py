"""Work done later. Tasks decide nothing: they call a service and end."""

from celery import shared_task
from django.utils import timezone

from groups.services.anonymous_reports import tell_of_danger, tell_of_reports
from groups.services.community.moderators import look_for_moderators
from groups.services.community.retention import retain_everywhere
from groups.services.community.spaces import put_away_idle
from groups.services.conflict_readers import find_readers
from groups.services.endings import offer_following_groups
from groups.services.log_drafts import forget_old_drafts
from groups.services.mediation.follow_ups import end_where_somebody_left, plan_follow_ups
from groups.services.offers import lapse_offers
from groups.services.reviews import find_reviewers
from groups.services.series import top_up_meetings
from groups.services.watch import watch_groups


@shared_task(name="groups.top_up_meetings")
def top_up() -> int:
    """Keep every series twelve months ahead."""
    return top_up_meetings(timezone.now())


@shared_task(name="groups.lapse_offers")
def lapse() -> int:
    """Chairs that nobody took in time go to the next who wait."""
    return lapse_offers()


@shared_task(name="groups.watch_groups")
def watch() -> int:
    """Few people, one facilitator for many, nothing next week: each becomes a task, once."""
    return watch_groups(timezone.now())


@shared_task(name="groups.offer_following_groups")
def offer_following() -> int:
    """Members of a group that ends are offered the group that follows."""
    return offer_following_groups()


@shared_task(name="groups.forget_log_drafts")
def forget_log_drafts() -> int:
    """Logs that were begun and never saved are deleted a month after the meeting."""
    return forget_old_drafts(timezone.now())


@shared_task(name="groups.tell_of_danger")
def danger_without_a_name() -> int:
    """Danger told without a name: looked for on the hour, so that no minute points to anybody."""
    return tell_of_danger()


@shared_task(name="groups.tell_of_reports")
def reports_without_a_name() -> int:
    """Once a day: something waits in the box without names."""
    return tell_of_reports(timezone.now().date())


@shared_task(name="groups.find_readers")
def readers_of_reports() -> int:
    """Reports that nobody can read any more get new readers; so do requests to look at something again."""
    return find_readers() + find_reviewers()


@shared_task(name="groups.plan_follow_ups")
def follow_ups_of_agreements() -> int:
    """Agreements whose day has come are looked at again; talks with somebody who left end."""
    return plan_follow_ups(timezone.now()) + end_where_somebody_left()


@shared_task(name="groups.put_away_idle_boards")
def put_away_idle_boards() -> int:
    """Live boards on which nobody writes any more are put away."""
    return put_away_idle(timezone.now())


@shared_task(name="groups.look_for_moderators")
def moderators_of_texts() -> int:
    """Flagged texts that nobody can look at any more reach the next who may."""
    return look_for_moderators()


@shared_task(name="groups.retain_copies")
def retention_of_copies() -> int:
    """Once a night: kept copies whose time is over are put away, then destroyed."""
    return len(retain_everywhere(timezone.now()))
