"""When a group meets: a rhythm is read back in words and dates before it is saved; ending it says first who is told."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from groups.forms.meetings import SeriesForm
from groups.models import Series
from groups.queries.plan import plan_of
from groups.queries.telling import members_to_tell, telling
from groups.services.meetings import plan_meeting
from groups.services.series import end_series, start_series
from groups.views.desk.groups import GroupsPage, OneGroupPage
from groups.words import series_words
from programs.errors import DomainError


class DeskSeriesNew(OneGroupPage, SingleObjectMixin, FormView):
    """First press: the rhythm in words and its dates, nothing is saved. Second press: the meetings are made."""

    form_class = SeriesForm
    template_name = "groups/desk/series_form.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]  # the form holds no rows
        return kwargs | {"group": self.object, "today": timezone.now().astimezone(self.object.zone).date()}

    def form_valid(self, form):
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, plan=plan_of(form)))
        try:
            words = self.save(form)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, words)
        return HttpResponseRedirect(self.group_url(self.object))

    def save(self, form) -> str:
        if form.is_once:
            plan_meeting(self.object, by=self.participation, **form.span())
            return _("The meeting is planned.")
        facts = {name: form.cleaned_data[name] for name in ("starts_at_local", "minutes")}
        series = start_series(self.object, by=self.participation, **form.rule(), **facts)
        return _("The group meets %(rhythm)s.") % {"rhythm": series_words(series)}


class DeskSeriesEnd(GroupsPage, DetailView):
    """Before: how many meetings go and who reads what. Then one press ends the series, once."""

    model = Series
    slug_url_kwarg = "series"
    template_name = "groups/desk/series_end.html"

    def get_queryset(self):
        return super().get_queryset().select_related("group", "program")

    def get_context_data(self, **kwargs):
        to_come = self.object.to_come(timezone.now())
        return super().get_context_data(
            words=series_words(self.object),
            count=to_come.count(),
            telling=telling("series_ended", self.object, members_to_tell(self.object.group)),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        series = self.get_object()
        try:
            count = end_series(series, by=self.participation)
        except DomainError as error:
            messages.info(request, str(error))
        else:
            words = ngettext(
                "The series has ended. %(n)s meeting was taken out.",
                "The series has ended. %(n)s meetings were taken out.",
                count,
            )
            messages.success(request, words % {"n": count})
        return HttpResponseRedirect(self.group_url(series.group))
