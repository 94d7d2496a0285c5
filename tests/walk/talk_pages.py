"""Where a talk shows itself: to the person it was booked by, to who may choose a time, and on the desk."""

from intake.answering.words import lines_of
from intake.models import Assessment, Interview
from intake.services.interview_answers import begin_answers
from programs.models import Participation, Program, Role


class TalkPages:
    """Two requests of the demo: of one the talk is booked, of the other the person was invited."""

    def __init__(self, program: Program, page):
        self.id, self.page = program.public_id, page
        self.talk = Interview.objects.booked().filter(program=program).select_related("assessment__person").first()
        invited = Assessment.objects.filter(program=program, state="interview").exclude(interviews__state="booked")
        self.invited = invited.select_related("person").first()
        coordinator = Participation.objects.in_role(Role.COORDINATOR).filter(program=program).first()
        response = begin_answers(self.talk, by=coordinator)
        self.first_page = lines_of(response.version.document, response.answers)[0].page

    def of_persons(self):
        """(person, pages)"""
        booked = self.talk.assessment
        names = ("request_status", "request_talk", "request_talk_change", "request_talk_cancellation")
        yield booked.person, [self.page(name, booked.public_id) for name in names]
        yield self.invited.person, [self.page(name, self.invited.public_id) for name in names[:2]]

    def desk(self):
        page, talk, request = self.page, self.talk.public_id, self.talk.assessment.public_id
        return [
            page("desk_talks", self.id),
            page("desk_talks", self.id, query="?show=past"),
            page("desk_talk_times", self.id),
            page("desk_talk_times_new", self.id),
            page("desk_talk", self.id, talk),
            page("desk_talk_move", self.id, talk),
            page("desk_talk_cancellation", self.id, talk),
            page("desk_talk_question", self.id, talk, self.first_page),
            page("desk_talk_check", self.id, talk),
            page("desk_request", self.id, request),
            page("desk_needs", self.id, request),
        ]
