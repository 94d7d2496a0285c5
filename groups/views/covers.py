"""“I cannot facilitate”: asking for a stand-in, and answering a colleague who asks."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from groups.forms.cover import CoverForm
from groups.queries.covers import cover_page, meeting_to_cover, my_cover
from groups.services.covers import ask_cover, give_back_cover, take_cover, who_is_asked, withdraw_cover
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class AskForCover(ProgramView, FormView):
    """First who is told is said; then one press asks, once."""

    permission = Permission.FACILITATE
    form_class = CoverForm
    template_name = "groups/facilitator/cover_ask.html"

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_to_cover(kwargs["meeting"], self.participation)
        if self.meeting is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]  # the form holds no rows
        return kwargs

    def get(self, request, *args, **kwargs):
        cover = my_cover(self.meeting, self.participation)
        if cover is not None:
            return redirect("cover", self.program.public_id, cover.public_id)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        asked = [person.display_name for person in who_is_asked(self.meeting, absent=self.participation)]
        return super().get_context_data(meeting=self.meeting, asked=asked, now=timezone.now(), **kwargs)

    def form_valid(self, form):
        try:
            cover = ask_cover(self.meeting, by=self.participation, reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("We are looking for somebody. Thank you for telling us."))
        return redirect("cover", self.program.public_id, cover.public_id)


@method_decorator(never_cache, name="dispatch")
class CoverDetail(ProgramView, TemplateView):
    """How a request stands, and the one act that is open to the reader."""

    permission = Permission.FACILITATE
    template_name = "groups/facilitator/cover.html"
    acts = {"take": take_cover, "give_back": give_back_cover, "withdraw": withdraw_cover}

    def dispatch(self, request, *args, **kwargs):
        self.page = cover_page(kwargs["cover"], self.participation, now=timezone.now())
        if self.page is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        cover = self.page.cover
        return super().get_context_data(page=self.page, cover_row=cover, meeting=cover.meeting, **kwargs)

    def post(self, request, *args, **kwargs):
        act = self.acts.get(request.POST.get("act"))
        if act is not None:
            try:
                act(self.page.cover, by=self.participation)
            except DomainError as error:
                messages.info(request, str(error))
        return redirect(request.path)
