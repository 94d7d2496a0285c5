"""One questionnaire: its questions in order while it is written, its newest version when it is not."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.generic import View

from intake.questionnaire_forms.whole import NamesForm
from intake.questionnaires.attaching import attached
from intake.questionnaires.document import Form
from intake.questionnaires.editing import move_after, move_item, node_of, texts_of, with_title
from intake.questionnaires.instruments import INSTRUMENTS
from intake.reading import check_of, lines_of, scores_of
from intake.services.questionnaires import (
    begin_draft,
    current_version,
    discard_draft,
    may_be_sent,
    rename_questionnaire,
    retire_questionnaire,
    revive_questionnaire,
)
from intake.shelf import use_of, versions_of
from intake.views.questionnaires.base import DraftPage, ItemGone, ItemPage, OneQuestionnaire, whole_number
from programs.errors import DomainError


class DeskQuestionnaire(OneQuestionnaire):
    """While a draft is written: the editor. Else: what people are asked now, to read."""

    reads_shelf = True

    def get(self, request, *args, **kwargs):
        draft = self.questionnaire.draft if self.is_ours and not self.questionnaire.is_retired else None
        version = current_version(self.questionnaire)
        document = draft or (version.document if version else None)
        if document is None:
            return self.to("desk_questionnaires")
        form = Form(document)
        code = attached(document)[0] if draft else version.instrument
        shown = {
            "version": version,
            "lines": lines_of(form, self.language),
            "scores": scores_of(form, self.language),
            "title": texts_of(document, document, "title").get(self.language) or document.get("title", ""),
            "instrument": INSTRUMENTS.get(code),
        }
        if draft:
            self.template_name = "intake/questionnaires/editor.html"
            return self.show(check=check_of(form), **shown)
        self.template_name = "intake/questionnaires/reading.html"
        return self.show(
            sending=may_be_sent(version, self.program),
            use=use_of(self.questionnaire) if self.is_ours else None,
            versions=versions_of(self.questionnaire),
            **shown,
        )


class DeskQuestionnaireVersion(OneQuestionnaire):
    """One version, as it was published."""

    reads_shelf = True
    template_name = "intake/questionnaires/reading.html"

    def get(self, request, *args, **kwargs):
        versions = versions_of(self.questionnaire)
        version = next((row for row in versions if row.public_id == kwargs["version"]), None)
        if version is None:
            return self.overview()
        form = Form(version.document)
        return self.show(
            version=version,
            old=version != versions[0],
            lines=lines_of(form, self.language),
            scores=scores_of(form, self.language),
            title=texts_of(form.document, form.document, "title").get(self.language) or "",
            instrument=version.facts,
            sending=may_be_sent(version, self.program),
            use=use_of(self.questionnaire) if self.is_ours else None,
            versions=versions,
        )


class DeskQuestionnaireDraft(OneQuestionnaire, View):
    """Begin the next version."""

    def post(self, request, *args, **kwargs):
        try:
            begin_draft(self.questionnaire, by=self.participation)
        except DomainError as error:
            messages.warning(request, str(error))
        return self.overview()


class DeskQuestionnaireDiscard(DraftPage):
    """Throw away what is being written, after saying what goes and what stays."""

    template_name = "intake/questionnaires/discard.html"

    def get(self, request, *args, **kwargs):
        return self.show(version=current_version(self.questionnaire), number=self.questionnaire.draft_number)

    def post(self, request, *args, **kwargs):
        never_published = current_version(self.questionnaire) is None
        try:
            number = whole_number(request.POST.get("number"))
            discard_draft(self.questionnaire, by=self.participation, number=number)
        except DomainError as error:
            messages.warning(request, str(error))
            return self.to("desk_questionnaire_discard", self.questionnaire.public_id)
        messages.success(request, _("The draft is gone."))
        return self.to("desk_questionnaires") if never_published else self.overview()


class DeskQuestionnaireRetirement(OneQuestionnaire, View):
    """Out of use, or back."""

    def post(self, request, *args, **kwargs):
        back = request.POST.get("back") == "1"
        try:
            (revive_questionnaire if back else retire_questionnaire)(self.questionnaire, by=self.participation)
        except DomainError as error:
            messages.warning(request, str(error))
        else:
            said = _("It can be used again.") if back else _("Nobody new is asked these questions.")
            messages.success(request, said)
        return self.overview()


class DeskQuestionnaireNames(DraftPage):
    """The name for the team, and the title that people read."""

    template_name = "intake/questionnaires/names.html"

    def get(self, request, *args, **kwargs):
        document = self.questionnaire.draft
        titles = texts_of(document, document, "title")
        initial = {"name": self.questionnaire.name} | {f"title_{code}": text for code, text in titles.items()}
        return self.show(form=NamesForm(initial=initial))

    def post(self, request, *args, **kwargs):
        form = NamesForm(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        try:
            self.edit(lambda document: with_title(document, form.said_titles()))
        except DomainError as error:
            form.add_error(None, str(error))
            return self.show(form=form)
        if form.cleaned_data["name"] != self.questionnaire.name:
            rename_questionnaire(self.questionnaire, name=form.cleaned_data["name"], by=self.participation)
        messages.success(request, _("Saved."))
        return self.overview()


class DeskQuestionMove(ItemPage, View):
    """One place up or down, or right after another one: buttons, no dragging."""

    def post(self, request, *args, **kwargs):
        try:
            self.edit(self.moved)
        except ItemGone:
            messages.warning(request, _("A colleague took this question out a moment ago."))
        except DomainError as error:
            messages.warning(request, str(error))
        return self.overview(f"#q-{self.kwargs['item']}")

    def moved(self, document):
        form, node = self.node_in(document)
        if "after" in self.request.POST:
            other = node_of(form, self.request.POST["after"])
            if other is None:
                raise ItemGone
            return move_after(document, node.link_id, other.link_id)
        return move_item(document, node.link_id, -1 if self.request.POST.get("to") == "up" else 1)
