"""Every address of the site: each app and each room brings its own, this page only joins them."""

from django.contrib import admin
from django.urls import include, path

from peersupport.views import health, outbox

urlpatterns = [
    path("healthz", health.health, name="health"),
    path("outbox/", outbox.letters, name="outbox"),
    path("outbox/<str:key>/", outbox.letter, name="outbox_letter"),
    path("outbox/<str:key>/html/", outbox.letter_html, name="outbox_letter_html"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
