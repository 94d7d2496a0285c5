"""What every page of the join journey stands on: the program of the address, and the draft this browser began."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from intake.answering.kept import FIELD, opened_id, sealed_id
from intake.errors import DraftGone
from intake.journey import number_of, step_after, step_before
from intake.queries import journey_of, public_draft, public_program

BEGUN = "join_begun"  # session: program's public id → draft's public id
SENT = "join_sent"
KEPT = "join"


@method_decorator([login_not_required, never_cache], name="dispatch")
class JoinPage(TemplateResponseMixin, ContextMixin, View):
    """Open to anyone, kept in no cache. URL kwarg `slug` is the program's.

    The session holds the public ids of what this browser began and sent, per program, and nothing of the answers.
    """

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.program = public_program(kwargs["slug"])
        if self.program is None:
            raise Http404
        request.resolver_match.program = self.program  # help lines of the program's country
        self.draft = public_draft(self.program, self._remembered(BEGUN))
        if self.draft is not None and self.draft.is_sent:
            self.draft = None  # sent in another tab

    def dispatch(self, request, *args, **kwargs):
        return self.turn_away() or super().dispatch(request, *args, **kwargs)

    def turn_away(self):
        """Where to go instead, or None when this page can be shown."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**({"program": self.program, "draft": self.draft} | kwargs))

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def to(self, name: str, *args, query: str = ""):
        response = redirect(name, self.program.slug, *args)
        response["Location"] += query
        return response

    def to_step(self, step):
        return HttpResponseRedirect(step.address(self.program.slug))

    def elsewhere(self):
        """Where a page without a draft leads: to what was sent, or to the beginning."""
        return self.to("join_sent" if self._remembered(SENT) else "join_start")

    @cached_property
    def journey(self):
        """Where this person stands. Read anew (`del self.journey`) after something was kept."""
        return journey_of(self.program, self.draft)

    @property
    def sent(self):
        return public_draft(self.program, self._remembered(SENT))

    def remember_begun(self, draft):
        self._remember(BEGUN, draft.public_id)

    def remember_sent(self, draft):
        self._remember(SENT, draft.public_id)
        self._remember(BEGUN, None)

    def forget_begun(self):
        self._remember(BEGUN, None)

    def _remembered(self, place):
        return self.request.session.get(place, {}).get(self.program.public_id)

    def _remember(self, place, public_id):
        kept = dict(self.request.session.get(place, {}))
        kept.pop(self.program.public_id, None)
        if public_id:
            kept[self.program.public_id] = public_id
        self.request.session[place] = kept


class DraftPage(JoinPage):
    """A page that needs a draft whose confidentiality text was accepted: a step of `intake.journey`.

    A POST whose session has ended meanwhile still finds its draft, by the sealed field `kept` of the page.
    """

    def turn_away(self):
        if self.draft is None and self.request.method == "POST":
            self._find_kept()
            if self.draft is None and not self._remembered(SENT):
                messages.warning(self.request, DraftGone.message)
        if self.draft is None:
            return self.elsewhere()
        if self.draft.confidentiality_accepted_at is None:
            return self.to("join_confidentiality")
        return None

    def _find_kept(self):
        public_id = opened_id(self.request.POST.get(FIELD), purpose=KEPT)
        found = public_draft(self.program, public_id)
        if found is None:
            return
        if found.is_sent:
            self.remember_sent(found)
        else:
            self.remember_begun(found)
            self.draft = found

    def to_step_after(self, url_name: str, key: str = ""):
        """On to the next step, as things stand after what was just kept."""
        self.__dict__.pop("journey", None)
        return self.to_step(step_after(self.journey, url_name, key))

    def back_from(self, url_name: str, key: str = "") -> str:
        """The address of the step before, which for the first one is the confidentiality text."""
        step = step_before(self.journey, url_name, key)
        return step.address(self.program.slug) if step else redirect("join_confidentiality", self.program.slug).url

    def numbers(self, url_name: str, key: str = "") -> dict[str, int]:
        number, total = number_of(self.journey, url_name, key)
        return {"number": number, "total": total}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**({"kept": sealed_id(self.draft.public_id, purpose=KEPT)} | kwargs))
