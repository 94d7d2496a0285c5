"""The community: boards and threads, the queue of the team, private places, stories and resources."""

from django.urls import path

from groups.moderation_urls import moderation_urls
from groups.views.community import library, shelves

board_urls = []

library_urls = [
    path("p/<program>/library/", library.Library.as_view(), name="library"),
    path("p/<program>/library/<resource>/", library.LibraryPage.as_view(), name="library_page"),
    path("programs/<slug:slug>/library/", library.PublicLibrary.as_view(), name="public_library"),
    path("programs/<slug:slug>/library/<resource>/", library.PublicLibraryPage.as_view(), name="public_library_page"),
    path("desk/<program>/library/", shelves.DeskLibrary.as_view(), name="desk_library"),
    path("desk/<program>/library/new/", shelves.DeskResourceNew.as_view(), name="desk_resource_new"),
    path("desk/<program>/library/<resource>/", shelves.DeskResource.as_view(), name="desk_resource"),
    path("desk/<program>/library/<resource>/state/", shelves.DeskResourceState.as_view(), name="desk_resource_state"),
]

urlpatterns = board_urls + library_urls + moderation_urls
