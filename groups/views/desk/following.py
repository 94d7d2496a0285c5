"""A meeting and all that follow it change. First the days and the message are shown; then one press acts, once."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.forms.following import FollowingForm
from groups.queries.telling import members_to_tell, telling
from groups.services.following import change_following, is_so_already, plan_following
from groups.views.desk.meetings import OneMeetingPage
from groups.words import series_words
from programs.errors import DomainError

SHOWN = 8  # days on the page that asks


class DeskMeetingFollowing(OneMeetingPage):
    form_class = FollowingForm
    template_name = "groups/desk/meeting_following.html"

    def get_queryset(self):
        return super().get_queryset().select_related("series")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.object}

    def get_context_data(self, **kwargs):
        series = self.object.series
        return super().get_context_data(words=series_words(series) if series else "", **kwargs)

    def form_valid(self, form):
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if "confirm" not in self.request.POST:
                return self.show(form)
            sequence = form.cleaned_data["sequence"]
            series = change_following(self.object, by=self.participation, sequence=sequence, **form.change)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        words = _("The group now meets %(rhythm)s. Those concerned are told.")
        messages.success(self.request, words % {"rhythm": series_words(series)})
        return HttpResponseRedirect(self.group_url(self.object.group))

    def show(self, form):
        if self.object.series and is_so_already(self.object, **form.change):
            form.add_error(None, _("Nothing is different yet. Change the day, the time or the place."))
            return self.form_invalid(form)
        # Planning fills rows in: the page keeps its own copy of the meeting as it is.
        change = plan_following(self.get_object(), now=timezone.now(), **form.change)
        told = telling("series_changed", change.series, members_to_tell(self.object.group, meetings=change.moved))
        facts = {"change": change, "new_words": series_words(change.series), "telling": told}
        days = [row for row in change.meetings if not row.is_cancelled and row not in change.kept][:SHOWN]
        return self.render_to_response(
            self.get_context_data(form=form, days=days, more=len(change.meetings) > SHOWN, **facts)
        )
