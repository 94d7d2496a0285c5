"""Trying a questionnaire out as the person will see it, in either language. Nothing is stored: the page carries it."""

from django.core import signing
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from intake.answering.page_form import page_form
from intake.models import PageBy
from intake.questionnaires.attaching import attached
from intake.questionnaires.document import Form
from intake.questionnaires.instruments import INSTRUMENTS
from intake.questionnaires.paging import page_after, page_before, page_with, pages_of
from intake.questionnaires.risk import risk_answers
from intake.questionnaires.scoring import computed_totals
from intake.services.questionnaires import current_version
from intake.shelf import versions_of
from intake.views.questionnaires.base import OneQuestionnaire, whole_number
from programs.models import Language

SALT = "questionnaire-preview"
END = "end"


class DeskQuestionnairePreview(OneQuestionnaire):
    """`?language=` and `?by=` say how; `?version=` shows a published version instead of the draft."""

    reads_shelf = True
    template_name = "intake/questionnaires/preview.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.find_document():
            return self.overview()
        return super().dispatch(request, *args, **kwargs)

    def find_document(self) -> bool:
        draft = self.questionnaire.draft if self.is_ours else None
        wanted = self.request.GET.get("version", "")
        self.version = next((row for row in versions_of(self.questionnaire) if row.public_id == wanted), None)
        if self.version is None and not draft:
            self.version = current_version(self.questionnaire)
        document = self.version.document if self.version else draft
        if document:
            self.form_document = Form(document)
        return bool(document)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        given = request.POST if request.method == "POST" else request.GET
        shown = given.get("shown_language") or given.get("language")
        self.shown_language = shown if shown in Language.values else self.language
        self.by = given.get("by") if given.get("by") in PageBy.values else PageBy.GROUP.value

    def get(self, request, *args, **kwargs):
        return self.show_page("", {}, [])

    def post(self, request, *args, **kwargs):
        key, answers, declined = self.opened(request.POST.get("state", ""))
        act = request.POST.get("act", "")
        page = page_with(self.pages(answers), key)
        if act == "anew" or (page is None and key != END):
            return self.show_page("", {}, [])
        if page is None:
            before = self.pages(answers)
            return self.show_page(before[-1].key if act == "back" and before else END, answers, declined)
        with translation.override(self.shown_language):
            form = page_form(page, self.form_document, answers, declined, self.shown_language, request.POST)
            fine = act in ("back", "add") or act.startswith(("show_", "remove")) or form.is_valid()
        if not fine:
            return self.show_page(key, answers, declined, form=form)
        answers = {link: values for link, values in answers.items() if link not in form.link_ids} | form.answers()
        declined = sorted((set(declined) - set(form.link_ids)) | set(form.declined()))
        if act.startswith("show_"):
            self.shown_language = act[5:] if act[5:] in Language.values else self.shown_language
        worries = act == "on" and bool(self.worrying(answers) & set(form.link_ids))
        return self.show_page(self.next_key(key, act, form, answers), answers, declined, worries=worries)

    def next_key(self, key, act, form, answers) -> str:
        pages = self.pages(answers)
        if act == "back":
            before = page_before(pages, key)
            return before.key if before else key
        if form.page.group is not None and act.startswith("remove"):
            answers[form.page.group.link_id] = form.without(whole_number(act.removeprefix("remove")))
        if act == "add" and form.page.group is not None:
            answers[form.page.group.link_id] = [*answers.get(form.page.group.link_id, []), {}]
        if act != "on":
            return key
        again = page_with(pages, key)
        if again is not None and set(again.link_ids) - set(form.link_ids):
            return key  # the page asks something new now
        following = page_after(pages, key)
        return following.key if following else END

    def pages(self, answers):
        return pages_of(self.form_document, answers, self.by)

    def opened(self, state: str):
        try:
            return signing.loads(state, salt=SALT)
        except (signing.BadSignature, ValueError):
            return "", {}, []

    def worrying(self, answers) -> set[str]:
        """The questions whose answer would open a case: those that are marked, and an instrument's own."""
        code, items = attached(self.form_document.document)
        return set(risk_answers(self.form_document, answers, instrument=INSTRUMENTS.get(code), items=items))

    def show_page(self, key, answers, declined, *, form=None, worries=False):
        pages = self.pages(answers)
        page = page_with(pages, key) or (pages[0] if pages and key != END else None)
        with translation.override(self.shown_language):
            go_on = _("Continue")
            if page is not None:
                form = form or page_form(page, self.form_document, answers, declined, self.shown_language)
                inner = {"form": form, "page": page, "number": pages.index(page) + 1, "count": len(pages)}
                inner |= {"title": page.title(self.shown_language), "lead": page.lead(self.shown_language)}
                shown = render_to_string("intake/questionnaires/preview_page.html", inner)
            else:
                shown = ""
        return self.show(
            shown=shown,
            go_on=go_on,
            page=page,
            is_first=page is not None and page == pages[0],
            state=signing.dumps((page.key if page else END, answers, declined), salt=SALT),
            version=self.version,
            by=self.by,
            shown_language=self.shown_language,
            languages=Language.choices,
            totals=self.totals(answers) if page is None else [],
            worries=worries,
        )

    def totals(self, answers) -> list[tuple[str, str]]:
        """(name of the score, its number or why there is none) at the end of the trial."""
        found = []
        for link_id, score in computed_totals(self.form_document, answers).items():
            name = self.form_document.by_link[link_id].text(self.language) or link_id
            found.append((name, f"{score.value:g}" if score.value is not None else score.words))
        return found
