"""What one group agreed on, on top of the program's rules: written by the desk, accepted by each member."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from groups.models import Group, GroupRules, GroupRulesAcceptance
from programs.errors import DomainError
from programs.models import Participation
from programs.services.events import record_event


class RulesHaveChanged(DomainError):
    message = _("The rules have just changed. Please read them again.")


@transaction.atomic
def publish_group_rules(group: Group, *, body: str, by: Participation) -> GroupRules:
    """A new version, which everybody is asked to accept again; the same words stay the version they were."""
    group = Group.objects.select_for_update(of=("self",)).select_related("program").get(pk=group.pk)
    last = GroupRules.objects.current(group).first()
    rules = GroupRules(program=group.program, group=group, body=body.strip(), published_by=by)
    if last is not None and last.lines == rules.lines:
        return last
    rules.version = last.version + 1 if last else 1
    rules.save()
    record_event("group_rules_published", rules, by=by, version=rules.version)
    return rules


@transaction.atomic
def accept_group_rules(rules: GroupRules, *, participation: Participation) -> None:
    """The member accepts this version; accepting twice is accepting once. Raises `RulesHaveChanged`."""
    if GroupRules.objects.filter(group=rules.group_id, version__gt=rules.version).exists():
        raise RulesHaveChanged
    acceptance, created = GroupRulesAcceptance.objects.get_or_create(
        rules=rules, participation=participation, defaults={"program_id": rules.program_id}
    )
    if created:
        record_event("group_rules_accepted", acceptance, by=participation, version=rules.version)
