"""What the pages of a pair share: they open for its two, and for nobody else."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from mentoring.queries.pairs import meeting_of_pair, my_side
from programs.access import Permission
from programs.views.base import ProgramView
from programs.views.trying import Trying


@method_decorator(never_cache, name="dispatch")
class PairBase(Trying, ProgramView, abstract=True):
    """`self.side`: the pair as the person sees it. `only_peer`: a page for the one who supports."""

    permission = Permission.TAKE_PART
    only_peer = False

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return
        self.side = my_side(kwargs["pair"], self.access.holders(Permission.TAKE_PART))
        if self.side is None or (self.only_peer and not self.side.supports):
            raise Http404
        self.pairing, self.participation = self.side.pairing, self.side.me
        self.now = timezone.now()
        self.zone = self.pairing.group.zone
        self.today = self.now.astimezone(self.zone).date()

    def meeting(self):
        """The meeting of this pair that the address names, or 404."""
        meeting = meeting_of_pair(self.side, self.kwargs["pair_meeting"])
        if meeting is None:
            raise Http404
        return meeting

    def get_form_kwargs(self):
        return {key: value for key, value in super().get_form_kwargs().items() if key != "participation"}

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="home", side=self.side, pairing=self.pairing, **kwargs)

    def back(self):
        return redirect("pair", program=self.program.public_id, pair=self.pairing.public_id)
