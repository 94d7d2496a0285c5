"""Those who wait for a peer, for tests of matching."""

from django.utils import timezone

from intake.models import Assessment, Need
from programs.models import Profile
from programs.services.job_runs import run_due
from tests.make import make_participation
from tests.mentoring.peers import make_supporter


def waits(program, name="Ana", *, topics=(), first=None, age=None, availability=(), languages=("en",)):
    """Somebody who was accepted and takes part."""
    participation = make_participation(program, name=name)
    fill_profile(participation, languages, availability)
    now = timezone.now()
    request = Assessment.objects.create(
        program=program, person=participation.person, state="accepted", language="en", submitted_at=now,
        confidentiality=program.consent_texts.get(purpose="confidentiality"), confidentiality_accepted_at=now,
        answers={"age": age} if age is not None else {},
    )  # fmt: skip
    for topic in topics:
        Need.objects.create(program=program, assessment=request, topic=topic, priority=1 if topic == first else 2)
    return participation


def a_peer(program, name="Sam", *, topics=(), availability=(), languages=("en",), **fields):
    """A peer who is ready for somebody new."""
    supporter = make_supporter(program, name, **fields)
    fill_profile(supporter.participation, languages, availability, topics)
    return supporter


def fill_profile(participation, languages, availability, topics=()):
    profile = Profile.objects.get(participation=participation)
    profile.languages, profile.availability = list(languages), list(availability)
    profile.save()
    profile.topics.set(topics)


def reckoned(run):
    assert run_due() >= 1
    run.refresh_from_db()
    return run


def peer_in(run, participation):
    return run.choices.get(participation=participation).supporter
