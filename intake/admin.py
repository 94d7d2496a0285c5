"""Coming in, in the administration: the ages from which people ask alone. Everything else happens on the desk."""

from django.contrib import admin

from intake.models import GuardianAge
from programs.admin import ScopedAdmin


@admin.register(GuardianAge)
class GuardianAgeAdmin(ScopedAdmin):
    """One age per country or region, with the law it comes from; a change counts from the next request on."""

    scope = None
    fields = ["jurisdiction", "age", "source"]
    list_display = ["jurisdiction", "age", "source"]

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
