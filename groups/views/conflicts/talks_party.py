"""Talks as one party sees them: the question, what one wrote, one's own times, the agreement, and the way out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from groups.forms.talks import SettlementAnswerForm, StatementForm, TalkAnswerForm
from groups.models import PartyConsent
from groups.queries.conflicts import my_reports
from groups.queries.mediation import my_side, told_words, with_people
from groups.services.mediation.answers import agree_to_talks, refuse_talks
from groups.services.mediation.follow_ups import say_whether_it_holds
from groups.services.mediation.offers import answer_about_name
from groups.services.mediation.settlements import answer_settlement
from groups.services.mediation.statements import share_statement, write_statement
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView
from programs.views.trying import Trying


@method_decorator(never_cache, name="dispatch")
class MySideView(Trying, ProgramView, abstract=True):
    model = PartyConsent
    permission = Permission.TELL

    def side(self):
        rows = with_people(self.get_queryset())
        return my_side(get_object_or_404(rows, public_id=self.kwargs["own_talks"]), now=timezone.now())

    def back(self):
        return redirect("my_mediation", self.program.public_id, self.kwargs["own_talks"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"here": "help"} | kwargs)


class MyMediation(MySideView, TemplateView):
    """Where it stands; before the first yes nothing but the question, with all that it means."""

    template_name = "groups/conflicts/talks/mine.html"

    def get_context_data(self, **kwargs):
        side = kwargs.pop("side", None) or self.side()
        forms = {"form": TalkAnswerForm() if side.waits_for_me else SettlementAnswerForm()}
        return super().get_context_data(**forms | {"side": side} | kwargs)


class ReadBack(MyMediation, abstract=True):
    """A form on the page of the talks; its own address leads back there."""

    def get(self, request, **kwargs):
        self.side()
        return self.back()


class MyAnswer(ReadBack):
    def post(self, request, **kwargs):
        side, form = self.side(), TalkAnswerForm(request.POST)
        if not form.is_valid():
            if not side.waits_for_me:
                return self.back()
            return self.render_to_response(self.get_context_data(side=side, form=form))
        if not form.agrees:
            return self.try_to(lambda: refuse_talks(side.consent), _("Thank you. Nobody asks you why."))
        return self.try_to(
            lambda: agree_to_talks(side.consent, wishes=form.cleaned_data["wishes"]),
            _("Thank you. You can change your mind at any time."),
        )


class MyStatement(MySideView, TemplateView):
    """The four steps; for the mediators only, until one shares it."""

    template_name = "groups/conflicts/talks/statement.html"

    def get(self, request, **kwargs):
        side = self.side()
        if not side.can_write:
            return self.back()
        told = {} if side.statements else told_words(side.mediation.conflict, side.consent)
        form = StatementForm(initial=told)
        return self.render_to_response(self.get_context_data(side=side, form=form, is_told=bool(told)))

    def post(self, request, **kwargs):
        side, form = self.side(), StatementForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(side=side, form=form))
        return self.try_to(
            lambda: write_statement(side.consent, words=form.cleaned_data),
            _("It is kept. Only the two who mediate can read it."),
        )


class MySharing(MySideView, View):
    def post(self, request, **kwargs):
        side = self.side()
        mine = [row for row in side.statements if row.public_id == kwargs["statement"]]
        if not mine:
            raise Http404
        return self.try_to(
            lambda: share_statement(mine[0], consent=side.consent), _("The other side can read it from now on.")
        )


class MySettlement(ReadBack):
    """POST `version`: the version that was read."""

    def post(self, request, **kwargs):
        side, form = self.side(), SettlementAnswerForm(request.POST)
        settlement = side.settlement
        if settlement is None or request.POST.get("version") != settlement.public_id:
            messages.warning(request, _("There is a newer version. Read that one."))
            return self.back()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(side=side, form=form))
        return self.try_to(
            lambda: answer_settlement(
                settlement, consent=side.consent, accepts=form.accepts, words=form.cleaned_data["words"]
            ),
            _("You have accepted it.") if form.accepts else _("It goes back to the two who mediate."),
        )


class MyStop(MySideView, TemplateView):
    template_name = "groups/conflicts/talks/stop.html"

    def get(self, request, **kwargs):
        side = self.side()
        return self.render_to_response(self.get_context_data(side=side)) if side.can_stop else self.back()

    def post(self, request, **kwargs):
        side = self.side()
        return self.try_to(lambda: refuse_talks(side.consent), _("The talks have ended. Nobody asks you why."))


class MyHolding(MySideView, View):
    """POST `holds` = yes or no."""

    def post(self, request, **kwargs):
        side = self.side()
        if request.POST.get("holds") not in {"yes", "no"}:
            return self.back()
        return self.try_to(
            lambda: say_whether_it_holds(side.consent, holds=request.POST["holds"] == "yes"),
            _("Thank you. The two who mediate read your answer."),
        )


@method_decorator(never_cache, name="dispatch")
class MyName(ProgramView, View):
    """Who told something without being named says whether the others may learn it now. POST `agrees` = yes or no."""

    permission = Permission.TELL

    def post(self, request, **kwargs):
        report = get_object_or_404(my_reports(self.participation), public_id=kwargs["conflict"])
        if request.POST.get("agrees") in {"yes", "no"}:
            try:
                answer_about_name(report, by=self.participation, agrees=request.POST["agrees"] == "yes")
            except DomainError as error:
                messages.warning(request, str(error))
            else:
                messages.success(request, _("Thank you. Those who read your report know your answer."))
        return redirect("my_report", self.program.public_id, report.public_id)
