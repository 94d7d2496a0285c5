from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringConfig(AppConfig):
    name = "mentoring"
    verbose_name = _("Mentoring")

    def ready(self):
        import_module("mentoring.services.gate")  # asked before somebody leads a group
        import_module("mentoring.services.neutral")  # asked before somebody mediates
