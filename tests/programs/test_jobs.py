"""Long work: claimed by one, ended once, taken up again when its worker died, never more than three times."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.models.functions import Now
from django.utils import timezone, translation

from programs.errors import DomainError
from programs.jobs import JOB_KINDS, JobKind
from programs.models import Event, Job, JobState, Topic
from programs.services.job_runs import Progress, Stopped, claim, do, forget_old_jobs, give_up_dead, run_due
from programs.services.jobs import EndedAlready, TooMuchAtOnce, cancel_job, start_job
from tests.make import make_participation


class Naming(JobKind):
    """Finds a name in two steps and keeps it as a topic; `meanwhile` is what happens between the two steps."""

    name = "test_naming"
    title = "Find a name"
    steps = {"look": "Looking", "choose": "Choosing"}
    meanwhile = None

    def run(self, job, report):
        report.step("look")
        if self.meanwhile:
            self.meanwhile(job)
        report.step("choose")
        return job.data["wanted"]

    def keep(self, job, found):
        topic = Topic.objects.create(slug=found, name_fr=found, name_en=found)
        return {"topic": topic.pk}


@pytest.fixture
def naming(monkeypatch):
    kind = Naming()
    monkeypatch.setitem(JOB_KINDS, Naming.name, kind)
    return kind


def begin(by, wanted="hope", **facts) -> Job:
    return start_job("test_naming", by=by, data={"wanted": wanted}, **facts)


def grow_cold(job):
    """The worker of this job has not been heard of for an hour."""
    Job.objects.filter(pk=job.pk).update(beat_at=Now() - timedelta(hours=1))


def test_work_is_done_once_and_says_what_came_of_it(naming, cora):
    job = begin(cora, file=b"something")
    assert (job.state, job.step, job.steps) == (JobState.QUEUED, 0, 2)
    assert run_due() == 1
    job.refresh_from_db()
    topic = Topic.objects.get(slug="hope")
    assert (job.state, job.step, job.steps, job.result) == (JobState.DONE, 2, 2, {"topic": topic.pk})
    assert job.finished_at
    assert job.file is None  # what somebody uploaded is not kept
    assert run_due() == 0
    verbs = Event.objects.filter(subject_kind="programs.job", subject_id=job.pk).order_by("pk")
    assert [event.verb for event in verbs] == ["job_started", "job_done"]


def test_the_page_can_read_how_far_it_is(naming, cora):
    seen = []
    naming.meanwhile = lambda job: seen.append(Job.objects.get(pk=job.pk))
    begin(cora)
    run_due()
    assert [(job.state, job.at_work, job.step) for job in seen] == [(JobState.RUNNING, "look", 1)]


@pytest.mark.parametrize(("language", "words"), [("en", "The shelf is full."), ("fr", "Plein.")])
def test_a_refusal_is_the_reason_in_the_language_of_who_started_it(naming, cora, language, words):
    def refuse(_job):
        raise DomainError({"en": "The shelf is full.", "fr": "Plein."}[translation.get_language()])

    naming.meanwhile = refuse
    with translation.override(language):
        job = begin(cora)
    with translation.override("en"):
        run_due()
    job.refresh_from_db()
    assert (job.state, job.reason, job.file) == (JobState.FAILED, words, None)


def test_a_mistake_of_ours_is_a_sentence_without_its_words(naming, cora, caplog):
    naming.meanwhile = lambda _job: {}["secret of mia"]
    job = begin(cora)
    run_due()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "Nothing was changed" in job.reason
    assert "KeyError" in caplog.text
    assert "secret of mia" not in caplog.text + job.reason


def test_what_is_kept_and_the_end_stand_or_fall_together(naming, cora):
    Topic.objects.create(slug="hope", name_en="Hope", name_fr="Espoir")  # the name is taken: `keep` breaks
    job = begin(cora)
    run_due()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert Topic.objects.count() == 1


def test_two_workers_never_take_the_same_job(naming, cora):
    begin(cora)
    assert claim() is not None
    assert claim() is None


@pytest.mark.slow
def test_a_job_that_another_worker_claims_at_this_moment_is_passed_over(naming, committed_db):
    begin(make_participation(role="coordinator"))
    found = []

    def other():
        found.append(claim())
        connection.close()

    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        first = claim()
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
        cursor.execute("COMMIT")
    assert first is not None
    assert found == [None]


def test_a_dead_workers_job_is_taken_up_and_the_dead_one_writes_nothing_when_it_wakes(naming, cora):
    job = begin(cora)
    dead = claim()
    grow_cold(job)
    assert run_due() == 1
    assert Topic.objects.filter(slug="hope").count() == 1
    do(dead)  # it wakes up: its steps are nobody's
    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.DONE, 2)
    assert Topic.objects.filter(slug="hope").count() == 1


def test_a_worker_overtaken_in_the_middle_leaves_the_end_to_the_other(naming, cora):
    def overtaken(job):
        grow_cold(job)
        naming.meanwhile = None
        assert run_due() == 1

    naming.meanwhile = overtaken
    begin(cora)
    assert run_due() == 1
    assert Job.objects.get().state == JobState.DONE
    assert Topic.objects.filter(slug="hope").count() == 1


def test_a_live_worker_keeps_its_job_through_a_long_step(naming, cora):
    job = begin(cora)
    claim()
    Job.objects.filter(pk=job.pk).update(beat_at=Now() - timedelta(seconds=50))
    assert claim() is None


def test_three_dead_workers_are_enough(naming, cora):
    job = begin(cora, file=b"a file that kills")
    for _turn in range(3):
        assert claim() is not None
        grow_cold(job)
    assert claim() is None
    give_up_dead()
    job.refresh_from_db()
    assert (job.state, job.tries, job.file) == (JobState.FAILED, 3, None)
    assert "three times" in job.reason


def test_a_database_that_goes_away_leaves_the_job_to_be_taken_up(naming, cora):
    def away(_job):
        raise OperationalError("server closed the connection")

    naming.meanwhile = away
    job = begin(cora)
    with pytest.raises(OperationalError):
        run_due()
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    naming.meanwhile = None
    grow_cold(job)
    assert run_due() == 1
    assert Topic.objects.filter(slug="hope").exists()


def test_cancelled_while_it_waits_it_is_never_begun(naming, cora):
    job = begin(cora, file=b"x")
    cancel_job(job, by=cora)
    assert run_due() == 0
    job.refresh_from_db()
    assert (job.state, job.file) == (JobState.CANCELLED, None)


def test_cancelled_while_it_is_done_it_stops_before_the_next_step(naming, cora):
    naming.meanwhile = lambda job: cancel_job(job, by=cora)
    job = begin(cora)
    run_due()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not Topic.objects.filter(slug="hope").exists()


def test_cancelled_after_its_end_it_stays_done(naming, cora):
    job = begin(cora)
    run_due()
    with pytest.raises(EndedAlready):
        cancel_job(job, by=cora)
    assert Job.objects.get().state == JobState.DONE


def test_a_step_of_a_job_that_is_gone_stops_it(naming, cora):
    begin(cora)
    mine = claim()
    Job.objects.all().delete()
    do(mine)
    with pytest.raises(Stopped):
        naming.run(mine, Progress(mine, naming))


def test_one_person_has_three_at_once_and_others_have_theirs(naming, cora):
    other = make_participation(cora.program, role="coordinator", name="Carl")
    for _turn in range(3):
        begin(cora)
    with pytest.raises(TooMuchAtOnce):
        begin(cora)
    begin(other)


def test_a_kind_that_nobody_knows_cannot_be_started_and_ends_with_a_sentence(naming, cora, monkeypatch):
    with pytest.raises(LookupError):
        start_job("test_nothing", by=cora)
    job = begin(cora)
    monkeypatch.delitem(JOB_KINDS, "test_naming")
    run_due()
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_only_who_started_it_sees_it(naming, cora, otto):
    job = begin(cora)
    other = make_participation(cora.program, role="coordinator", name="Carl")
    assert list(Job.objects.visible_to(cora)) == [job]
    assert [*Job.objects.visible_to(other), *Job.objects.visible_to(otto)] == []


def test_what_ended_a_month_ago_is_forgotten(naming, cora):
    old, recent = begin(cora), begin(cora, "joy")
    run_due()
    live = begin(cora, "calm")
    Job.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=31))
    assert forget_old_jobs(timezone.now()) == 1
    assert set(Job.objects.all()) == {recent, live}
