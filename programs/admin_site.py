"""The administration: Django's own, behind the sign-in of the site, closed to what is not ours to browse."""

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from programs.second_factor import second_step_is_missing, second_step_url

# Addresses, keys and sessions of people: their own pages are the only place for them.
CLOSED_APPS = frozenset({"account", "mfa", "usersessions"})


class HouseAdmin(admin.AdminSite):
    site_header = _("Set-up and rare tables")
    index_title = _("Set-up and rare tables")
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple | set) else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label not in CLOSED_APPS]
        super().register(ours, admin_class, **options)

    def has_permission(self, request) -> bool:
        return super().has_permission(request) and not second_step_is_missing(request)

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """There is no password: the site's own sign-in, then the second step, then the page that was wanted."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
            wanted = reverse("admin:index", current_app=self.name)
        if not request.user.is_authenticated:
            return redirect_to_login(wanted, reverse("account_login"))
        if not (request.user.is_active and request.user.is_staff):
            raise PermissionDenied
        return HttpResponseRedirect(second_step_url(wanted) if second_step_is_missing(request) else wanted)
