from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = _("Programs and people")

    def ready(self):
        # Each app says in `notices`, a file or a package, what it tells people. The ground keeps the list there, its
        # own kinds in `notice_kinds.py`.
        autodiscover_modules("notices", "notice_kinds")
        # The same for what must be there before a program opens.
        autodiscover_modules("readiness")
        # And for long work that pages start.
        autodiscover_modules("jobs")
        autodiscover_modules("checks")
