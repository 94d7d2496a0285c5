"""What stands beside a request: worries about the person, referrals, the consent of a guardian."""

from dataclasses import dataclass

from intake.facts import cases_about
from intake.models import Assessment, GuardianConsent, Referral
from intake.queries import referrals_of
from programs.models import SafetyCase


@dataclass(frozen=True)
class Beside:
    cases: list[SafetyCase]
    referrals: list[Referral]
    guardian: GuardianConsent | None


def beside(assessment: Assessment) -> Beside:
    """Three queries, whatever stands there."""
    return Beside(
        cases=list(cases_about(assessment).live().defer("note").order_by("acknowledge_by", "pk")),
        referrals=referrals_of(assessment),
        guardian=GuardianConsent.objects.filter(assessment=assessment).select_related("recorded_by__person").first(),
    )
