"""What a coordinator decides about a request. Of two who decide at once one wins, and the other is told who it was."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.eligibility import Result
from intake.errors import DecidedAlready, MessageNeeded, ReadByAnother, ReasonNeeded
from intake.facts import eligibility_of
from intake.models import Assessment, AssessmentState, Decision, Outcome, RequestMessage
from intake.questions import slots_of
from intake.services.interviews import call_off_for_answer
from intake.services.needs import topics_needed
from intake.services.responses import attach_person
from programs.errors import IllegalMove, StaleState
from programs.models import Participation, Profile, Role
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.participations import add_participation

# What becomes of messages that are owed when the next decision falls: they no longer say what is true.
OVERTAKEN = ("request_new", "request_reply", "request_waiting", "request_more_asked", "interview_offered")
# An answer: there is nothing more to talk about before it. A question leaves a planned talk as it is.
ANSWERS = frozenset({Outcome.ACCEPTED, Outcome.WAITING, Outcome.DECLINED, Outcome.REFERRED_ON})


@transaction.atomic
def take_up_request(assessment: Assessment, *, by: Participation) -> None:
    """`by` reads it, so that no two people do; the person sees who. Of two who press at once one has it."""
    try:
        assessment.move_to(AssessmentState.SCREENING, reader=by)
    except (StaleState, IllegalMove) as error:
        now = Assessment.objects.select_related("reader__person").get(pk=assessment.pk)
        if now.state == AssessmentState.SCREENING and now.reader_id == by.pk:
            return
        raise _who_reads(now, error) from error
    record_event("request_taken_up", assessment, by=by)


@transaction.atomic
def give_back_request(assessment: Assessment, *, by: Participation) -> None:
    """Somebody else may read it; it stands among those to read again."""
    assessment.move_to(AssessmentState.SUBMITTED, reader=None)
    record_event("request_given_back", assessment, by=by)


@transaction.atomic
def accept_request(
    assessment: Assessment,
    *,
    by: Participation,
    message: str = "",
    reason: str = "",
    override: bool = False,
    now: datetime.datetime | None = None,
) -> Participation:
    """The person takes part from now on, with a profile made of their answers; they are told that a message waits."""
    _decide(assessment, Outcome.ACCEPTED, by=by, message=message, reason=reason, override=override, now=now)
    person = assessment.person
    was_there = Participation.objects.live().of(person).in_role(Role.PARTICIPANT).filter(program=assessment.program_id)
    is_new = not was_there.exists()
    participation = add_participation(assessment.program, person=person, role=Role.PARTICIPANT, by=by, now=now)
    attach_person(assessment, participation)
    if is_new:
        _fill_profile(participation, assessment)
    return participation


@transaction.atomic
def put_on_waiting_list(
    assessment: Assessment, *, by: Participation, message: str = "", reason: str = "", override: bool = False
) -> Decision:
    """There is no place now; the request stays open and the person is told."""
    return _decide(assessment, Outcome.WAITING, by=by, message=message, reason=reason, override=override)


@transaction.atomic
def ask_for_more(assessment: Assessment, *, by: Participation, message: str) -> Decision:
    """Ask the person something. The question stands on the request's page; the e-mail only says that one waits."""
    if not message.strip():
        raise MessageNeeded
    return _decide(assessment, Outcome.MORE_ASKED, by=by, message=message, override=None)


@transaction.atomic
def suggest_elsewhere(assessment: Assessment, *, by: Participation, message: str, reason: str = "") -> Decision:
    """Another service fits better: the message says which; the reason stays inside the team."""
    if not message.strip():
        raise MessageNeeded
    return _decide(assessment, Outcome.REFERRED_ON, by=by, message=message, reason=reason, override=None)


@transaction.atomic
def decline_request(assessment: Assessment, *, by: Participation, message: str, reason: str = "") -> Decision:
    """No place can be offered: the message says so kindly, the page beside it shows other help."""
    if not message.strip():
        raise MessageNeeded
    return _decide(assessment, Outcome.DECLINED, by=by, message=message, reason=reason, override=None)


def notice_kind(outcome: str) -> str:
    """The notice that tells the person: a decision and its notice have one name."""
    return f"request_{outcome}"


def _decide(assessment, outcome, *, by, message="", reason="", override=False, now=None) -> Decision:
    """`override` None: the outcome gives no place, so eligibility has no say."""
    overrides = False
    if override is not None:
        not_eligible = eligibility_of(assessment).result == Result.NOT_ELIGIBLE
        if not_eligible and not (override and reason.strip()):
            raise ReasonNeeded
        overrides = not_eligible
    try:
        assessment.move_to(AssessmentState(outcome))
    except (StaleState, IllegalMove) as error:
        raise _who_was_first(assessment, error) from error
    decision = Decision.objects.create(
        program=assessment.program,
        assessment=assessment,
        outcome=outcome,
        reason=reason.strip(),
        overrides_eligibility=overrides,
        by=by,
        at=now or timezone.now(),
    )
    if message.strip():
        RequestMessage.objects.create(
            program=assessment.program, assessment=assessment, author=by.person, body=message.strip()
        )
    if outcome in ANSWERS:
        call_off_for_answer(assessment, by=by, now=decision.at)
    record_event(f"request_{outcome}", assessment, by=by, decision=decision.pk, overrides_eligibility=overrides)
    void_notices(OVERTAKEN, assessment)
    owe_notice(
        notice_kind(outcome),
        assessment,
        recipient=assessment.person,
        program=assessment.program,
        version=Decision.objects.filter(assessment=assessment).count(),
    )
    return decision


def _who_was_first(assessment, error):
    """Name the colleague, or say that the person cancelled."""
    now = Assessment.objects.get(pk=assessment.pk)
    if now.state == AssessmentState.WITHDRAWN:
        return DecidedAlready(_("The person has just cancelled this request."))
    last = now.decisions.select_related("by__person").last()
    if last is None:
        return error
    return DecidedAlready(
        _("%(name)s has just decided on this request: %(outcome)s. Nothing was sent twice.")
        % {"name": last.by.person, "outcome": last.get_outcome_display()}
    )


def _who_reads(now: Assessment, error):
    """Name the colleague who reads it, or what became of it."""
    if now.state == AssessmentState.SCREENING and now.reader:
        return ReadByAnother(_("%(name)s already reads this request.") % {"name": now.reader.person})
    return _who_was_first(now, error)


def _fill_profile(participation: Participation, assessment: Assessment) -> None:
    """What the person told us when they asked is what placement and matching start from."""
    answers = assessment.answers
    profile, _created = Profile.objects.get_or_create(
        participation=participation, defaults={"program": assessment.program}
    )
    profile.languages = answers.get("languages") or [assessment.person.language]
    profile.availability = slots_of(answers)
    profile.access_needs = (answers.get("access") or "")[:300]
    profile.save(update_fields=["languages", "availability", "access_needs"])
    profile.topics.set(topics_needed(assessment))
