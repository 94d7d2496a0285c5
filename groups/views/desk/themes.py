"""A list to fill in: what each meeting of a group is about."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from groups.forms.themes import ThemesForm
from groups.services.themes import meetings_with_theme, set_themes
from groups.views.desk.groups import OneGroupPage


class DeskGroupThemes(OneGroupPage, SingleObjectMixin, FormView):
    form_class = ThemesForm
    template_name = "groups/desk/themes.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]  # the form holds no rows
        return kwargs | {"meetings": meetings_with_theme(self.object)}

    def form_valid(self, form):
        set_themes(self.object, form.themes, by=self.participation)
        messages.success(self.request, _("The themes are saved. Members see them beside each meeting."))
        return HttpResponseRedirect(self.group_url(self.object))
