"""What is known of ten published instruments. Facts only: their wording belongs to others and comes in by import.

Positions count from 1 in the published order. `reliability` is what reliable change is computed with; an instrument
without one has no reliable change of its own, and the report says "not computable".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from intake.questionnaires.scoring import Scale, Score, score_items


class Licence(StrEnum):
    FREE = "free"  # anybody, with the source named
    NON_COMMERCIAL = "non_commercial"
    PERMISSION = "permission"  # ask the owner first
    PAID = "paid"
    UNKNOWN = "unknown"


# An instrument under one of these goes out only when a permission is on record.
NEEDS_PERMISSION = frozenset({Licence.PERMISSION, Licence.PAID, Licence.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Instrument:
    code: str
    name: str
    scale: Scale
    higher_is_better: bool
    licence: Licence
    citation: str
    licence_note: str = ""
    bands: tuple[tuple[float, str], ...] = ()  # (from this score on, its name), lowest first
    # A score on the cut-off, and whatever is worse, is on the side where help is needed.
    clinical_cutoff: float | None = None
    # The smallest change that matters to people, in points, boundary included, and who found it. A reliable change is
    # something else (more than measurement error) and does not stand here.
    important_change: float | None = None
    important_source: str = ""
    reliability: float | None = None
    reliability_kind: str = ""
    risk_items: frozenset[int] = frozenset()  # an answer above zero is looked at by a person at once
    subscales: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    order_note: str = ""

    @property
    def direction(self) -> int:
        """1 where a rise is an improvement, -1 where a fall is."""
        return 1 if self.higher_is_better else -1

    def band(self, score: Score | float | None) -> str:
        """The name of the band in which a score lies; empty without a score."""
        value = score.value if isinstance(score, Score) else score
        if value is None:
            return ""
        return str(next((name for start, name in reversed(self.bands) if value >= start), ""))

    def subscale(self, name: str, values: Sequence[Any]) -> Score:
        """The score of one subscale, from the numbers of all items; every item of it must be there."""
        positions = self.subscales[name]
        counted = self.scale.counted
        scale = replace(
            self.scale,
            count=len(positions),
            missing_allowed=0,
            reversed=frozenset(new for new, old in enumerate(positions, 1) if old in self.scale.reversed),
            counted={new: counted[old] for new, old in enumerate(positions, 1)} if counted else None,
        )
        if len(values) != self.scale.count:
            return Score(None, "wrong_count")
        return score_items(scale, [values[old - 1] for old in positions])

    def risks(self, values: Sequence[float | None]) -> list[int]:
        """The positions of risk items with an answer above zero, scorable as a whole or not."""
        return [place for place, value in enumerate(values, start=1) if place in self.risk_items and (value or 0) > 0]

    def is_clinical(self, value: float) -> bool | None:
        """Whether a score is on the side of the cut-off where help is needed; None without a cut-off."""
        if self.clinical_cutoff is None:
            return None
        return value <= self.clinical_cutoff if self.higher_is_better else value >= self.clinical_cutoff


PHQ9 = Instrument(
    code="phq-9",
    name="PHQ-9",
    scale=Scale(9, 0, 3),
    higher_is_better=False,
    licence=Licence.FREE,
    licence_note=_("Pfizer: no permission required to reproduce, translate, display or distribute."),
    citation="Kroenke K, Spitzer RL, Williams JBW. J Gen Intern Med 2001;16:606-613.",
    bands=((0, _("minimal")), (5, _("mild")), (10, _("moderate")), (15, _("moderately severe")), (20, _("severe"))),
    clinical_cutoff=10,
    important_change=5,
    important_source="Löwe B, Unützer J, Callahan CM, Perkins AJ, Kroenke K. Med Care 2004;42:1194-1201.",
    reliability=0.89,
    reliability_kind=_("Cronbach’s alpha, primary care"),
    risk_items=frozenset({9}),
)
GAD7 = Instrument(
    code="gad-7",
    name="GAD-7",
    scale=Scale(7, 0, 3),
    higher_is_better=False,
    licence=Licence.FREE,
    licence_note=_("Pfizer: no permission required to reproduce, translate, display or distribute."),
    citation="Spitzer RL, Kroenke K, Williams JBW, Löwe B. Arch Intern Med 2006;166:1092-1097.",
    bands=((0, _("minimal")), (5, _("mild")), (10, _("moderate")), (15, _("severe"))),
    clinical_cutoff=10,
    important_change=4,
    important_source="Toussaint A, Hüsing P, Gumz A, et al. J Affect Disord 2020;265:395-401.",
    reliability=0.92,
    reliability_kind=_("Cronbach’s alpha, primary care"),
)
WHO5 = Instrument(
    code="who-5",
    name="WHO-5",
    scale=Scale(5, 0, 5, factor=4),
    higher_is_better=True,
    licence=Licence.NON_COMMERCIAL,
    licence_note=_("World Health Organization, CC BY-NC-SA 3.0 IGO."),
    citation="Topp CW, Østergaard SD, Søndergaard S, Bech P. Psychother Psychosom 2015;84:167-176.",
    bands=((0, _("low")), (29, _("reduced")), (51, _("good"))),
    clinical_cutoff=50,
    important_change=10,
    important_source="Topp CW, Østergaard SD, Søndergaard S, Bech P. Psychother Psychosom 2015;84:167-176.",
)
BRS = Instrument(
    code="brs",
    name="Brief Resilience Scale",
    scale=Scale(6, 1, 5, mean=True, reversed=frozenset({2, 4, 6})),
    higher_is_better=True,
    licence=Licence.FREE,
    licence_note=_("For research and education with the authors named."),
    citation="Smith BW, Dalen J, Wiggins K, et al. Int J Behav Med 2008;15:194-200.",
    bands=((1, _("low")), (3, _("normal")), (4.31, _("high"))),
    reliability=0.69,
    reliability_kind=_("test-retest, one month"),
)
UCLA3 = Instrument(
    code="ucla-3",
    name="Three-Item Loneliness Scale",
    scale=Scale(3, 1, 3),
    higher_is_better=False,
    licence=Licence.FREE,
    licence_note=_("With the source named."),
    citation="Hughes ME, Waite LJ, Hawkley LC, Cacioppo JT. Res Aging 2004;26:655-672.",
    bands=((3, _("not lonely")), (6, _("lonely"))),
    clinical_cutoff=6,
    reliability=0.72,
    reliability_kind=_("Cronbach’s alpha"),
)
DJG6 = Instrument(
    code="djg-6",
    name="De Jong Gierveld Loneliness Scale, 6 items",
    # 1 yes, 2 more or less, 3 no: the neutral answer counts as lonely on either side.
    scale=Scale(
        6,
        1,
        3,
        counted={
            **dict.fromkeys((1, 2, 3), frozenset({1, 2})),
            **dict.fromkeys((4, 5, 6), frozenset({2, 3})),
        },
        missing_allowed=1,
        fill="nothing",
    ),
    higher_is_better=False,
    licence=Licence.PERMISSION,
    licence_note=_("Its manual: available for scientific research programs, with the source named; otherwise ask."),
    citation="De Jong Gierveld J, Van Tilburg TG. Res Aging 2006;28:582-598; manual of the Loneliness Scale, 2022.",
    bands=((0, _("not lonely")), (2, _("moderately lonely")), (5, _("severely lonely"))),
    clinical_cutoff=2,
    subscales={"emotional": (1, 2, 3), "social": (4, 5, 6)},
    order_note=_(
        "Items 1 to 3 are the emotional ones (worded negatively), 4 to 6 the social ones (worded positively). "
        "The manual asks them in another order: 1, 4, 5, 2, 6, 3."
    ),
)
CORE10 = Instrument(
    code="core-10",
    name="CORE-10",
    scale=Scale(10, 0, 4, mean=True, factor=10, reversed=frozenset({2, 3}), missing_allowed=1),
    higher_is_better=False,
    licence=Licence.FREE,
    licence_note=_(
        "CORE System Trust, CC BY-ND 4.0: free to copy unchanged, also in software; translations on request."
    ),
    citation="Barkham M, Bewick B, Mullin T, et al. Couns Psychother Res 2013;13:3-13.",
    bands=(
        (0, _("healthy")),
        (6, _("low")),
        (11, _("mild")),
        (15, _("moderate")),
        (20, _("moderately severe")),
        (25, _("severe")),
    ),
    clinical_cutoff=11,  # the 6 points of the same paper are a reliable change (90 %), not one that matters to people
    reliability=0.90,
    reliability_kind=_("Cronbach’s alpha"),
    risk_items=frozenset({6}),
)
BARC10 = Instrument(
    code="barc-10",
    name="Brief Assessment of Recovery Capital",
    scale=Scale(10, 1, 6),
    higher_is_better=True,
    licence=Licence.FREE,
    licence_note=_("PhenX Toolkit, protocol 590502: freely available, permission not required."),
    citation="Vilsaint CL, Kelly JF, Bergman BG, et al. Drug Alcohol Depend 2017;177:71-76.",
    bands=((10, _("building")), (47, _("sustained remission more likely"))),
    reliability=0.90,
    reliability_kind=_("Cronbach’s alpha"),
)
MSPSS = Instrument(
    code="mspss",
    name="Multidimensional Scale of Perceived Social Support",
    scale=Scale(12, 1, 7, mean=True),
    higher_is_better=True,
    licence=Licence.FREE,
    licence_note=_("With the source named."),
    citation="Zimet GD, Dahlem NW, Zimet SG, Farley GK. J Pers Assess 1988;52:30-41.",
    bands=((1, _("low")), (3, _("moderate")), (5.05, _("high"))),
    reliability=0.85,
    reliability_kind=_("test-retest"),
    subscales={"significant other": (1, 2, 5, 10), "family": (3, 4, 8, 11), "friends": (6, 7, 9, 12)},
)
WSAS = Instrument(
    code="wsas",
    name="Work and Social Adjustment Scale",
    scale=Scale(5, 0, 8),
    higher_is_better=False,
    licence=Licence.PERMISSION,
    licence_note=_("Copyright of the author of the scale; ask before use."),
    citation="Mundt JC, Marks IM, Shear MK, Greist JM. Br J Psychiatry 2002;180:461-464.",
    bands=((0, _("subclinical")), (10, _("significant")), (21, _("moderately severe or worse"))),
    clinical_cutoff=10,
    important_change=8,
    important_source="Zahra D, Qureshi A, Henley W, et al. Int J Psychiatry Clin Pract 2014;18:131-138.",
    reliability=0.73,
    reliability_kind=_("test-retest, two weeks"),
)
INSTRUMENTS: dict[str, Instrument] = {
    instrument.code: instrument for instrument in (PHQ9, GAD7, WHO5, BRS, UCLA3, DJG6, CORE10, BARC10, MSPSS, WSAS)
}
