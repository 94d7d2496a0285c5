"""The community: boards and threads, the queue of the team, private places, stories and resources."""

board_urls = []

urlpatterns = board_urls
