"""Preparing peers: training, hours, certificates, supervision, rest."""

from django.urls import path

from mentoring.views import certificates, training_courses, training_own, training_peers, training_supervision

DESK, OWN = "desk/<program>/peers/", "p/<program>/peer/"

desk_urls = [
    path(DESK, training_peers.DeskPeers.as_view(), name="desk_peers"),
    path(DESK + "rules/", training_courses.PeerRulesPage.as_view(), name="desk_peer_rules"),
    path(DESK + "training/", training_courses.DeskTraining.as_view(), name="desk_training"),
    path(DESK + "training/house/", training_courses.HouseTraining.as_view(), name="desk_training_house"),
    path(DESK + "training/courses/new/", training_courses.CourseNew.as_view(), name="desk_course_new"),
    path(DESK + "training/courses/<course>/", training_courses.CourseEdit.as_view(), name="desk_course"),
    path(DESK + "training/courses/<course>/modules/new/", training_courses.ModuleNew.as_view(), name="desk_module_new"),
    path(DESK + "training/modules/<module>/", training_courses.ModuleEdit.as_view(), name="desk_module"),
    path(DESK + "training/done/", training_courses.Completions.as_view(), name="desk_completions"),
    path(
        DESK + "training/done/<completion>/return/",
        training_courses.CompletionReturn.as_view(),
        name="desk_completion_return",
    ),
    path(DESK + "hours/<entry>/return/", training_peers.HoursReturn.as_view(), name="desk_hours_return"),
    path(DESK + "certificates/<certificate>/", training_peers.CertificatePaper.as_view(), name="desk_certificate"),
    path(
        DESK + "certificates/<certificate>/end/", training_peers.CertificateEnd.as_view(), name="desk_certificate_end"
    ),
    path(DESK + "supervision/", training_supervision.Supervisions.as_view(), name="desk_supervisions"),
    path(DESK + "supervision/groups/new/", training_supervision.CircleNew.as_view(), name="desk_supervision_group_new"),
    path(
        DESK + "supervision/meetings/<circle>/", training_supervision.CircleLog.as_view(), name="desk_supervision_log"
    ),
    path(DESK + "supervision/<supervision>/", training_supervision.SupervisionPage.as_view(), name="desk_supervision"),
    path(DESK + "<supporter>/", training_peers.DeskPeer.as_view(), name="desk_peer"),
    path(DESK + "<supporter>/hours/", training_peers.PeerHours.as_view(), name="desk_peer_hours"),
    path(DESK + "<supporter>/certificate/", training_peers.PeerCertificate.as_view(), name="desk_peer_certificate"),
    path(DESK + "<supporter>/rating/", training_supervision.PeerRating.as_view(), name="desk_peer_rating"),
    path(
        DESK + "<supporter>/supervision/", training_supervision.SupervisionNew.as_view(), name="desk_peer_supervision"
    ),
    path(DESK + "<supporter>/pause/", training_peers.PeerPause.as_view(), name="desk_peer_pause"),
    path(DESK + "<supporter>/return/", training_peers.PeerReturn.as_view(), name="desk_peer_return"),
    path(DESK + "<supporter>/supervisor/", training_supervision.PeerSupervisor.as_view(), name="desk_peer_supervisor"),
    path(DESK + "<supporter>/rest/", training_peers.PeerRest.as_view(), name="desk_peer_rest"),
]

own_urls = [
    path(OWN, training_own.PeerHome.as_view(), name="peer_home"),
    path(OWN + "training/", training_own.PeerTraining.as_view(), name="peer_training"),
    path(OWN + "rating/", training_own.OwnRating.as_view(), name="peer_rating"),
    path(OWN + "card/", training_own.OwnCard.as_view(), name="peer_card"),
    path(OWN + "pause/", training_own.OwnPause.as_view(), name="peer_pause"),
    path(OWN + "return/", training_own.OwnReturn.as_view(), name="peer_return"),
    path(OWN + "rest/", training_own.OwnRest.as_view(), name="peer_rest"),
    path(OWN + "rest/<rest>/end/", training_own.OwnRestEnd.as_view(), name="peer_rest_end"),
    path(OWN + "certificates/<certificate>/", training_own.OwnCertificate.as_view(), name="peer_certificate"),
    path(OWN + "supervision/<supervision>/", training_own.OwnSupervision.as_view(), name="peer_supervision"),
]

public_urls = [
    path("certificates/", certificates.CertificateCheck.as_view(), name="certificate_check"),
    path("certificates/<code>/", certificates.CertificateShown.as_view(), name="certificate_shown"),
]

urlpatterns = [
    *desk_urls,
    *own_urls,
    *public_urls,
]
