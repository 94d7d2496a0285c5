"""Who looks after a text that somebody should look at: never who wrote it, nor who is close to who wrote it."""

from django.db.models import Q

from groups.models import Membership, ModerationItem, Post, SpaceKind, Story
from groups.services.community.texts import above, writer_of
from programs.access import GRANTS, Permission
from programs.models import Grade, Participation, ParticipationState, Person, Program, Role
from programs.services.notices import owe_notice

ROLES = frozenset(role for role, granted in GRANTS.items() if Permission.MODERATE in granted)
NOTICES = ("text_waits", "text_waits_now")


def moderators_of(item: ModerationItem) -> list[Participation]:
    """The people whom `ModerationItem.visible_to` lets in, each once: who leads the group first, then by time."""
    return _fit(item.program, item.writer, item.above, _leading(item.post))


def readers_of(text: Post | Story) -> list[Participation]:
    """Who would look at it, before anybody has told the team."""
    writer = writer_of(text)
    post = text if isinstance(text, Post) else None
    return _fit(text.program, writer, above(writer, text.program), _leading(post))


def tell_moderators(item: ModerationItem) -> None:
    """Something waits: once for each grade, and in quiet hours too where it cannot wait.

    What cannot wait has a safety case, of which those who look after danger are told already: one message is enough.
    """
    now = item.grade == Grade.IMMEDIATE
    kind = "text_waits_now" if now else "text_waits"
    for row in moderators_of(item):
        if now and Permission.HANDLE_CASES in GRANTS[row.role]:
            continue
        owe_notice(kind, item, recipient=row.person, program=item.program, version=Grade.values.index(item.grade))


def look_for_moderators() -> int:
    """Open items that were for the safeguarding leads alone, and no lead is left: the coordinators see them then."""
    found = 0
    for item in ModerationItem.objects.open().filter(above=Role.SAFEGUARDING).select_related("program", "writer"):
        now_above = above(item.writer, item.program)
        if now_above != item.above:
            item.above = now_above
            item.save(update_fields=["above", "updated_at"])
            tell_moderators(item)
            found += 1
    return found


def _leading(post: Post | None) -> set[int]:
    """Keys of the participations that lead the group on whose board it stands."""
    if post is None or post.thread.space.kind != SpaceKind.GROUP:
        return set()
    leads = Membership.objects.current().facilitating().filter(group=post.thread.space.group_id)
    return set(leads.values_list("participation", flat=True))


def _fit(program: Program, writer: Person, judged_above: str, leading: set[int]) -> list[Participation]:
    roles = Q(role=Role.SAFEGUARDING)
    if judged_above != Role.SAFEGUARDING:
        roles |= Q(role=Role.COORDINATOR)
    if not judged_above:
        roles |= Q(role=Role.FACILITATOR, pk__in=leading)
    close = program.ties.standing().of(writer).values_list("one", "other")
    apart = {writer.pk}.union(*close)
    rows = Participation.objects.filter(
        roles, program=program, state=ParticipationState.ACTIVE, person__is_active=True
    ).exclude(person__in=apart)
    once: dict[int, Participation] = {}
    for row in sorted(rows.select_related("person", "program").order_by("since", "pk"), key=_facilitators_first):
        once.setdefault(row.person_id, row)
    return list(once.values())


def _facilitators_first(row: Participation) -> bool:
    return row.role != Role.FACILITATOR
