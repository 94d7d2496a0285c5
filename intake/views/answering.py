"""The pages of a questionnaire, for whoever answers it: somebody who asks to join, or who was sent a survey.

A subclass says where the answers are and which address comes before and after; `AnsweringPage` shows a page, keeps
what is posted, and shows the help lines at once when an answer worries.

    class SurveyPage(AnsweringPage):
        purpose = "survey"

        def find_response(self): …         # the Response, or None when there is none (yet)
        def find_kept(self, public_id): …  # the same for a POST whose session ended; the id is what `kept_id` gave
        def page_address(self, key): …     # address of the page with this key
        def first_address(self): …         # where "Back" leads from the first page
        def last_address(self): …          # where the last page leads: "check your answers", or sending
        def lost_address(self): …          # where somebody goes for whom there is nothing to answer here

URL kwarg `page` is the key of the page. Optional: `page_by`, `layout`, `later_address()`, `acting()`,
`numbers_of_page()`, `may_change()`, `from_check` (straight back after a change), and `begin_response()` where the
answers begin with the first POST: `find_response` then gives one that is not saved, for looking writes nothing.
"""

from django.http import Http404, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from intake.answering.kept import FIELD, opened_id, sealed_id
from intake.answering.page_form import page_form
from intake.errors import AnswersUnclear, DraftGone, RequestClosed, ResponseSent
from intake.queries import who_looks_after
from intake.questionnaires.document import Form
from intake.questionnaires.paging import BY_GROUP, number_is_sure, page_after, page_before, page_with, pages_of
from intake.services.responses import save_page
from intake.services.worries import worrying_links

HELP = "help"  # ?help=on: the help lines, before going on; "again": before the same page, which asks something new


