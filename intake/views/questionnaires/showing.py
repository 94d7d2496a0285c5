"""When a question is asked: always, or only if other answers are so."""

from django.contrib import messages
from django.utils.translation import gettext as _

from intake.questionnaire_forms.showing import ConditionForm
from intake.questionnaires.checking import called
from intake.questionnaires.conditions import (
    depends_on_all,
    in_words,
    may_ask_about,
    read_conditions,
    with_behavior,
    with_condition,
    without_condition,
)
from intake.questionnaires.editing import fingerprint, key_of, node_of, replace_item
from intake.reading import line_of
from intake.views.questionnaires.base import ItemChanged, ItemGone, ItemPage, whole_number
from programs.errors import DomainError


class DeskQuestionShowing(ItemPage):
    """The rules in words, each with a button that takes it away; all or any of them; one more, about a question."""

    template_name = "intake/questionnaires/showing.html"

    def get(self, request, *args, **kwargs):
        asked = self.asked_about(request.GET.get("about", ""))
        form = None
        if asked is not None:
            form = ConditionForm(document=self.form_document, asked=asked, language=self.language)
        return self.show(form=form, asked=asked)

    def asked_about(self, key: str):
        node = node_of(self.form_document, key) if key else None
        return node if node in may_ask_about(self.form_document, self.node) else None

    def get_context_data(self, **kwargs):
        asked = kwargs.get("asked")
        return super().get_context_data(
            line=line_of(self.form_document, self.node, self.language),
            rules=in_words(self.form_document, self.node, self.language),
            all_of=depends_on_all(self.node),
            seen=fingerprint(self.node.item),
            questions=[
                (key_of(node.link_id), called(node, self.language))
                for node in may_ask_about(self.form_document, self.node)
            ],
            about=key_of(asked.link_id) if asked is not None else "",
            asked_words=called(asked, self.language) if asked is not None else "",
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if self.questionnaire.draft is None or self.node is None:
            messages.warning(request, _("A colleague took this question out a moment ago."))
            return self.overview()
        if "without" in request.POST:
            place = whole_number(request.POST["without"])
            return self.write(lambda form, item: without_condition(item, place), _("The rule is gone."))
        if request.POST.get("behavior") in ("all", "any"):
            behavior = request.POST["behavior"]
            return self.write(lambda form, item: with_behavior(item, behavior), _("Saved."))
        asked = self.asked_about(request.POST.get("about", ""))
        if asked is None:
            return self.here()
        form = ConditionForm(request.POST, document=self.form_document, asked=asked, language=self.language)
        if not form.is_valid():
            return self.show(form=form, asked=asked)
        condition = form.condition()
        return self.write(lambda whole, item: with_condition(whole, item, condition), _("The rule is there."))

    def write(self, change, said: str):
        """The numbers of the rules are those of the page: when a colleague changed the question, nothing is done."""

        def changed(document):
            form, node = self.node_in(document)
            adds = len(read_conditions(change(form, node.item))) > len(read_conditions(node.item))
            if not adds and fingerprint(node.item) != self.request.POST.get("seen"):
                raise ItemChanged(form, node)
            return replace_item(document, node.link_id, change(form, node.item))

        try:
            self.edit(changed)
        except (ItemGone, KeyError):
            messages.warning(self.request, _("A colleague took this question out a moment ago."))
            return self.overview()
        except DomainError as error:
            messages.warning(self.request, str(error))
        else:
            messages.success(self.request, said)
        return self.here()

    def here(self):
        return self.to("desk_question_showing", self.questionnaire.public_id, self.kwargs["item"])
