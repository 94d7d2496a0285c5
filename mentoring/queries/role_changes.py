"""The way from taking part to supporting others, as the person sees it."""

from collections.abc import Iterable
from dataclasses import dataclass

from mentoring.models import RoleChange, RoleChangeState
from mentoring.services.rules import rules_of
from programs.models import Participation, ParticipationState, Role


@dataclass(frozen=True)
class RoleChangePage:
    as_participant: Participation | None
    supports: bool
    last: RoleChange | None
    waiting_days: int

    @property
    def asked(self) -> RoleChange | None:
        return self.last if self.last is not None and self.last.state == RoleChangeState.ASKED else None

    @property
    def may_ask(self) -> bool:
        stands = self.last is not None and self.last.state in {RoleChangeState.ASKED, RoleChangeState.AGREED}
        return self.as_participant is not None and not self.supports and not stands


def role_change_page(participations: Iterable[Participation]) -> RoleChangePage:
    rows = list(participations)
    active = (row for row in rows if row.role == Role.PARTICIPANT and row.state == ParticipationState.ACTIVE)
    part = next(active, None)
    last = RoleChange.objects.filter(participation__in=rows).select_related("participation").order_by("-pk").first()
    return RoleChangePage(
        as_participant=part,
        supports=any(row.role == Role.SUPPORTER for row in rows),
        last=last,
        waiting_days=rules_of(rows[0].program).waiting_days,
    )
