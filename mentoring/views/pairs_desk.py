"""Pairs on the desk: the list, one pair, contacts, wishes, what the two wrote. Opening that is written down."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, ListView, TemplateView, View

from groups.queries.telling import telling
from mentoring.forms.pairs_desk import ContactForm, EndingForm, ReassignForm
from mentoring.models import PairEnding, Pairing
from mentoring.queries.pairs_desk import (
    TABS,
    could_take_over,
    desk_pair,
    is_open_to,
    pair_rows,
    pairs_for,
    role_changes_waiting,
    wish_of,
)
from mentoring.services.contacts import record_contact
from mentoring.services.gate import today_of
from mentoring.services.pair_endings import end_pairing, reassign_pairing, settle_wish, the_two
from mentoring.services.role_changes import answer_role_change
from programs.access import Permission
from programs.errors import DomainError
from programs.services.events import record_reading
from programs.services.notices import preview_notice
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class PairsPage(ProgramView, abstract=True):
    model = Pairing
    permission = Permission.MATCH

    def get_queryset(self):
        return pairs_for(self.participation)

    def get_form_kwargs(self):
        return {key: value for key, value in super().get_form_kwargs().items() if key != "participation"}

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="pairs", **kwargs)

    def try_to(self, act, done: str):
        try:
            act()
        except DomainError as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, done)


class DeskPairs(PairsPage, ListView):
    template_name = "mentoring/desk/pairs.html"
    context_object_name = "pairs"
    paginate_by = 50

    def get_queryset(self):
        self.tab = self.request.GET.get("state", "live")
        if self.tab not in TABS:
            raise Http404
        return pair_rows(self.participation, tab=self.tab, now=timezone.now())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tab=self.tab,
            page_query=urlencode({"state": self.tab}) + "&",
            asking=role_changes_waiting(self.participation)[:6] if self.tab == "live" else [],
            today=today_of(self.program),
            **kwargs,
        )


class OnePair(PairsPage, abstract=True):
    """`self.one` is the pair of the address."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.one = get_object_or_404(self.get_queryset(), public_id=kwargs["pair"])
            self.now = timezone.now()

    def get_context_data(self, **kwargs):
        return super().get_context_data(pairing=self.one, **kwargs)

    def back(self):
        return redirect("desk_pair", program=self.program.public_id, pair=self.one.public_id)


class DeskPair(OnePair, TemplateView):
    template_name = "mentoring/desk/pair.html"

    def get_context_data(self, **kwargs):
        page = desk_pair(self.one, self.participation, now=self.now)
        return super().get_context_data(page=page, form=ContactForm(), today=today_of(self.program, self.now), **kwargs)


class DeskPairReading(OnePair, View):
    """Open what the two wrote, for a quarter of an hour; who did so, and when, is written down."""

    def post(self, request, **kwargs):
        if not is_open_to(self.one, self.participation, now=self.now):
            record_reading(self.one, by=self.participation, why="pair_logs")
        return self.back()


class DeskPairContact(OnePair, View):
    """Somebody asked the two how it is going."""

    def post(self, request, **kwargs):
        contact = self.one.contacts.filter(public_id=kwargs["contact"]).first()
        if contact is None:
            raise Http404
        note = request.POST.get("note", "").strip()[:1000]
        self.try_to(
            lambda: record_contact(contact, by=self.participation, note=note), _("Noted. Your name stands beside it.")
        )
        return self.back()


class DeskPairWish(OnePair, View):
    """The wish for a change has been seen to."""

    def post(self, request, **kwargs):
        wish = wish_of(self.one, kwargs["pair_wish"], self.participation)
        if wish is None:
            raise Http404
        self.try_to(lambda: settle_wish(wish, by=self.participation), _("Noted. The wish is seen to."))
        return self.back()


class DeskPairEnding(OnePair, FormView):
    """First who reads what, then one press."""

    template_name = "mentoring/desk/pair_ending.html"
    form_class = EndingForm

    def form_valid(self, form):
        self.try_to(
            lambda: end_pairing(self.one, by=self.participation, now=self.now, **form.cleaned_data),
            _("The pair has ended. Both are told."),
        )
        return self.back()

    def get_context_data(self, **kwargs):
        ending = PairEnding(program=self.program, pairing=self.one, by=self.participation)
        return super().get_context_data(telling=telling("pair_ended", ending, the_two(self.one)), **kwargs)


class DeskPairReassign(OnePair, FormView):
    """Somebody else supports this person from now on."""

    template_name = "mentoring/desk/pair_reassign.html"
    form_class = ReassignForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"candidates": could_take_over(self.one, now=self.now)}

    def form_valid(self, form):
        try:
            new = reassign_pairing(self.one, supporter=form.chosen, by=self.participation, now=self.now)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("They are a pair now. Those concerned are told."))
        return redirect("desk_pair", program=self.program.public_id, pair=new.public_id)


class DeskRoleChange(PairsPage, TemplateView):
    """Somebody would like to support others: yes, or not now. First what they will read."""

    template_name = "mentoring/desk/role_change.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.change = role_changes_waiting(self.participation).filter(public_id=kwargs["role_change"]).first()

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.change is None:
            messages.info(request, _("This was answered or taken back meanwhile."))
            return redirect("desk_pairs", program=self.program.public_id)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, **kwargs):
        agreed = request.POST.get("answer") == "yes"
        self.try_to(
            lambda: answer_role_change(self.change, by=self.participation, agreed=agreed), _("Answered. They are told.")
        )
        return redirect("desk_pairs", program=self.program.public_id)

    def get_context_data(self, **kwargs):
        person = self.change.participation.person
        letter = preview_notice("role_change_answered", self.change, recipient=person)
        return super().get_context_data(change=self.change, person=person, letter=letter, **kwargs)
