"""What stands beside a request: worries about the person, referrals, the consent of a guardian."""

from dataclasses import dataclass

from intake.facts import cases_about
from intake.models import Assessment, GuardianConsent, Referral
from intake.queries import referrals_of
from programs.models import Participation, SafetyCase


@dataclass(frozen=True)
class Beside:
    cases: list[SafetyCase]
    referrals: list[Referral]
    guardian: GuardianConsent | None


def beside(assessment: Assessment, reader: Participation) -> Beside:
    """Three queries, whatever stands there; never a case that concerns the reader."""
    return Beside(
        cases=list(cases_about(assessment).visible_to(reader).live().defer("note").order_by("acknowledge_by", "pk")),
        referrals=referrals_of(assessment),
        guardian=GuardianConsent.objects.filter(assessment=assessment).select_related("recorded_by__person").first(),
    )
