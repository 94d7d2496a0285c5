"""Finding peers: campaigns, applications, references, checks."""

urlpatterns = []
