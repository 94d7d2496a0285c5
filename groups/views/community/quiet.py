"""Keeping away from somebody who writes on a board, and seeing from whom one does."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from groups.models import Contact
from groups.queries.community.hidden import reads_everything
from groups.queries.community.quiet import kept_away, who_wrote
from groups.services.community.blocks import is_of_the_team, keep_away, keep_away_more, stop_keeping_away
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class AboutWriter(ProgramView, TemplateView, abstract=True):
    """Begins at something that somebody else wrote: `self.writer` is the name they have on that board."""

    permission = Permission.BOARDS

    @cached_property
    def post_read(self):
        found = who_wrote(self.kwargs["post"], self.participation)
        if found is None:
            raise Http404
        return found

    @property
    def writer(self):
        return self.post_read.author

    def get_context_data(self, **kwargs):
        shown = {
            "here": "boards",
            "writer": self.writer,
            "thread": self.post_read.thread,
            "of_team": is_of_the_team(self.writer.participation.person, self.program.pk),
        }
        return super().get_context_data(**shown | kwargs)


class KeepAway(AboutWriter):
    """Two ways, each with what it does; POST `kind` chooses one."""

    template_name = "groups/community/keep_away.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(sees_everything=reads_everything(self.participation), **kwargs)

    def post(self, request, **kwargs):
        kind = request.POST.get("kind")
        if kind not in Contact.values:
            return self.render_to_response(self.get_context_data())
        try:
            block = keep_away(self.writer, by=self.participation, kind=Contact(kind))
        except DomainError as error:
            messages.warning(request, str(error))
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("You keep away from %(name)s now. You can undo it here.") % {"name": block.name})
        return redirect("quiet_people", self.program.public_id)


@method_decorator(never_cache, name="dispatch")
class QuietPeople(ProgramView, TemplateView):
    permission = Permission.BOARDS
    template_name = "groups/community/quiet_people.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="choices", rows=kept_away(self.participation), **kwargs)


class KeptAway(ProgramView, View):
    """POST `then`: nothing any more, or more than before."""

    permission = Permission.BOARDS
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        block = get_object_or_404(kept_away(self.participation), public_id=kwargs["block"])
        name = {"name": block.name}
        try:
            if request.POST.get("then") == "block":
                keep_away_more(block, by=self.participation)
                messages.success(request, _("You keep away from %(name)s now. You can undo it here.") % name)
            else:
                stop_keeping_away(block, by=self.participation)
                messages.success(request, _("It is undone. You read what %(name)s writes again.") % name)
        except DomainError as error:
            messages.warning(request, str(error))
        return redirect("quiet_people", self.program.public_id)
