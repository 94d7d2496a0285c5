"""The addresses of the ground: rules, and what a person chooses about themselves."""

from django.urls import path

from programs.views import choices, private_words, rules, telling
from programs.views.quick_exit import leave_fast

urlpatterns = [
    path("leave/", leave_fast, name="quick_exit"),
    path("p/<program>/rules/", rules.GroundRulesPage.as_view(), name="ground_rules"),
    path("p/<program>/private-word/", private_words.PrivateWord.as_view(), name="private_word"),
    path("p/<program>/tell-the-team/", telling.TellTheTeam.as_view(), name="tell_the_team"),
    path("p/<program>/tell-the-team/<told>/", telling.ToldTheTeam.as_view(), name="told_the_team"),
    path("choices/", choices.MyChoices.as_view(), name="my_choices"),
    path("choices/name/", choices.NameChoice.as_view(), name="choice_name"),
    path("choices/reminders/", choices.RemindersChoice.as_view(), name="choice_reminders"),
    path("choices/language/", choices.LanguageChoice.as_view(), name="choice_language"),
    path("choices/contact/", choices.ContactChoice.as_view(), name="choice_contact"),
    path("choices/consents/", choices.MyConsents.as_view(), name="my_consents"),
    path(
        "choices/consents/<program>/<purpose>/withdrawal/",
        choices.ConsentWithdrawal.as_view(),
        name="consent_withdrawal",
    ),
]
