"""Long work through real processes: a worker is killed in the middle, another takes it up, and it is there once."""

import json
import time

import pytest

from intake.models import Questionnaire
from programs.models import Job, JobState, Role
from programs.services.jobs import start_job
from programs.tasks import run_jobs
from tests.intake.questionnaires.making import choice, raw
from tests.make import make_participation
from tests.plugins.processes import wait_until

pytestmark = [pytest.mark.process, pytest.mark.slow]


def large_file() -> bytes:
    """Takes some seconds to read."""
    words = "A question of some length. " * 15
    questions = (choice(f"q{number}", range(8), text=words) for number in range(2_000))
    return json.dumps(raw(*questions, language="en", title="Large")).encode()


def upload(content: bytes) -> Job:
    return start_job("questionnaire_import", by=make_participation(role=Role.COORDINATOR), file=content)


def state(job) -> str:
    job.refresh_from_db()
    return job.state


def ended(job):
    """Nudges a worker, as beat would, until the job has ended."""
    run_jobs.delay()
    time.sleep(0.3)
    return state(job) not in JobState.LIVE


def test_a_worker_killed_in_the_middle_leaves_one_questionnaire(processes):
    processes.environment["JOB_LEASE_SECONDS"] = "2"
    doomed = processes.worker()
    job = upload(large_file())
    run_jobs.delay()
    wait_until(lambda: state(job) == JobState.RUNNING and job.at_work == "read", every=0.01, because="nobody began")
    processes.kill(doomed)
    assert state(job) == JobState.RUNNING
    assert not Questionnaire.objects.exists()

    processes.worker()
    wait_until(lambda: ended(job), because="the second worker did not finish")
    assert (job.state, job.tries) == (JobState.DONE, 2)
    assert Questionnaire.objects.get().public_id == job.result["questionnaire"]


def test_two_workers_and_many_nudges_do_each_job_once(processes):
    jobs = [upload(large_file()) for _turn in range(4)]
    for name in ("one", "two"):
        processes.worker("-n", f"{name}@%h")
    for _turn in range(8):
        run_jobs.delay()
    for job in jobs:
        wait_until(lambda job=job: ended(job), because="a job was left")
    assert [job.tries for job in jobs] == [1, 1, 1, 1]
    assert Questionnaire.objects.count() == 4


def test_a_step_longer_than_the_lease_is_not_taken_away(processes):
    """The lease is shorter than the reading; the worker's second thread keeps it."""
    processes.environment["JOB_LEASE_SECONDS"] = "1"
    job = upload(large_file())
    for name in ("one", "two"):
        processes.worker("-n", f"{name}@%h")
    wait_until(lambda: ended(job), because="the job was left")
    assert (job.state, job.tries) == (JobState.DONE, 1)


def test_beat_alone_brings_a_file_in(processes):
    processes.environment["NOTICE_TICK_SECONDS"] = "1"
    job = upload(json.dumps(raw(choice("a"), title="Small")).encode())
    processes.worker()
    processes.beat()
    wait_until(lambda: state(job) == JobState.DONE, because="beat did not bring it in")
    assert Questionnaire.objects.get().name == "Small"
