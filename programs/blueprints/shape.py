"""What a blueprint is made of."""

from dataclasses import dataclass, field

from programs.models import Purpose, Rhythm


@dataclass(frozen=True)
class Text:
    """The same thing said in both languages; neither is a translation that came second."""

    en: str
    fr: str

    @classmethod
    def lines(cls, *pairs: tuple[str, str]) -> "Text":
        """One idea per line, as (English, French) pairs, so that no line can be missing in one language."""
        return cls(en="\n".join(en for en, _ in pairs), fr="\n".join(fr for _, fr in pairs))

    def columns(self, field_name: str) -> dict[str, str]:
        """As the two columns of a translated field: {"summary_en": …, "summary_fr": …}."""
        return {f"{field_name}_en": self.en, f"{field_name}_fr": self.fr}


@dataclass(frozen=True)
class Consent:
    """What people agree to for one purpose, and what it does not promise."""

    purpose: Purpose
    body: Text
    limits: Text


@dataclass(frozen=True)
class Blueprint:
    """`texts` maps the translated columns of a program to what they say; `facts` its other columns."""

    key: str
    title: Text
    description: Text
    texts: dict[str, Text]
    rules: Text
    consents: tuple[Consent, ...]
    models_offered: tuple[str, ...]
    formats: tuple[str, ...]
    modes: tuple[str, ...]
    rhythm: Rhythm = Rhythm.WEEKLY
    facts: dict[str, object] = field(default_factory=dict)
