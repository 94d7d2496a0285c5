"""The pages of questionnaires as files, and of the work that reads one: done, refused, waiting."""

from intake.models import Questionnaire
from programs.models import Participation, Role
from programs.services.job_runs import run_due
from programs.services.jobs import start_job

GOOD = b'{"resourceType": "Questionnaire", "odd": 1, "item": [{"linkId": "a", "type": "string", "text": "Why?"}]}'
BAD = b'{"resourceType": "Patient"}'


def exchange_pages(demo, page):
    coordinator = Participation.objects.get(program=demo.program, person=demo.coordinator, role=Role.COORDINATOR)
    jobs = []
    for content in (GOOD, BAD):
        jobs.append(start_job("questionnaire_import", by=coordinator, file=content))
        run_due()
    jobs.append(start_job("questionnaire_import", by=coordinator, file=GOOD))
    asked = Questionnaire.objects.published().filter(program=demo.program).first()
    return [
        page("desk_questionnaire_import", demo.id),
        page("desk_questionnaire_export", demo.id, asked.public_id),
        # It would look again by itself in the middle of the examination.
        *(page("desk_job", demo.id, job.public_id, query="?watch=no") for job in jobs),
    ]
