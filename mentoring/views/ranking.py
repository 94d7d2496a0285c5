"""The peer's side of matching by what each side would rather have."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mentoring.forms.ranking import RankSeekersForm
from mentoring.queries.ranking import ranking_page
from mentoring.services.ranking import rank_seekers
from mentoring.views.training_base import ActForm, OwnView


class PeerRanking(OwnView, ActForm):
    """Those who wait, in words only, and a number for each. Sending the form without any number takes all back."""

    form_class = RankSeekersForm
    template_name = "mentoring/peer/ranking.html"

    @cached_property
    def page(self):
        return ranking_page(self.supporter, now=timezone.now())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cards": self.page.cards}

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)

    def act(self, form):
        if not self.page.cards:
            return ""
        rank_seekers(self.supporter, form.chosen)
        return _("Kept. You can change your numbers at any time.")
