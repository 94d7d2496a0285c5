"""The register of ties, seen from one person: who is to be kept apart from them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from groups.services.community.blocks import is_asked_by_one_of_them
from peersupport.desk.forms import TieForm
from peersupport.desk.queries.ties import asks_of, groups_shared, people_beside, ties_of
from peersupport.desk.services import note_reading
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.errors import DomainError
from programs.models import Participation, Tie
from programs.services.private_words import keep_apart_as_asked
from programs.services.ties import declare_tie, end_tie


class Ties(SensitiveView, FormView):
    model = Participation
    permission = Permission.RUN_GROUPS
    form_class = TieForm
    template_name = "desk/ties.html"

    @cached_property
    def who(self):
        return self.row("participation", "person")

    def get_form_kwargs(self):
        given = super().get_form_kwargs() | {"people": people_beside(self.program, self.who.person), "asks": self.asks}
        given.pop("participation")
        return given

    @cached_property
    def asks(self):
        """What the person said in private: whoever reads it here stands in the record."""
        asks = asks_of(self.program, self.who.person)
        for ask in asks:
            note_reading(ask, by=self.participation, why=ask.kind)
        return asks

    def form_valid(self, form):
        facts = {name: form.cleaned_data[name] for name in ("kind", "note")}
        try:
            if form.answered:
                keep_apart_as_asked(
                    form.answered, asker=self.who.person, other=form.chosen, by=self.participation, **facts
                )
            else:
                declare_tie(self.program, people=(self.who.person, form.chosen), by=self.participation, **facts)
        except DomainError as error:
            form.add_error("other", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("From now on the two are kept apart."))
        for group in groups_shared(self.program, self.who.person, form.chosen):
            messages.warning(
                self.request,
                _("Both are in “%(group)s” now. Talk with them about who stays; nobody was told.") % {"group": group},
            )
        return redirect("desk_person_ties", self.program.public_id, self.who.public_id)

    def get_context_data(self, **kwargs):
        ties = ties_of(self.program, self.who.person)
        return super().get_context_data(here="people", who=self.who, ties=ties, asks=self.asks, **kwargs)


class TieEnding(SensitiveView, View):
    model = Tie
    permission = Permission.RUN_GROUPS

    def post(self, request, **kwargs):
        tie = self.row("tie")
        if is_asked_by_one_of_them(tie):
            messages.warning(request, _("One of the two asked for this. Only that person can end it."))
            return redirect("desk_people", self.program.public_id)
        try:
            end_tie(tie, by=self.participation)
        except DomainError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The two need not be kept apart any more."))
        return redirect("desk_people", self.program.public_id)
