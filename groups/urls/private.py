"""Keeping away from somebody, words between two people, and what the team opens of what is private."""

from django.urls import path

from groups.views.community import private, private_openings, quiet

urlpatterns = [
    path("p/<program>/posts/<post>/apart/", quiet.KeepAway.as_view(), name="keep_away"),
    path("p/<program>/apart/", quiet.QuietPeople.as_view(), name="quiet_people"),
    path("p/<program>/apart/<block>/", quiet.KeptAway.as_view(), name="quiet_undo"),
    path("p/<program>/posts/<post>/private/", private.AskToWrite.as_view(), name="private_ask"),
    path("p/<program>/private/", private.PrivateWords.as_view(), name="private_words"),
    path("p/<program>/private/questions/<ask>/", private.PrivateAnswer.as_view(), name="private_answer"),
    path("p/<program>/private/<between>/leaving/", private.LeavePlace.as_view(), name="private_leaving"),
    path("desk/<program>/private/", private_openings.Openings.as_view(), name="desk_openings"),
    path("desk/<program>/private/of/<whose>/", private_openings.PlacesOfPerson.as_view(), name="desk_places"),
    path("desk/<program>/private/places/<private>/", private_openings.OpenPlace.as_view(), name="desk_place"),
    path("desk/<program>/private/names/<seat>/", private_openings.LookBehindName.as_view(), name="desk_name"),
    path("desk/<program>/private/openings/<opening>/", private_openings.OneOpening.as_view(), name="desk_opening"),
]
