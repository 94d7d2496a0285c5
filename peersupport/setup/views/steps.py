"""The list of the four steps."""

from django.views.generic import TemplateView

from peersupport.setup.queries import steps_of
from peersupport.setup.views.base import SetupView


class DeskSetup(SetupView, TemplateView):
    template_name = "setup/steps.html"

    def get_context_data(self, **kwargs):
        steps = steps_of(self.program)
        return super().get_context_data(steps=steps, done=sum(step.done for step in steps), **kwargs)
