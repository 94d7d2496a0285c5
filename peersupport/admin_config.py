"""Django's admin, with our site as the default one."""

from django.contrib.admin.apps import AdminConfig


class HouseAdminConfig(AdminConfig):
    default_site = "programs.admin_site.HouseAdmin"
