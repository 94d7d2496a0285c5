"""Where texts that somebody should look at wait: the queue, and one of them with what was done about it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import ListView, TemplateView, View

from groups.forms.community.moderation import ReasonForm
from groups.models import ItemState, ModerationItem
from groups.queries.community.moderation import (
    acts_for,
    around,
    existing_items,
    items_for,
    queue,
    tellers_of,
    with_clock,
    with_history,
)
from groups.services.community.moderation import DoneBefore, claim_item, let_go
from groups.services.community.openings import (
    KEPT_COPY,
    PRIVATE_TEXT,
    WHO_TOLD,
    WHO_WROTE,
    ask_who_told,
    ask_who_wrote,
    open_kept_copy,
    opened_of,
    read_private,
)
from groups.views.community.words_of_acts import ACTS
from programs.access import Permission
from programs.errors import StaleState
from programs.models import Participation, Role
from programs.views.base import PersonView, ProgramView
from programs.views.trying import Trying


@method_decorator(never_cache, name="dispatch")
class ModeratorView(Trying, ProgramView, abstract=True):
    """Who only leads groups sees these pages among their own, everybody else on the desk."""

    model = ModerationItem
    permission = Permission.MODERATE

    def get_queryset(self):
        return items_for(self.access.holders(Permission.MODERATE))

    def get_context_data(self, **kwargs):
        on_desk = self.access.can(Permission.HANDLE_TASKS)
        layout = "layouts/desk.html" if on_desk else "layouts/member.html"
        runs = self.access.can(Permission.RUN_PROGRAM)
        return super().get_context_data(**{"here": "cases", "layout": layout, "runs_program": runs} | kwargs)

    @cached_property
    def item(self) -> ModerationItem:
        found = get_object_or_404(with_history(self.get_queryset()), public_id=self.kwargs["queued"])
        found.program = self.program
        return with_clock([found], self.program, now=timezone.now())[0]

    @cached_property
    def who_acts(self) -> Participation:
        """Of several participations of one person the one that sees this text; a lead as a lead."""
        rows = sorted(self.access.holders(Permission.MODERATE), key=lambda row: row.role != Role.SAFEGUARDING)
        return next(row for row in rows if items_for([row]).filter(pk=self.item.pk).exists())

    def back(self):
        return redirect("desk_moderation_item", self.program.public_id, self.kwargs["queued"])


class Queue(ModeratorView, ListView):
    template_name = "groups/community/queue.html"
    context_object_name = "items"
    paginate_by = 50

    def get_queryset(self):
        self.tab = self.request.GET.get("state", "open")
        if self.tab not in {"open", "done"}:
            raise Http404
        return queue(super().get_queryset(), done=self.tab == "done")

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(tab=self.tab, page_query=urlencode({"state": self.tab}) + "&", **kwargs)
        return shown | {"items": with_clock(shown["items"], self.program, now=timezone.now())}


class OneItem(ModeratorView, TemplateView):
    template_name = "groups/community/item.html"

    def get_context_data(self, **kwargs):
        item = self.item
        opened = opened_of(item.snapshots.all(), by=self.who_acts, why=KEPT_COPY)
        for copy in item.snapshots.all():
            copy.is_open = copy.archived_at is None or copy.pk in opened
        lead = self.who_acts.role == Role.SAFEGUARDING
        told = lead and bool(opened_of([item], by=self.who_acts, why=WHO_TOLD))
        private = item.post is not None and item.post.thread.space.is_private
        wrote = bool(opened_of([item], by=self.who_acts, why=WHO_WROTE))
        shown = {
            "item": item,
            "handles_cases": self.access.can(Permission.HANDLE_CASES),
            "writer": item.writer if wrote else None,
            "text": item.post or item.story,
            "shows_now": not private,
            "is_covered": private and not opened_of([item], by=self.who_acts, why=PRIVATE_TEXT),
            "around": around(item),
            "acts": [(name, ACTS[name].link) for name in acts_for(item)],
            "is_open": item.state == ItemState.OPEN,
            "is_mine": item.held_by is not None and item.held_by.person_id == self.request.user.pk,
            "may_ask_who": lead and any(flag.source == "person" for flag in item.flags.all()),
            "tellers": tellers_of(item) if told else [],
        }
        return super().get_context_data(**kwargs | shown)


class Claim(ModeratorView, View):
    """I look at it now; or: somebody else may."""

    def post(self, request, **kwargs):
        if "let_go" in request.POST:
            let_go(self.item, by=self.who_acts)
            return self.back()
        return self.try_to(
            lambda: claim_item(self.item, by=self.who_acts), _("You look at it now. Nobody else decides meanwhile.")
        )


class Reading(ModeratorView, View):
    """Uncovers what was flagged in a private place, to this person, for a short while."""

    def post(self, request, **kwargs):
        read_private(self.item, by=self.who_acts)
        return self.back()


class Act(ModeratorView, TemplateView):
    """One act about a text: what it changes, one form, one button."""

    template_name = "groups/community/item_act.html"

    def dispatch(self, request, *args, **kwargs):
        self.act = ACTS.get(kwargs["act"])
        if self.act is None or self.act.do is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        if kwargs["act"] not in acts_for(self.item):
            return self.back()
        return self.render_to_response(self.get_context_data(form=self.act.form(self.item)))

    def post(self, request, **kwargs):
        if kwargs["act"] not in acts_for(self.item):
            messages.warning(
                request, str(DoneBefore.message if self.item.state == ItemState.DONE else StaleState.message)
            )
            return self.back()
        form = self.act.form(self.item, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self.try_to(
            lambda: self.act.do(self.item, by=self.who_acts, **form.cleaned_data), _("It stands in the history.")
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(item=self.item, act=self.act, **kwargs)


class Opening(ModeratorView, TemplateView, abstract=True):
    """Something that is opened with a reason, which is written down."""

    template_name = "groups/community/item_act.html"

    def get(self, request, **kwargs):
        return self.render_to_response(self.get_context_data(form=ReasonForm()))

    def post(self, request, **kwargs):
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self.try_to(
            lambda: self.open(form.cleaned_data["reason"]),
            _("It is open for a quarter of an hour. This is written down."),
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(item=self.item, act=ACTS[self.words], **kwargs)


class WhoTold(Opening):
    words = "who"

    def open(self, reason):
        ask_who_told(self.item, by=self.who_acts, reason=reason)


class WhoWrote(Opening):
    words = "writer"

    def open(self, reason):
        ask_who_wrote(self.item, by=self.who_acts, reason=reason)


class KeptCopy(Opening):
    words = "copy"

    def open(self, reason):
        copy = get_object_or_404(self.item.snapshots, public_id=self.kwargs["copy"])
        open_kept_copy(copy, by=self.who_acts, reason=reason)


@method_decorator(never_cache, name="dispatch")
class TextsExist(PersonView, ListView):
    """For the site's owner: an age, a state, whether anybody of the program fits. Nothing here can be opened."""

    template_name = "groups/community/exist.html"
    context_object_name = "items"
    paginate_by = 50

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return existing_items(self.request.user)
