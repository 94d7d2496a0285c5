"""Where the set-up of a program stands, and what opening it would show to whom."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Group, GroupKind, Meeting, Membership
from intake.eligibility import rules_in_plain_words
from intake.models import Assessment
from peersupport.setup.help_lines import help_lines_to_look_at
from programs.access import GRANTS, Permission
from programs.models import (
    ConsentText,
    Event,
    GroundRules,
    Language,
    Participation,
    Program,
    ProgramState,
    Purpose,
    Topic,
)
from programs.readiness import Gap, gaps_of

TEXT_FIELDS = (
    "name",
    "summary",
    "audience",
    "what_to_expect",
    "goals",
    "exclusions",
    "access_note",
    "needs_summary",
    "member_word",
)
MAY_STAY_EMPTY = {"needs_summary"}


@dataclass(frozen=True)
class Part:
    """One page of a step. `flags` say what is worth a look and blocks nothing."""

    title: str
    url: str
    done: bool
    flags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    number: int
    title: str
    words: str
    parts: list[Part]

    @property
    def done(self) -> bool:
        return all(part.done for part in self.parts)


@dataclass(frozen=True)
class GroupOnTheWay:
    group: Group
    leaders: int
    coming: int


def steps_of(program: Program) -> list[Step]:
    """The four steps, in the order that suits; nothing forces it."""
    read, publishing = parts_read(program), reverse("desk_publish", args=[program.public_id])
    return [
        Step(
            1,
            _("Read and adapt the texts"),
            _("Everything is written already. Read it, and put it in your own words."),
            [
                Part(_("What visitors read"), url("texts", program), "texts" in read, missing_words(program)),
                Part(_("Ground rules"), url("rules", program), "rules" in read, missing_in(current_rules(program))),
                *(
                    Part(
                        text.get_purpose_display(),
                        url("consent", program, text.purpose),
                        f"consent:{text.purpose}" in read,
                        missing_in(text),
                    )
                    for text in current_consents(program).values()
                ),
                Part(_("Who answers, where, how often"), url("practical", program), "practical" in read),
            ],
        ),
        Step(
            2,
            _("Who it is for"),
            _("Who can come in. Visitors read it in plain words."),
            [
                Part(_("Who can join"), url("eligibility", program), "eligibility" in read),
                Part(_("What people are asked when they come in"), url("way_in", program), "way_in" in read),
            ],
        ),
        Step(
            3,
            _("A group, somebody who leads it, a first meeting"),
            _("So that people can really meet on the day you open."),
            group_parts(program),
        ),
        Step(
            4,
            _("Read it through and publish"),
            _("You see what becomes public. Nothing is sent to anyone."),
            [Part(_("Read it through"), publishing, is_published(program), help_lines_to_look_at(program))],
        ),
    ]


def url(part: str, program: Program, *more: str) -> str:
    return reverse(f"desk_setup_{part}", args=[program.public_id, *more])


def is_published(program: Program) -> bool:
    return program.state != ProgramState.DRAFT


def parts_read(program: Program) -> set[str]:
    """The pages whose words a coordinator has saved or kept."""
    changed = Event.objects.filter(program=program, verb="program_changed")
    return set(changed.values_list("data__part", flat=True))


def missing_words(program: Program) -> list[str]:
    """For each language: how many texts stand in the other language only."""
    flags = []
    for language, other in (("fr", "en"), ("en", "fr")):
        count = sum(
            bool(getattr(program, f"{name}_{other}")) and not getattr(program, f"{name}_{language}")
            for name in TEXT_FIELDS
        )
        if count:
            flags.append(_missing(count, language))
    return flags


def missing_in(row: GroundRules | ConsentText | None) -> list[str]:
    if row is None:
        return []
    return [_missing(1, language) for language in ("fr", "en") if not getattr(row, f"body_{language}")]


def _missing(count: int, language: str) -> str:
    words = {
        "fr": ngettext("%(count)s text is missing in French", "%(count)s texts are missing in French", count),
        "en": ngettext("%(count)s text is missing in English", "%(count)s texts are missing in English", count),
    }
    return words[language] % {"count": count}


def group_parts(program: Program) -> list[Part]:
    """Links to the pages of groups: make one; then who leads it and when it meets, for each."""
    groups = groups_on_the_way(program)
    if not groups:
        return [Part(_("Make the first group"), reverse("desk_group_new", args=[program.public_id]), False)]
    parts = []
    for row in groups:
        flags = [] if row.leaders else [_("Nobody leads it yet")]
        flags += [] if row.coming else [_("No meeting planned")]
        page = reverse("desk_group", args=[program.public_id, row.group.public_id])
        parts.append(Part(row.group.name, page, bool(row.leaders and row.coming), flags))
    return parts


def groups_on_the_way(program: Program) -> list[GroupOnTheWay]:
    leading = dict(
        Membership.objects.current()
        .facilitating()
        .filter(program=program)
        .values_list("group")
        .annotate(n=Count("pk"))
        .order_by()
    )
    coming = dict(
        Meeting.objects.planned()
        .filter(program=program, ends_at__gt=timezone.now())
        .values_list("group")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return [
        GroupOnTheWay(group, leading.get(group.pk, 0), coming.get(group.pk, 0))
        for group in Group.objects.filter(program=program).exclude(kind__in=GroupKind.SEALED)
    ]


def all_topics() -> list[Topic]:
    return list(Topic.objects.all())


def current_rules(program: Program) -> GroundRules | None:
    """The newest version, published or not."""
    return GroundRules.objects.filter(program=program).first()


def current_consents(program: Program) -> dict[str, ConsentText]:
    """Purpose → the newest text."""
    newest: dict[str, ConsentText] = {}
    for text in ConsentText.objects.filter(program=program).select_related("program").order_by("-version"):
        newest.setdefault(text.purpose, text)
    return {purpose: newest[purpose] for purpose in Purpose if purpose in newest}


def people_to_ask_again(program: Program) -> int:
    """How many people would have to accept new ground rules."""
    roles = [role for role, granted in GRANTS.items() if Permission.TAKE_PART in granted]
    rows = Participation.objects.live().in_role(*roles).filter(program=program)
    return rows.aggregate(n=Count("person", distinct=True))["n"]


def people_who_agreed(text: ConsentText) -> int:
    return text.consents.standing().aggregate(n=Count("person", distinct=True))["n"]


@dataclass(frozen=True)
class InOneLanguage:
    """The program as its readers see it, in one language."""

    language: str
    language_name: str
    texts: list[tuple[str, str]]
    who_can_join: list[str]
    rules: list[str]
    confidentiality: str
    limits: list[str]
    titles: dict[str, str]


@dataclass(frozen=True)
class Reading:
    """All that a coordinator reads before they publish."""

    languages: list[InOneLanguage]
    gaps: list[Gap]
    address: str

    @property
    def is_final(self) -> bool:
        return any(gap.is_final for gap in self.gaps)


def reading_of(program: Program) -> Reading:
    rules, consents = current_rules(program), current_consents(program)
    confidentiality = consents.get(Purpose.CONFIDENTIALITY)
    languages = []
    for code, name in Language.choices:
        with translation.override(code):
            shown = [
                (str(program._meta.get_field(field_name).verbose_name), getattr(program, f"{field_name}_{code}") or "")
                for field_name in TEXT_FIELDS
                if field_name not in MAY_STAY_EMPTY
            ]
            languages.append(
                InOneLanguage(
                    language=code,
                    language_name=name,
                    texts=shown,
                    who_can_join=rules_in_plain_words(program),
                    rules=_lines(getattr(rules, f"body_{code}", "")),
                    confidentiality=getattr(confidentiality, f"body_{code}", "") or "",
                    limits=_lines(getattr(confidentiality, f"limits_{code}", "")),
                    titles={"join": _("To join"), "rules": _("Our rules"), "missing": _("Missing")},
                )
            )
    address = settings.SITE_URL + reverse("program_page", args=[program.slug])
    return Reading(languages=languages, gaps=gaps_of(program), address=address)


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


@dataclass(frozen=True)
class Going:
    """What goes on in a program, for whoever is about to pause or close it."""

    people: int
    meetings: int
    requests: int


def going_on(program: Program) -> Going:
    return Going(
        people=people_to_ask_again(program),
        meetings=Meeting.objects.planned().filter(program=program, ends_at__gt=timezone.now()).count(),
        requests=Assessment.objects.open().filter(program=program).count(),
    )
