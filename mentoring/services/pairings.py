"""Two people become a pair: counted under a lock on the supporter, met in a group of two."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Admission, Group, GroupKind, MembershipRole
from groups.services.memberships import place_in_group
from mentoring.models import Pairing, Supporter
from mentoring.obstacle_words import all_words
from mentoring.services.gate import obstacles, today_of
from mentoring.services.quality import ask_about_pair, furnish_quality
from mentoring.services.supporters import lock_supporter
from programs.errors import DomainError
from programs.models import Mode, Participation, ParticipationState, Profile, Role
from programs.models.person import Language
from programs.services.events import record_event
from programs.services.notices import owe_notice
from programs.services.ties import is_tied

NAME_SIGNS = 48  # of each of the two names in the name of their group


class SupporterFull(DomainError):
    message = _("This peer supports as many people as they can.")


class NotReady(DomainError):
    """Says everything that stands in the way."""

    message = _("This peer cannot support anybody new at the moment.")

    def __init__(self, obstacles=()):
        super().__init__(" ".join([str(self.message), *map(str, obstacles)]))


class NotTogether(DomainError):
    """Says nothing of who it is or why: the register of ties is not for every eye."""

    message = _("These two people cannot be a pair. Choose somebody else.")


class AlreadyPaired(DomainError):
    message = _("This person already has a peer.")


class NotTakingPart(DomainError):
    message = _("This person does not take part at the moment.")


@transaction.atomic
def begin_pairing(
    participation: Participation,
    supporter: Supporter,
    *,
    by: Participation | None,
    tell: bool = True,
    follows: Pairing | None = None,
    now: datetime.datetime | None = None,
) -> Pairing:
    """Bring a participant and a supporter together; their group of two is made, and both are told once (`tell`).

    `follows` is the pair that this one takes the place of: it may still stand for a last meeting. Who begins several
    pairs in one transaction locks their supporters first, in the order of their keys, so that nobody waits in a ring.
    Raises `NotReady`, `SupporterFull`, `NotTakingPart`, `AlreadyPaired`, `NotTogether`.
    """
    now = now or timezone.now()
    supporter = lock_supporter(supporter)
    participation = _lock_participation(participation)
    _check_ready(supporter, now)
    _check_alone(participation, supporter, follows)
    if supporter.pairings.live().count() >= supporter.capacity:
        raise SupporterFull
    group = _make_group(participation, supporter)
    place_in_group(group, participation=supporter.participation, by=by, role=MembershipRole.FACILITATOR, now=now)
    place_in_group(group, participation=participation, by=by, now=now)
    pairing = Pairing.objects.create(
        program=supporter.program,
        participation=participation,
        supporter=supporter,
        group=group,
        started_on=now.astimezone(group.zone).date(),
        follows=follows,
    )
    record_event("pairing_begun", pairing, by=by)
    furnish_quality(pairing.program, by=by)
    ask_about_pair(pairing)
    if tell:
        for person in (participation.person, supporter.participation.person):
            owe_notice("pair_begun", pairing, recipient=person, program=pairing.program)
    return pairing


def _lock_participation(participation: Participation) -> Participation:
    rows = Participation.objects.select_for_update(of=("self",)).select_related("person", "program")
    return rows.get(pk=participation.pk)


def _check_ready(supporter: Supporter, now: datetime.datetime) -> None:
    found = obstacles([supporter], today_of(supporter.program, now))[supporter.pk]
    if found:
        raise NotReady(all_words(found))


def _check_alone(participation: Participation, supporter: Supporter, follows: Pairing | None) -> None:
    if participation.program_id != supporter.program_id or participation.role != Role.PARTICIPANT:
        raise NotTakingPart
    if participation.state != ParticipationState.ACTIVE:
        raise NotTakingPart
    standing = Pairing.objects.live().filter(participation=participation)
    if standing.exclude(pk=follows.pk if follows else None).exists():
        raise AlreadyPaired
    other = supporter.participation.person_id
    if participation.person_id == other or is_tied(supporter.program, participation.person, [other]):
        raise NotTogether


def _make_group(participation: Participation, supporter: Supporter) -> Group:
    """By telephone, which needs neither a place nor a link; the two agree on something else when they like."""
    program = supporter.program
    name = " & ".join(str(one)[:NAME_SIGNS] for one in (participation.person, supporter.participation.person))
    return Group.objects.create(
        program=program,
        name_en=name,
        name_fr=name,
        kind=GroupKind.PAIR,
        admission=Admission.CLOSED,
        language=_common_language(participation, supporter),
        capacity=1,
        minimum=1,
        time_zone=program.time_zone,
        mode=Mode.PHONE,
    )


def _common_language(participation: Participation, supporter: Supporter) -> str:
    """The participant's own where both speak it, else one that both speak, else the participant's own."""
    spoken = dict(
        Profile.objects.filter(participation__in=[participation, supporter.participation]).values_list(
            "participation", "languages"
        )
    )
    own = participation.person.language
    shared = set(spoken.get(participation.pk, [])) & set(spoken.get(supporter.participation_id, []))
    shared &= set(Language.values)
    return own if own in shared or not shared else min(shared)
