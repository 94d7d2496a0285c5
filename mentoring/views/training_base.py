"""What the pages about peers share: their place on the desk, and the peer that the address names."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from mentoring.models import Supporter
from mentoring.queries.peers import own_supporter
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class PeersView(ProgramView, abstract=True):
    """A page of the desk about peers; no browser or proxy keeps a copy."""

    permission = Permission.TRAIN
    model = Supporter

    def get_context_data(self, **kwargs):
        doors = {
            "runs_program": self.access.can(Permission.RUN_PROGRAM),
            "runs_groups": self.access.can(Permission.RUN_GROUPS),
        }
        return super().get_context_data(here="peers", **doors, **kwargs)

    def get_form_kwargs(self):
        return _without_reader(super().get_form_kwargs())

    def row(self, name: str, *related: str):
        """The row of `model` that the address names under `name`, if the acting participation may see it; else 404."""
        return get_object_or_404(self.get_queryset().select_related(*related), public_id=self.kwargs[name])


class OnePeerView(PeersView, abstract=True):
    """A page about the peer that the address names, `self.supporter`."""

    @cached_property
    def supporter(self) -> Supporter:
        return self.row("supporter", "program", "participation__person", "participation__program", "supervisor__person")

    def get_context_data(self, **kwargs):
        # A TemplateView passes on what stands in its address: the peer's id, where the peer is meant.
        ours = {"supporter": self.supporter, "name": self.supporter.participation.person}
        return super().get_context_data(**kwargs | ours)

    def back(self):
        return redirect("desk_peer", self.program.public_id, self.supporter.public_id)


@method_decorator(never_cache, name="dispatch")
class OwnView(ProgramView, abstract=True):
    """A page of the peer's own side, `self.supporter`; whoever has the role but no such side yet meets 404."""

    permission = Permission.SUPPORT

    @cached_property
    def supporter(self) -> Supporter:
        supporter = own_supporter(self.participation)
        if supporter is None:
            raise Http404
        return supporter

    def get_form_kwargs(self):
        return _without_reader(super().get_form_kwargs())

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="home", supporter=self.supporter, **kwargs)

    def back(self):
        return redirect("peer_home", self.program.public_id)


class ActForm(FormView):
    """A form whose act may be refused: the refusal stands above it, and nothing that was typed is lost."""

    def form_valid(self, form):
        try:
            words = self.act(form)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        if words:
            messages.success(self.request, words)
        return self.back()


def _without_reader(kwargs: dict) -> dict:
    """The forms of these pages are given the rows to choose from; they do not look for them."""
    kwargs.pop("participation")
    return kwargs


def do(request, act, words: str) -> None:
    """Do it and say so, or say why not."""
    try:
        act()
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, words)
