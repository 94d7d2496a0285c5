"""Who supports whom: drafts, suggestions, rankings."""

urlpatterns = []
