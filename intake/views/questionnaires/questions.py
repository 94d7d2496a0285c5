"""One question: a new one, a changed one, one taken out. Nothing that was typed is lost."""

from django.contrib import messages
from django.utils.translation import gettext as _

from intake.questionnaire_forms.question import QuestionForm, moved_up
from intake.questionnaires.checking import called
from intake.questionnaires.conditions import who_depends_on
from intake.questionnaires.document import GROUP, Form
from intake.questionnaires.editing import (
    add_item,
    around,
    fingerprint,
    key_of,
    new_link_id,
    node_of,
    remove_item,
    replace_item,
)
from intake.questionnaires.kinds import EXAMPLES, KINDS, kind_of, read_question, written
from intake.reading import line_of
from intake.services.questionnaires import DraftGone, begin_draft
from intake.shelf import who_ended_the_draft, who_wrote_last
from intake.views.questionnaires.base import DraftPage, ItemChanged, ItemGone, ItemPage, whole_number
from programs.errors import DomainError

MORE_ROWS = 4


class QuestionPage(DraftPage, abstract=True):
    """A form with buttons that only show it again: more answers, an answer moved up, another kind of question."""

    template_name = "intake/questionnaires/question.html"

    def can_be_shown(self) -> bool:
        return self.request.method == "POST" or super().can_be_shown()

    def post(self, request, *args, **kwargs):
        kind = self.kind_of_post()
        if "more" in request.POST:
            return self.again(request.POST, kind, more=MORE_ROWS)
        if "up" in request.POST:
            return self.again(moved_up(request.POST, whole_number(request.POST["up"])), kind)
        if "rekind" in request.POST:
            return self.again(request.POST, request.POST.get("other_kind"))
        form = QuestionForm(request.POST, kind=kind, question=self.before())
        if not form.is_valid():
            return self.show(form=form)
        try:
            if "begin" in request.POST:
                begin_draft(self.questionnaire, by=self.participation)
            self.save(form)
        except DraftGone:
            return self.again(request.POST, kind, gone=True, who=who_ended_the_draft(self.questionnaire))
        except ItemGone:
            return self.again(request.POST, kind, item_gone=True, who=who_wrote_last(self.questionnaire))
        except ItemChanged as found:
            theirs = line_of(found.form, found.node, self.language)
            seen = fingerprint(found.node.item)
            who = who_wrote_last(self.questionnaire)
            typed = {name: request.POST[name] for name in request.POST} | {"seen": seen}
            return self.again(typed, kind, theirs=theirs, who=who)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.show(form=form)
        return self.saved()

    def kind_of_post(self) -> str:
        kind = self.request.POST.get("kind", "")
        return kind if kind in KINDS else ""

    def before(self):
        """The question as it stands, where there is one."""

    def again(self, typed, kind, *, more=0, **context):
        """The same page with what was typed; nothing is saved and nothing is judged."""
        kind = kind if kind in KINDS else ""
        typed = {name: typed[name] for name in typed}
        return self.show(form=QuestionForm(kind=kind, typed=typed, more=more, question=self.before()), **context)

    def get_context_data(self, **kwargs):
        form = kwargs.get("form")
        if form is not None:
            kwargs["kind_words"] = KINDS.get(form.question_kind, "")
        return super().get_context_data(**kwargs)


