"""The rules of one group, on the desk."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from groups.forms.rules import GroupRulesForm
from groups.queries.joining import rules_of
from groups.services.group_rules import publish_group_rules
from groups.views.desk.groups import OneGroupPage


class DeskGroupRules(OneGroupPage, SingleObjectMixin, FormView):
    form_class = GroupRulesForm
    template_name = "groups/desk/rules.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        self.rules = rules_of(self.object)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"body": self.rules.body if self.rules else ""}

    def get_context_data(self, **kwargs):
        return super().get_context_data(rules=self.rules, **kwargs)

    def form_valid(self, form):
        publish_group_rules(self.object, body=form.cleaned_data["body"], by=self.participation)
        messages.success(self.request, _("The rules are out. Each member is asked to accept them."))
        return HttpResponseRedirect(self.group_url(self.object))
