"""The demo tells of what goes wrong between people, at every stage, and of boards on which they write."""

from django.utils import timezone

from groups.models import (
    Conflict,
    FlagSource,
    Measure,
    Mediation,
    ModerationItem,
    Post,
    PostState,
    ReviewRequest,
    Space,
    SpaceKind,
    SpaceMember,
)
from programs.models import DutyTurn, Program


def test_reports_stand_at_every_stage_and_somebody_is_on_duty(demo_db):
    stages = sorted(Conflict.objects.filter(program__slug="reprendre-pied").values_list("state", flat=True))
    assert stages == ["closed", "mediation", "read", "read", "received"]
    (mediation,) = Mediation.objects.all()
    answers = list(mediation.consents.order_by("pk").values_list("agrees", flat=True))
    assert (mediation.state, mediation.mediators.count(), answers) == ("invited", 2, [True, None])
    (measure,) = Measure.objects.all()
    assert (str(measure.participation), measure.kind) == ("Desmond", "warning")
    (review,) = ReviewRequest.objects.open()
    assert (str(review.reviewer), review.measure) == ("Sacha", measure)
    now = timezone.now()
    on_duty = DutyTurn.objects.filter(starts_at__lte=now, ends_at__gt=now).values("program").distinct()
    assert on_duty.count() == Program.objects.count()


def test_people_write_on_boards_under_a_name_and_somebody_told_the_team(demo_db):
    kinds = set(Space.objects.values_list("kind", flat=True))
    assert kinds == {SpaceKind.PROGRAM, SpaceKind.GROUP}
    assert SpaceMember.objects.filter(pseudonym="Hirondelle").exists()
    assert Post.objects.filter(state=PostState.WAITING).count() == 2, "among young people somebody reads first"
    told = ModerationItem.objects.open().filter(flags__source=FlagSource.PERSON)
    assert [item.post.author.participation.person.display_name for item in told] == ["Denise"]
