"""Who sees the link of an online meeting, and when. Pure."""

import datetime

from groups.models import Meeting, Membership, MembershipRole, MembershipState


def may_see_link(
    meeting: Meeting, membership: Membership | None, *, rules_accepted: bool, now: datetime.datetime
) -> bool:
    """Whoever has a place and accepted the ground rules, from some minutes before the start until the end.

    The facilitators of the group open the room, so they see it before. Nobody sees it once the meeting is off or over.
    """
    if membership is None or membership.group_id != meeting.group_id or membership.state != MembershipState.PLACED:
        return False
    if not meeting.join_link or meeting.is_cancelled or meeting.is_over(now):
        return False
    if membership.role == MembershipRole.FACILITATOR:
        return True
    return rules_accepted and now >= meeting.link_opens_at()
