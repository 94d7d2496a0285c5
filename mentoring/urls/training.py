"""Preparing peers: training, hours, certificates, supervision, rest."""

urlpatterns = []
