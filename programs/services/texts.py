"""Texts that people agree to: versioned, and never changed under somebody who has agreed."""

from django.db import transaction
from django.utils import timezone

from programs.errors import StaleState
from programs.models import Consent, ConsentText, GroundRules, Participation, Program, ProgramState
from programs.services.events import record_event


@transaction.atomic
def publish_rules(rules: GroundRules, *, by: Participation) -> None:
    """From now on every member is asked to accept this version."""
    rules.published_at = timezone.now()
    rules.save(update_fields=["published_at"])
    record_event("rules_published", rules, by=by, version=rules.version)


@transaction.atomic
def revise_rules(program: Program, *, version: int, by: Participation, **texts: str) -> GroundRules:
    """Give the program these ground rules (`body_fr`, `body_en`), written on the basis of `version`.

    Rules that nobody was shown yet are changed where they stand. Published rules stay as they are: the next version is
    written, and published at once, so that each member is asked again. The same words change nothing.
    Raises `StaleState` when somebody else wrote a version meanwhile.
    """
    rules = _latest(GroundRules.objects.filter(program=program), program, version)
    if not _differ(rules, texts):
        return rules
    if rules is not None and rules.published_at is None:
        _rewrite(rules, texts)
        record_event("rules_changed", rules, by=by, version=rules.version)
        return rules
    rules = GroundRules.objects.create(program=program, version=version + 1, **texts)
    record_event("rules_written", rules, by=by, version=rules.version)
    if program.state != ProgramState.DRAFT:
        publish_rules(rules, by=by)
    return rules


@transaction.atomic
def revise_consent_text(
    program: Program, *, purpose: str, version: int, by: Participation, **texts: str
) -> ConsentText:
    """Give this purpose this text (`body_*`, `limits_*`), written on the basis of `version`.

    A text that may have been agreed to stays word for word; the next version is what people read from now on.
    Raises `StaleState` when somebody else wrote a version meanwhile.
    """
    text = _latest(ConsentText.objects.current(program, purpose), program, version)
    if not _differ(text, texts):
        return text
    if text is not None and not is_in_use(text):
        _rewrite(text, texts)
        record_event("consent_text_changed", text, by=by, purpose=purpose, version=text.version)
        return text
    text = ConsentText.objects.create(program=program, purpose=purpose, version=version + 1, **texts)
    record_event("consent_text_written", text, by=by, purpose=purpose, version=text.version)
    return text


def is_in_use(text: ConsentText) -> bool:
    """Whether somebody may have agreed to it: the program has been open, or the ledger names it."""
    return text.program.state != ProgramState.DRAFT or Consent.objects.filter(text=text).exists()


def _latest(versions, program: Program, version: int):
    """The newest version, with the program held so that two people cannot write the next one at once."""
    Program.objects.select_for_update().get(pk=program.pk)
    latest = versions.order_by("-version").first()
    if (latest.version if latest else 0) != version:
        raise StaleState
    return latest


def _differ(row, texts: dict[str, str]) -> bool:
    return row is None or any(getattr(row, name) != words for name, words in texts.items())


def _rewrite(row, texts: dict[str, str]) -> None:
    for name, words in texts.items():
        setattr(row, name, words)
    row.save()
