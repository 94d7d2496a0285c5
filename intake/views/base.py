"""What every page of the join journey stands on: the program of the address, and the draft this browser began."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from intake.queries import public_draft, public_program

BEGUN = "join_begun"  # session: program's public id → draft's public id
SENT = "join_sent"


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
        return super().get_context_data(program=self.program, draft=self.draft, **kwargs)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def to(self, name: str, *args, query: str = ""):
        response = redirect(name, self.program.slug, *args)
        response["Location"] += query
        return response

    def elsewhere(self):
        """Where a page without a draft leads: to what was sent, or to the beginning."""
        return self.to("join_sent" if self._remembered(SENT) else "join_start")

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
    """A page that needs a draft whose confidentiality text was accepted."""

    def turn_away(self):
        if self.draft is None:
            return self.elsewhere()
        if self.draft.confidentiality_accepted_at is None:
            return self.to("join_confidentiality")
        return None
