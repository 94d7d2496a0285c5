"""The campaign's own questions, after the fixed part: the pages of a questionnaire."""

from django.urls import reverse
from django.utils.translation import get_language

from intake.models import Response
from intake.views.answering import AnsweringPage
from mentoring.services.application_drafts import begin_answers, name_who_worries
from mentoring.views.apply_base import KEPT, DraftPage


class ApplyAnswers(DraftPage, AnsweringPage):
    template_name = "intake/questionnaire/page.html"
    purpose = KEPT

    def turn_away(self):
        away = super().turn_away()
        if away is not None:
            return away
        return None if self.journey.pages else self.to("apply_check")

    def find_response(self):
        version = self.journey.version
        return self.journey.response or Response(version=version, program=self.program, language=self.words)

    @property
    def words(self) -> str:
        return get_language()[:2]

    def begin_response(self):
        return begin_answers(self.draft, version=self.journey.version, language=self.words)

    def keep(self, form, act):
        super().keep(form, act)
        if self.response.worries:
            name_who_worries(self.draft, self.response)

    def kept_id(self):
        return self.draft.public_id

    def page_address(self, key):
        return reverse("apply_question", args=[self.campaign.public_id, key])

    def first_address(self):
        return self.journey.address_before("apply_question", self.journey.pages[0].key)

    def last_address(self):
        return self.journey.check_address

    def lost_address(self):
        return self.elsewhere().url

    def later_address(self):
        return reverse("apply_later", args=[self.campaign.public_id])

    def numbers_of_page(self):
        numbers = self.journey.numbers("apply_question", self.page.key)
        return numbers["number"], numbers["total"]
