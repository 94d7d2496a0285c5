"""What the pages of questionnaires share: whose questionnaire it is, its draft, and how a change is written."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from intake.models import Questionnaire
from intake.questionnaires.document import Form, Node
from intake.questionnaires.editing import node_of
from intake.services.questionnaires import edit_draft
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


def whole_number(text: str | None) -> int:
    """A number that a page of ours posted; -1 for what none of them writes."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


class QuestionnairesPage(ProgramView, abstract=True):
    """For those who run the program."""

    permission = Permission.RUN_PROGRAM
    model = Questionnaire

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="questionnaires", **kwargs)

    @property
    def language(self) -> str:
        return "fr" if (get_language() or "").startswith("fr") else "en"

    def to(self, name: str, *args, query: str = ""):
        response = redirect(name, self.program.public_id, *args)
        response["Location"] += query
        return response


class OneQuestionnaire(QuestionnairesPage, TemplateResponseMixin, ContextMixin, abstract=True):
    """The questionnaire of the address: one of this program's, or (`reads_shelf`) one from the shelf."""

    reads_shelf = False

    @cached_property
    def questionnaire(self) -> Questionnaire:
        found = get_object_or_404(self.get_queryset(), public_id=self.kwargs["questionnaire"])
        if found.program_id is None and not self.reads_shelf:
            raise Http404
        return found

    @property
    def is_ours(self) -> bool:
        return self.questionnaire.program_id == self.program.pk

    def get_context_data(self, **kwargs):
        ours = {"questionnaire": self.questionnaire, "is_ours": self.is_ours, "language": self.language}
        return super().get_context_data(**ours | kwargs)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def overview(self, query: str = ""):
        return self.to("desk_questionnaire", self.questionnaire.public_id, query=query)


class DraftPage(OneQuestionnaire, abstract=True):
    """A page that changes the draft; when nothing is being written it leads to the questionnaire."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.can_be_shown():
            return self.overview()
        return super().dispatch(request, *args, **kwargs)

    def can_be_shown(self) -> bool:
        return self.questionnaire.draft is not None

    @cached_property
    def form_document(self) -> Form:
        return Form(self.questionnaire.draft)

    def edit(self, change) -> None:
        """Write `change(draft as it is now)`. Raises DomainError in words for the person."""
        edit_draft(self.questionnaire, change, by=self.participation)
        self.__dict__.pop("form_document", None)


class ItemGone(DomainError):
    """The question of the address is not in the draft any more."""


class ItemChanged(DomainError):
    """Somebody else changed this very question since it was shown. `node` and `form` say how it stands now."""

    def __init__(self, form: Form, node: Node):
        super().__init__()
        self.form, self.node = form, node


class ItemPage(DraftPage, abstract=True):
    """A page about one question; its key stands in the address."""

    def can_be_shown(self) -> bool:
        return super().can_be_shown() and (self.request.method == "POST" or self.node is not None)

    @cached_property
    def node(self) -> Node | None:
        return node_of(self.form_document, self.kwargs["item"]) if self.questionnaire.draft is not None else None

    def node_in(self, document: dict) -> tuple[Form, Node]:
        """The question as it stands in the draft at this moment."""
        form = Form(document)
        node = node_of(form, self.kwargs["item"])
        if node is None:
            raise ItemGone
        return form, node

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"node": self.node, "item_key": self.kwargs["item"]} | kwargs)
