"""A score of the questionnaire's own: which answers are added up."""

from django.contrib import messages
from django.utils.translation import gettext as _

from intake.questionnaire_forms.whole import ScoreForm
from intake.questionnaires.checking import called
from intake.questionnaires.editing import add_item, fingerprint, key_of, replace_item, texts_of
from intake.questionnaires.totals import counted, is_ours, span, total_item, without_points
from intake.views.questionnaires.base import DraftPage, ItemChanged, ItemPage
from programs.errors import DomainError


class ScorePage(DraftPage, abstract=True):
    template_name = "intake/questionnaires/score.html"

    def can_be_shown(self) -> bool:
        return self.questionnaire.draft is not None

    def form(self, data=None, **kwargs) -> ScoreForm:
        return ScoreForm(data, document=self.form_document, language=self.language, **kwargs)

    def get_context_data(self, **kwargs):
        lacking = [(key_of(node.link_id), called(node, self.language)) for node in without_points(self.form_document)]
        return super().get_context_data(lacking=lacking, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        try:
            self.save(form)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.show(form=form)
        ends = span(self.form_document, form.cleaned_data["link_ids"])
        if ends is None:
            messages.success(request, _("The score is saved."))
        else:
            said = _("The score is saved. It goes from %(low)g to %(high)g.")
            messages.success(request, said % {"low": ends[0], "high": ends[1]})
        return self.overview("#scores")


class DeskScoreNew(ScorePage):
    def get(self, request, *args, **kwargs):
        form = self.form()
        form.initial["link_ids"] = [link_id for link_id, _words in form.fields["link_ids"].choices]
        return self.show(form=form)

    def save(self, form):
        self.edit(
            lambda document: add_item(document, total_item(document, form.said_names(), form.cleaned_data["link_ids"]))
        )


class DeskScore(ScorePage, ItemPage):
    """One that we made; a score that came with a file is shown in the list and stays as it is."""

    def can_be_shown(self) -> bool:
        return self.questionnaire.draft is not None and self.node is not None and is_ours(self.node)

    def get(self, request, *args, **kwargs):
        names = texts_of(self.questionnaire.draft, self.node.item, "text")
        initial = {f"name_{code}": text for code, text in names.items()} | {"link_ids": counted(self.node)}
        return self.show(form=self.form(initial=initial), seen=fingerprint(self.node.item), is_there=True)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"seen": self.request.POST.get("seen", ""), "is_there": True} | kwargs)

    def save(self, form):
        def change(document):
            whole, node = self.node_in(document)
            if fingerprint(node.item) != self.request.POST.get("seen"):
                raise ItemChanged(whole, node)
            item = total_item(document, form.said_names(), form.cleaned_data["link_ids"], link_id=node.link_id)
            return replace_item(document, node.link_id, item)

        self.edit(change)
