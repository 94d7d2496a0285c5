"""Two people who meet: agreement, goals, logs, safety, the end."""

urlpatterns = []
