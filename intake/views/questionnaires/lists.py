"""All questionnaires of a program, the shelf of the organization, a new one, a copy."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from intake.questionnaire_forms.whole import NamesForm
from intake.questionnaires.editing import blank, with_title
from intake.services.questionnaires import create_questionnaire, take_from_shelf
from intake.shelf import own_cards, shelf_cards
from intake.views.questionnaires.base import OneQuestionnaire, QuestionnairesPage
from programs.errors import DomainError


class DeskQuestionnaires(QuestionnairesPage, TemplateView):
    template_name = "intake/questionnaires/list.html"

    def get_context_data(self, **kwargs):
        found = self.get_queryset()
        return super().get_context_data(
            cards=list(own_cards(found, self.program)), shelf=list(shelf_cards(found)), **kwargs
        )


class DeskQuestionnaireNew(QuestionnairesPage, FormView):
    """A name and a title; the questions come after."""

    form_class = NamesForm
    template_name = "intake/questionnaires/new.html"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]  # the form holds no rows
        return kwargs

    def form_valid(self, form):
        name = form.cleaned_data["name"]
        base = "fr" if list(self.program.languages) == ["fr"] else "en"
        document = with_title(blank(base, name), form.said_titles())
        made = create_questionnaire(self.program, name=name, by=self.participation, document=document)
        messages.success(self.request, _("The questionnaire is there. Now add the first question."))
        return self.to("desk_questionnaire", made.public_id)


class DeskQuestionnaireCopy(OneQuestionnaire, View):
    """A copy, as a draft: of one from the shelf, or of one of the program's own."""

    reads_shelf = True

    def post(self, request, **kwargs):
        try:
            copy = take_from_shelf(self.questionnaire, program=self.program, by=self.participation)
        except DomainError as error:
            messages.warning(request, str(error))
            return self.overview()
        messages.success(request, _("This is your own copy. Change what you like, then publish it."))
        return self.to("desk_questionnaire", copy.public_id)
