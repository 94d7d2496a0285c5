"""Where surveys show themselves: behind their links, to who was asked, and on the desk."""

import datetime

from django.utils import timezone

from intake.models import SurveyPlan, SurveyRequest, SurveyState, Trigger
from intake.questionnaires.paging import pages_of
from intake.services.survey_answers import begin_survey
from intake.services.surveys import answer_token, ask_after
from programs.models import Participation, Program, Role


class SurveyPages:
    """Of the demo's program: one survey that waits, one without a name, one answered, one that is over."""

    def __init__(self, program: Program, page):
        self.id, self.page = program.public_id, page
        asked = SurveyRequest.objects.filter(program=program).select_related("participation__person")
        self.done = asked.filter(state=SurveyState.DONE, plan__is_anonymous=False).first()
        self.over = asked.filter(state=SurveyState.EXPIRED).first()
        self.plans = list(SurveyPlan.objects.filter(program=program, is_active=True))
        person = Participation.objects.live().in_role(Role.PARTICIPANT).filter(program=program).first()
        self.named = self._asked(person, is_anonymous=False)
        self.other = self._asked(person, is_anonymous=True)
        draft = begin_survey(self.named, language="fr")
        self.first_page = pages_of(draft.version.document, {})[0].key

    def _asked(self, person, *, is_anonymous) -> SurveyRequest:
        """Somebody is asked after a session that the demo did not tell of."""
        last = next(plan for plan in self.plans if plan.is_anonymous == is_anonymous)
        plan = SurveyPlan.objects.create(
            program=last.program, questionnaire=last.questionnaire, trigger=Trigger.SESSION, is_anonymous=is_anonymous
        )
        today = timezone.now().astimezone(last.program.zone).date() - datetime.timedelta(days=1)
        occasion = f"walk:{is_anonymous}"
        ask_after(Trigger.SESSION, program=last.program, participations=[person], occasion=occasion, on=today)
        SurveyRequest.objects.filter(occasion=occasion).update(state=SurveyState.SENT, sent_on=today)
        return SurveyRequest.objects.select_related("program", "plan__questionnaire", "participation__person").get(
            occasion=occasion, plan=plan
        )

    def _at(self, name, survey, *args):
        return self.page(name, answer_token(survey), *args)

    def public(self):
        return [
            self._at("survey", self.named),
            self._at("survey_anonymous", self.other),
            self._at("survey_sent", self.done),
            self._at("survey_closed", self.over),
        ]

    def of_persons(self):
        """(person, pages)"""
        pages = [
            self._at("survey", self.named),
            self._at("survey_page", self.named, self.first_page),
            self._at("survey_check", self.named),
            self.page("home"),
        ]
        yield self.named.participation.person, pages

    def desk(self):
        mine = [self.plans[0], *(plan for plan in self.plans if plan.is_anonymous)][:2]
        return [
            self.page("desk_surveys", self.id),
            *(self.page("desk_survey", self.id, plan.public_id) for plan in mine),
        ]

    def set_up(self):
        plan = self.plans[0].public_id
        return [
            self.page("desk_setup_surveys", self.id),
            self.page("desk_setup_survey_new", self.id),
            self.page("desk_setup_survey_edit", self.id, plan),
            self.page("desk_setup_survey_end", self.id, plan),
        ]
