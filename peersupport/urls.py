"""Every address of the site: each app and each room brings its own, this page only joins them."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from peersupport.views import health, outbox

urlpatterns = [
    path("desk/", include("peersupport.setup.urls")),  # before the desk's own: “new” is no program
    path("", include("peersupport.home.urls")),
    path("", include("programs.urls")),
    path("", include("peersupport.public.urls")),
    path("", include("intake.urls")),
    path("", include("intake.survey_urls")),
    path("", include("groups.urls")),
    path("", include("peersupport.measures.urls")),
    path("", include("mentoring.urls")),
    path("healthz", health.health, name="health"),
    path("healthz/care", health.care, name="health_care"),
    path("outbox/", outbox.letters, name="outbox"),
    path("outbox/<str:key>/", outbox.letter, name="outbox_letter"),
    path("outbox/<str:key>/html/", outbox.letter_html, name="outbox_letter_html"),
    path("admin/", admin.site.urls),
    path("accounts/", include("programs.sign_in.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("desk/", include("peersupport.report.urls")),
    path("desk/", include("peersupport.desk.urls")),
]
