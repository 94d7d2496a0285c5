from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = _("Programs and people")

    def ready(self):
        # Each app says in its own `notices.py` what it tells people; the ground keeps the list there, and its own kinds
        # in `notice_kinds.py`. Where one file would be too long, a second one has a name of its own.
        autodiscover_modules("notices", "notice_kinds", "talk_notices", "report_notices", "private_notices")
        # The same for what must be there before a program opens.
        autodiscover_modules("readiness")
        # And for long work that pages start.
        autodiscover_modules("jobs")
        autodiscover_modules("checks")
