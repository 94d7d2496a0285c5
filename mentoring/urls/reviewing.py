"""Choosing peers: sheets, interviews, decisions."""

urlpatterns = []
