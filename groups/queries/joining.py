"""What still stands between a member and the link of their group: its own rules, and the say about one's number."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from groups.models import Group, GroupRules, GroupRulesAcceptance, Membership, MembershipRole
from programs.models import Consent, ConsentText, Mode, Participation, Person, Purpose


@dataclass(frozen=True)
class Joining:
    """`rules`: to accept first, or None. `number_text`: what to agree to, or None when the program has no text."""

    rules: GroupRules | None
    needs_number: bool
    number_text: ConsentText | None

    @property
    def is_free(self) -> bool:
        return self.rules is None and not self.needs_number


def joining(group: Group, membership: Membership) -> Joining:
    """For one member of one group. Who facilitates opens the room and is asked for nothing here."""
    if membership.role == MembershipRole.FACILITATOR:
        return Joining(None, False, None)
    rules = rules_of(group)
    if rules and has_accepted(rules, [membership.participation]):
        rules = None
    needs_number = group.mode == Mode.WHATSAPP and not shares_number(membership.participation)
    text = ConsentText.objects.current(group.program, Purpose.WHATSAPP_NUMBER).first() if needs_number else None
    return Joining(rules, needs_number, text)


def rules_of(group: Group) -> GroupRules | None:
    return GroupRules.objects.current(group).select_related("group").first()


def group_rules_to_accept(person: Person) -> list[GroupRules]:
    """The newest rules of each group in which this person has a place, and which they have not accepted yet."""
    mine = Membership.objects.current().members().filter(participation__person=person)
    newer = GroupRules.objects.filter(group=OuterRef("group"), version__gt=OuterRef("version"))
    accepted = GroupRulesAcceptance.objects.filter(rules=OuterRef("pk"), participation__person=person)
    rows = GroupRules.objects.filter(~Exists(newer), ~Exists(accepted), group__in=mine.values("group"))
    return list(rows.exclude(body="").select_related("group", "program").order_by("pk"))


def has_accepted(rules: GroupRules, participations: Iterable[Participation]) -> bool:
    return GroupRulesAcceptance.objects.filter(rules=rules, participation__in=participations).exists()


def shares_number(participation: Participation) -> bool:
    """The consent holds for the program, whatever the version of its text."""
    return (
        Consent.objects.standing()
        .filter(program=participation.program_id, person=participation.person_id, text__purpose=Purpose.WHATSAPP_NUMBER)
        .exists()
    )


def my_places_in(group_id: str, participations: Iterable[Participation]) -> list[Membership]:
    """Where these participations have a place in the group with this public id, with group and program."""
    rows = Membership.objects.current().filter(participation__in=participations, group__public_id=group_id)
    return list(rows.select_related("group__program", "participation").order_by("pk"))