@method_decorator(never_cache, name="dispatch")
class AnsweringPage(TemplateResponseMixin, ContextMixin, View):
    template_name = "intake/questionnaire/page.html"
    help_template = "intake/questionnaire/help_first.html"
    layout = "layouts/step.html"
    page_by = BY_GROUP
    purpose = ""  # of the sealed field `kept`: one word per journey

    def dispatch(self, request, *args, **kwargs):
        """Subclasses that turn people away do it before this is called."""
        self.response = self.find_response()
        if self.response is None and request.method == "POST":
            public_id = opened_id(request.POST.get(FIELD), purpose=self.purpose)
            self.response = self.find_kept(public_id) if public_id else None
        if self.response is None or not self.may_change():
            return HttpResponseRedirect(self.lost_address())
        self.form_document = Form(self.response.version.document)
        self.pages = self.pages_now()
        self.page = page_with(self.pages, kwargs["page"])
        if self.page is None:
            return HttpResponseRedirect(self.onward())
        return super().dispatch(request, *args, **kwargs)

    # What a subclass says.

    def find_response(self):
        raise Http404

    def find_kept(self, public_id: str):
        return None

    def page_address(self, key: str) -> str:
        raise Http404

    def first_address(self) -> str:
        return ""

    def last_address(self) -> str:
        raise Http404

    def lost_address(self) -> str:
        raise Http404

    def later_address(self) -> str:
        """Where "Finish later" leads; empty when it is not offered."""
        return ""

    def kept_id(self) -> str:
        return self.response.public_id

    def acting(self):
        """The participation that fills it in for somebody, if one does."""

    def may_change(self) -> bool:
        return not self.response.is_sent

    def numbers_of_page(self) -> tuple[int, int]:
        """For "Question 3 of 8": (number of this page, number of all, 0 while an answer may change it)."""
        number = [page.key for page in self.pages].index(self.page.key) + 1
        return number, len(self.pages) if number_is_sure(self.form_document) else 0

    def begin_response(self):
        """The saved one for a response that `find_response` only made up."""
        raise Http404

    @property
    def from_check(self) -> bool:
        """The person came to change one answer and goes straight back."""
        return self.request.GET.get("from") == "check"

    # Showing and keeping.

    def get(self, request, *args, **kwargs):
        if HELP in request.GET and worrying_links(self.response):
            return self.show_help()
        return self.show_page(self.form())

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        act = request.POST.get("act", "")
        unfinished = act == "later" or act == "add" or act.startswith("remove")
        if not (form.is_fit_to_keep() if unfinished else form.is_valid()):
            return self.tell_at_once(form) or self.show_page(form)
        try:
            if self.response.pk is None:
                self.response = self.begin_response()
            self.keep(form, act)
        except AnswersUnclear as error:
            for problem in error.problems:
                form.add_error(None, problem.message)
            return self.show_page(form)
        except (ResponseSent, DraftGone, RequestClosed):
            return HttpResponseRedirect(self.lost_address())
        return HttpResponseRedirect(self.after_keeping(form, act))

    def tell_at_once(self, form):
        """An answer that worries does not wait until the rest of its page is right: what is sound is kept now.

        The help lines come first where nothing typed is lost by that. What worried before is told already.
        """
        answers, link_ids = form.sound()
        merged = {link: values for link, values in self.response.answers.items() if link not in link_ids} | answers
        worried = worrying_links(self.response, self.form_document, merged)
        if set(worried) <= set(worrying_links(self.response, self.form_document)):
            return None
        declined = [link_id for link_id in form.declined() if link_id in link_ids]
        try:
            if self.response.pk is None:
                self.response = self.begin_response()
            save_page(self.response, answers=answers, declined=declined, link_ids=link_ids, by=self.acting())
        except AnswersUnclear:
            return None
        except (ResponseSent, DraftGone, RequestClosed):
            return HttpResponseRedirect(self.lost_address())
        if not (self.response.worries and form.is_fit_to_keep()):
            return None
        here = with_query(self.page_address(self.page.key), "from=check" if self.from_check else "")
        return HttpResponseRedirect(with_query(here, f"{HELP}=again"))

    def keep(self, form, act: str) -> None:
        answers = form.answers()
        if act.startswith("remove") and form.page.group is not None:
            number = act.removeprefix("remove")
            left = form.without(int(number) if number.isascii() and number.isdigit() else 0)
            answers = {form.page.group.link_id: [entry for entry in left if entry]}
        save_page(self.response, answers=answers, declined=form.declined(), link_ids=form.link_ids, by=self.acting())

    def after_keeping(self, form, act: str) -> str:
        """The help lines first; the same page again while it asks something new; else onward."""
        if act == "later" and self.later_address():
            return self.later_address()
        here = with_query(self.page_address(self.page.key), "from=check" if self.from_check else "")
        self.pages = self.pages_now()
        again = page_with(self.pages, self.page.key)
        stays = act == "add" or act.startswith("remove")
        stays = stays or (again is not None and bool(set(again.link_ids) - set(form.link_ids)))
        if self.response.worries:
            return with_query(here, f"{HELP}={'again' if stays else 'on'}")
        if act == "add":
            return with_query(here, "more=1")
        return here if stays else self.onward()

    def onward(self) -> str:
        if self.from_check:
            return self.last_address()
        following = page_after(self.pages, self.kwargs["page"])
        return self.page_address(following.key) if following else self.last_address()

    def pages_now(self):
        return pages_of(self.form_document, self.response.answers, self.page_by)

    def form(self, data=None):
        answers = self.response.answers
        if data is None and "more" in self.request.GET and self.page.group is not None:
            link_id = self.page.group.link_id
            answers = answers | {link_id: [*answers.get(link_id, []), {}]}
        return page_form(self.page, self.form_document, answers, self.response.declined, self.words_in, data)

    @property
    def words_in(self) -> str:
        return (get_language() or "")[:2]

    def back_address(self) -> str:
        if self.from_check:
            return self.last_address()
        before = page_before(self.pages, self.page.key)
        return self.page_address(before.key) if before else self.first_address()

    def show_page(self, form):
        return self.render_to_response(self.get_context_data(form=form, page=self.page))

    def show_help(self):
        self.template_name = self.help_template
        again = self.request.GET[HELP] == "again"
        onward = self.page_address(self.page.key) if again else self.onward()
        readers = who_looks_after(self.response.program)
        context = self.get_context_data(onward=onward, readers=readers, page=self.page)
        return self.render_to_response(context)

    def get_context_data(self, **kwargs):
        number, total = self.numbers_of_page()
        facts = {
            "program": self.response.program,
            "response": self.response,
            "layout": self.layout,
            "back_url": self.back_address(),
            "later_url": self.later_address(),
            "kept": sealed_id(self.kept_id(), purpose=self.purpose),
            "number": number,
            "total": total,
            "title": self.page.title(self.words_in),
            "lead": self.page.lead(self.words_in),
        }
        return super().get_context_data(**(facts | kwargs))


def with_query(address: str, query: str) -> str:
    if not query:
        return address
    return f"{address}{'&' if '?' in address else '?'}{query}"
