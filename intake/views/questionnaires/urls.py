"""Addresses of questionnaires on the desk."""

from django.urls import path

from intake.views.questionnaires import editor, instruments, lists, preview, publication, questions, scores, showing

one = "<str:program>/questionnaires/<str:questionnaire>/"
item = one + "questions/<str:item>/"

urlpatterns = [
    path("<str:program>/questionnaires/", lists.DeskQuestionnaires.as_view(), name="desk_questionnaires"),
    path("<str:program>/questionnaires/new/", lists.DeskQuestionnaireNew.as_view(), name="desk_questionnaire_new"),
    path("<str:program>/instruments/", instruments.DeskInstruments.as_view(), name="desk_instruments"),
    path("<str:program>/instruments/<str:instrument>/", instruments.DeskInstrument.as_view(), name="desk_instrument"),
    path(one, editor.DeskQuestionnaire.as_view(), name="desk_questionnaire"),
    path(one + "copy/", lists.DeskQuestionnaireCopy.as_view(), name="desk_questionnaire_copy"),
    path(one + "draft/", editor.DeskQuestionnaireDraft.as_view(), name="desk_questionnaire_draft"),
    path(one + "draft/ending/", editor.DeskQuestionnaireDiscard.as_view(), name="desk_questionnaire_discard"),
    path(one + "names/", editor.DeskQuestionnaireNames.as_view(), name="desk_questionnaire_names"),
    path(one + "retirement/", editor.DeskQuestionnaireRetirement.as_view(), name="desk_questionnaire_retirement"),
    path(one + "instrument/", instruments.DeskQuestionnaireInstrument.as_view(), name="desk_questionnaire_instrument"),
    path(one + "preview/", preview.DeskQuestionnairePreview.as_view(), name="desk_questionnaire_preview"),
    path(
        one + "publication/", publication.DeskQuestionnairePublication.as_view(), name="desk_questionnaire_publication"
    ),
    path(one + "versions/<str:version>/", editor.DeskQuestionnaireVersion.as_view(), name="desk_questionnaire_version"),
    path(one + "questions/new/", questions.DeskQuestionNew.as_view(), name="desk_question_new"),
    path(item, questions.DeskQuestion.as_view(), name="desk_question"),
    path(item + "place/", editor.DeskQuestionMove.as_view(), name="desk_question_move"),
    path(item + "removal/", questions.DeskQuestionRemoval.as_view(), name="desk_question_removal"),
    path(item + "showing/", showing.DeskQuestionShowing.as_view(), name="desk_question_showing"),
    path(one + "scores/new/", scores.DeskScoreNew.as_view(), name="desk_score_new"),
    path(one + "scores/<str:item>/", scores.DeskScore.as_view(), name="desk_score"),
]
