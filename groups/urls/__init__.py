"""The addresses of people who meet, one file a subject."""

from groups.urls import community, conflicts, meetings, moderation, private, talks, without_name

urlpatterns = [
    *meetings.urlpatterns,
    *without_name.urlpatterns,
    *conflicts.urlpatterns,
    *talks.urlpatterns,
    *community.urlpatterns,
    *moderation.urlpatterns,
    *private.urlpatterns,
]
