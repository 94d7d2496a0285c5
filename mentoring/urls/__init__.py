"""The addresses of peers, one file a subject."""

from mentoring.urls import matching, pairs, recruiting, reviewing, training

urlpatterns = [
    *recruiting.urlpatterns,
    *reviewing.urlpatterns,
    *training.urlpatterns,
    *matching.urlpatterns,
    *pairs.urlpatterns,
]
