"""What people are asked when they come in: a questionnaire, how it is laid out, and whether they may talk instead."""

from django.contrib import messages
from django.utils.translation import gettext as _

from intake.services.way_in import choose_way_in
from intake.shelf import offered_for_way_in, way_in_of
from peersupport.setup.views.base import SetupForm
from peersupport.setup.way_in_forms import WayInForm


class WayIn(SetupForm):
    form_class = WayInForm
    template_name = "setup/way_in.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.offered = offered_for_way_in(self.program)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offered": self.offered}

    def get_initial(self):
        now = way_in_of(self.program)
        if now is None:
            return {}
        return {
            "questionnaire": now.questionnaire.public_id if now.questionnaire else "",
            "page_by": now.page_by,
            "offers_interview": now.offers_interview,
        }

    def get_context_data(self, **kwargs):
        held_back = [(questionnaire, version, reason) for questionnaire, version, reason in self.offered if reason]
        return super().get_context_data(held_back=held_back, **kwargs)

    def act(self, form):
        chosen = {questionnaire.public_id: questionnaire for questionnaire, _version, _reason in self.offered}
        choose_way_in(
            self.program,
            questionnaire=chosen.get(form.cleaned_data["questionnaire"]),
            page_by=form.cleaned_data["page_by"],
            offers_interview=form.cleaned_data["offers_interview"],
            by=self.participation,
        )
        self.keep("way_in")
        messages.success(self.request, _("Saved. Whoever asks to join from now on is asked this."))
