from django.urls import path

from peersupport.desk.views import cases, decisions, jobs, people, referrals, requests, tasks, today

urlpatterns = [
    path("", today.Desk.as_view(), name="desk"),
    path("<str:program>/", today.ProgramDesk.as_view(), name="desk_program"),
    path("<str:program>/requests/", requests.RequestList.as_view(), name="desk_requests"),
    path("<str:program>/requests/<str:assessment>/", requests.RequestPage.as_view(), name="desk_request"),
    path(
        "<str:program>/requests/<str:assessment>/decision/<str:outcome>/",
        decisions.Decide.as_view(),
        name="desk_decision",
    ),
    path("<str:program>/referrals/", referrals.ReferralList.as_view(), name="desk_referrals"),
    path("<str:program>/referrals/<str:referral>/", referrals.ReferralPage.as_view(), name="desk_referral"),
    path(
        "<str:program>/referral-links/<str:link>/withdrawal/",
        referrals.ReferralLinkWithdrawal.as_view(),
        name="desk_referral_link_withdrawal",
    ),
    path("<str:program>/cases/", cases.CaseList.as_view(), name="desk_cases"),
    path("<str:program>/cases/<str:case>/", cases.CasePage.as_view(), name="desk_case"),
    path("<str:program>/cases/<str:case>/reading/", cases.CaseReading.as_view(), name="desk_case_reading"),
    path("<str:program>/cases/<str:case>/taking-up/", cases.CaseTakingUp.as_view(), name="desk_case_taking_up"),
    path("<str:program>/cases/<str:case>/note/", cases.CaseNote.as_view(), name="desk_case_note"),
    path("<str:program>/cases/<str:case>/closure/", cases.CaseClosure.as_view(), name="desk_case_closure"),
    path("<str:program>/tasks/", tasks.TaskList.as_view(), name="desk_tasks"),
    path("<str:program>/tasks/<str:task>/", tasks.TaskPage.as_view(), name="desk_task"),
    path("<str:program>/tasks/<str:task>/completion/", tasks.TaskCompletion.as_view(), name="desk_task_completion"),
    path("<str:program>/jobs/<str:job>/", jobs.JobPage.as_view(), name="desk_job"),
    path("<str:program>/jobs/<str:job>/cancellation/", jobs.JobCancellation.as_view(), name="desk_job_cancellation"),
    path("<str:program>/sessions/", tasks.Unlogged.as_view(), name="desk_unlogged"),
    path("<str:program>/people/", people.PeopleList.as_view(), name="desk_people"),
    path("<str:program>/people/new/", people.AddPerson.as_view(), name="desk_person_new"),
    path("<str:program>/people/<str:participation>/", people.PersonPage.as_view(), name="desk_person"),
    path("<str:program>/people/<str:participation>/ending/", people.EndTakingPart.as_view(), name="desk_person_ending"),
]
