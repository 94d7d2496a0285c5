"""The pages of a list of people: with a fault, looked through, being decided, brought in."""

from programs.models import Participation, Role
from programs.services.job_runs import run_due
from programs.services.jobs import start_job

WRONG = "name,e-mail,role\n=A1,nobody,member\nZoe,,"


def people_pages(demo, page):
    coordinator = Participation.objects.get(program=demo.program, person=demo.coordinator, role=Role.COORDINATOR)
    known = Participation.objects.in_role(Role.PARTICIPANT).filter(program=demo.program).first().person
    right = f"name,e-mail,role,colour\nZoe Roy,zoe.roy@example.org,member,red\nBea,{known.email},facilitator,"
    run_due()  # what other pages have begun: one person has three at most under way
    looked = [start_job("people_check", by=coordinator, file=text.encode()) for text in (WRONG, right)]
    coming = start_job("people_check", by=coordinator, file=b"name,phone,role\nLou Roy,514 555 0199,member")
    run_due()
    facts = {"list": coming.public_id, "decisions": {}, "invite": False}
    jobs = [*looked, start_job("people_import", by=coordinator, data=facts)]
    run_due()
    return [
        page("desk_people_import", demo.id),
        page("desk_people_bringing", demo.id, looked[1].public_id),
        *(page("desk_job", demo.id, job.public_id) for job in jobs),
    ]
