"""After the log: adding to it, how it was for me, two accounts of one session, what I promised."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, View

from groups.forms.after_session import AccountsForm, AdditionForm, DebriefForm
from groups.queries.accounts import two_accounts
from groups.services.addenda import add_to_log, write_debrief
from groups.services.second_logs import SettledAlready, settle_second_log
from groups.views.facilitator import OfOneLog
from programs.access import Permission
from programs.errors import DomainError
from programs.models import Task, TaskKind
from programs.services.tasks import complete_task
from programs.views.base import ProgramView


class AfterLog(OfOneLog, FormView, abstract=True):
    """A form about a session that is logged; its act may be refused in words."""

    needs_log = True

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]  # the forms hold no rows
        return kwargs

    def done(self, form, act, **what):
        try:
            act(by=self.participation, **what)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect(self.address("session_log"))


@method_decorator(never_cache, name="dispatch")
class AddToLog(AfterLog):
    permission = Permission.FACILITATE
    form_class = AdditionForm
    template_name = "groups/facilitator/addition.html"

    def form_valid(self, form):
        return self.done(form, partial(add_to_log, self.log), text=form.cleaned_data["text"])


@method_decorator(never_cache, name="dispatch")
class DebriefPage(AfterLog):
    permission = Permission.FACILITATE
    form_class = DebriefForm
    template_name = "groups/facilitator/debrief.html"

    def get_initial(self):
        mine = self.page.debrief
        return {"weight": mine.weight, "words": mine.words} if mine else {}

    def form_valid(self, form):
        messages.success(self.request, _("Thank you. Take care of yourself."))
        return self.done(form, partial(write_debrief, self.log), **form.cleaned_data)


@method_decorator(never_cache, name="dispatch")
class SecondAccounts(AfterLog):
    """The oldest of the accounts that wait, beside the log; when none waits, the log."""

    permission = Permission.FACILITATE
    form_class = AccountsForm
    template_name = "groups/facilitator/accounts.html"

    def get(self, request, *args, **kwargs):
        if not self.page.second_accounts:
            return redirect(self.address("session_log"))
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """The account that was looked at is named: another one that came meanwhile is not settled with it."""
        if request.POST.get("account") not in {row.public_id for row in self.page.second_accounts}:
            messages.info(request, str(SettledAlready.message))
            return redirect(self.address("session_log"))
        return super().post(request, *args, **kwargs)

    @cached_property
    def accounts(self):
        named = self.request.POST.get("account")
        waiting = self.page.second_accounts
        return two_accounts(self.page, next((row for row in waiting if row.public_id == named), waiting[0]))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "accounts": self.accounts,
            "first_name": str(self.log.written_by.person),
        }

    def form_valid(self, form):
        messages.success(self.request, _("The log holds what you chose."))
        return self.done(form, partial(settle_second_log, self.accounts.second), **form.settled)

    def get_context_data(self, **kwargs):
        return super().get_context_data(accounts=self.accounts, **kwargs)


class FollowUpDone(ProgramView, View):
    """What I promised after a session is done."""

    model = Task
    permission = Permission.FACILITATE
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        mine = self.get_queryset().filter(owner=self.participation, kind=TaskKind.FOLLOW_UP)
        task = get_object_or_404(mine, public_id=kwargs["task"])
        try:
            complete_task(task, by=self.participation)
        except DomainError as error:
            messages.info(request, str(error))
        return redirect("facilitator_home")