class DeskQuestionNew(QuestionPage):
    """First the kind, then the question. `after` and `inside` (keys) say where it will stand."""

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("kind", "")
        if kind not in KINDS:
            self.template_name = "intake/questionnaires/kinds.html"
            return self.show(kinds=[(key, words, EXAMPLES[key]) for key, words in KINDS.items()])
        return self.show(form=QuestionForm(kind=kind))

    def get_context_data(self, **kwargs):
        form = self.form_document if self.questionnaire.draft is not None else None
        place = {}
        for name in ("after", "inside"):
            node = node_of(form, self.asked_for(name)) if form and self.asked_for(name) else None
            place[name] = key_of(node.link_id) if node else ""
            place[f"{name}_words"] = called(node, self.language) if node else ""
        return super().get_context_data(is_new=True, place=place, **kwargs)

    def asked_for(self, name: str) -> str:
        return self.request.POST.get(name) or self.request.GET.get(name, "")

    def save(self, form):
        def add(document):
            item = written(document, {"linkId": self.link_id}, form.said())
            whole = Form(document)
            after, inside = (node_of(whole, self.asked_for(name)) for name in ("after", "inside"))
            if after is not None:
                return add_item(document, item, after=after.link_id)
            is_part = inside is not None and inside.type == GROUP
            return add_item(document, item, inside=inside.link_id if is_part else "")

        self.link_id = new_link_id("part" if form.question_kind == "part" else "q")
        self.edit(add)

    def saved(self):
        key = key_of(self.link_id)
        if "another" in self.request.POST:
            messages.success(self.request, _("Added. What comes next?"))
            is_part = self.request.POST.get("kind") == "part"
            query = f"?inside={key}" if is_part else f"?after={key}"
            return self.to("desk_question_new", self.questionnaire.public_id, query=query)
        messages.success(self.request, _("Added."))
        return self.overview(f"#q-{key}")


class DeskQuestion(QuestionPage, ItemPage):
    """A question that is there. Of two who change it at once the second reads what the first wrote, and decides."""

    def get(self, request, *args, **kwargs):
        return self.show(form=self.form_of(self.node))

    def form_of(self, node):
        question = read_question(self.form_document, node)
        return QuestionForm(kind=question.kind, question=question, seen=fingerprint(node.item))

    def before(self):
        return read_question(self.form_document, self.node) if self.node is not None else None

    def kind_of_post(self) -> str:
        """A kind that only comes by import stays what it is."""
        kind = super().kind_of_post()
        return kind or (kind_of(self.form_document, self.node) if self.node is not None else "")

    def get_context_data(self, **kwargs):
        line = line_of(self.form_document, self.node, self.language) if self.node is not None else None
        others = [
            (key_of(node.link_id), called(node, self.language))
            for node in (self.form_document.nodes if line else ())
            if not node.hidden and self.node not in around(node)
        ]
        return super().get_context_data(line=line, others=others, **kwargs)

    def save(self, form):
        def change(document):
            try:
                whole, node = self.node_in(document)
            except ItemGone:
                if "add_again" not in self.request.POST:
                    raise
                item = {"linkId": new_link_id()}
                return add_item(document, written(document, item, form.said()))
            if fingerprint(node.item) != form.cleaned_data["seen"]:
                raise ItemChanged(whole, node)
            return replace_item(document, node.link_id, written(document, node.item, form.said()))

        self.edit(change)

    def saved(self):
        messages.success(self.request, _("Saved."))
        return self.overview(f"#q-{self.kwargs['item']}")


class DeskQuestionRemoval(ItemPage):
    """Taking a question out, after saying what depends on it."""

    template_name = "intake/questionnaires/removal.html"

    def get(self, request, *args, **kwargs):
        return self.show(**self.about())

    def about(self) -> dict:
        whole = self.form_document
        return {
            "line": line_of(whole, self.node, self.language),
            "seen": fingerprint(self.node.item),
            "depending": [called(node, self.language) for node in who_depends_on(whole, self.node.link_id)],
            "is_part": self.node.type == GROUP,
            "inside": 0 if self.node.type == GROUP else sum(self.node in around(node) for node in whole.nodes) - 1,
        }

    def post(self, request, *args, **kwargs):
        try:
            self.edit(self.remove)
        except ItemGone:
            messages.info(request, _("A colleague took this question out already."))
        except ItemChanged:
            messages.warning(request, _("A colleague changed this question a moment ago. Look at it before you go on."))
            return self.to("desk_question_removal", self.questionnaire.public_id, self.kwargs["item"])
        except DomainError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Taken out."))
        return self.overview()

    def remove(self, document):
        whole, node = self.node_in(document)
        if fingerprint(node.item) != self.request.POST.get("seen"):
            raise ItemChanged(whole, node)
        return remove_item(document, node.link_id)
