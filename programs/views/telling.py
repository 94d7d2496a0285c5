"""Telling the team that one is worried, and seeing that it arrived."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from programs.access import Permission
from programs.public_ids import new_public_id
from programs.services.duty import looking_after
from programs.services.telling import team_of, tell_the_team, told_by
from programs.telling_forms import ME, TellForm
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class TellTheTeam(ProgramView, FormView):
    """Says who reads it before anything is asked. Nothing is kept before it is sent."""

    permission = Permission.TAKE_PART
    form_class = TellForm
    template_name = "programs/tell_the_team.html"

    def get_form_kwargs(self):
        given = super().get_form_kwargs() | {"team": team_of(self.participation)}
        given.pop("participation")
        return given

    def form_valid(self, form):
        data = form.cleaned_data
        case = tell_the_team(
            self.participation,
            key=data["key"] or new_public_id(),
            words=data["words"],
            grade=data["grade"],
            is_about_me=data["about"] == ME,
            reach=data["reach"],
            concerns=form.concerns,
        )
        return redirect("told_the_team", self.program.public_id, case.public_id)

    def get_context_data(self, **kwargs):
        readers = list(dict.fromkeys(str(row.person) for row in looking_after(self.program)))
        return super().get_context_data(here="help", readers=readers, **kwargs)


@method_decorator(never_cache, name="dispatch")
class ToldTheTeam(ProgramView, TemplateView):
    """It arrived: its number, by when somebody looks after it, and whether somebody does. Only for who sent it."""

    permission = Permission.TAKE_PART
    template_name = "programs/told_the_team.html"

    def get_context_data(self, **kwargs):
        case = get_object_or_404(told_by(self.participation), public_id=self.kwargs["told"])
        return super().get_context_data(here="help", case=case, **kwargs)
