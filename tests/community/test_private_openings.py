"""Nobody of the team reads private places; opening one takes a reason and is never unseen."""

import datetime

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from groups import models
from groups.models import OpeningWhy, Post, Space, SpaceOpening, Thread
from groups.services.community.private_openings import (
    OPEN_FOR,
    NotForYou,
    ReasonNeeded,
    is_open_now,
    look_behind_name,
    open_place,
)
from programs.models import AccessRecord, Event, Role, TieKind
from programs.services.ties import declare_tie
from tests.community.make import make_space, open_boards, sit, write
from tests.community.places import make_pair_place, make_place
from tests.make import make_participation

pytestmark = pytest.mark.django_db
REASON = "A friend of hers called and is afraid for her."


@pytest.fixture
def on(program, cora):
    return open_boards(program, by=cora)


@pytest.fixture(params=["direct", "pair"])
def place(request, on, mia, noor):
    """A private place of Mia and Noor with a word of Mia's: the space, her post."""
    space, mine, _theirs = (make_place if request.param == "direct" else make_pair_place)(mia, noor)
    return space, write(mine, "Only for you.", title="")


def open_it(space, by, **more):
    return open_place(space, by=by, **{"why": OpeningWhy.DANGER, "reason": REASON} | more)


class TestWhoReads:
    @pytest.mark.parametrize("role", Role.values)
    def test_nobody_but_the_two_sees_a_private_place(self, program, role, place):
        space, post = place
        outsider = make_participation(program, role=role, name="Out")
        for model, row in ((Space, space), (Post, post), (Thread, post.thread)):
            assert not model.objects.visible_to(outsider).filter(pk=row.pk).exists()

    def test_the_two_do(self, mia, noor, place):
        space, post = place
        for one in (mia, noor):
            for model, row in ((Space, space), (Post, post), (Thread, post.thread)):
                assert model.objects.visible_to(one).filter(pk=row.pk).exists()

    def test_the_administration_of_the_site_has_no_door_to_it(self):
        ours = {"Space", "SpaceMember", "Thread", "Post", "PrivateAsk", "SpaceOpening", "Block"}
        assert not {getattr(models, name) for name in ours} & set(admin.site._registry)


class TestOpening:
    @pytest.mark.parametrize("role", Role.values)
    def test_only_who_looks_after_danger_opens_a_place(self, program, role, place):
        space, _post = place
        by = make_participation(program, role=role, name="Out")
        if role in (Role.COORDINATOR, Role.SAFEGUARDING):
            assert is_open_now(open_it(space, by))
        else:
            with pytest.raises(NotForYou):
                open_it(space, by)

    def test_it_is_written_down_and_the_words_of_the_reason_are_not_in_history(self, cora, place):
        space, _post = place
        opening = open_it(space, cora)
        record = AccessRecord.objects.get(reader=cora.person, subject_id=space.pk, why="private place")
        assert record.subject_kind == "groups.space"
        event = Event.objects.get(verb="private_place_read")
        assert (event.actor, event.subject_id, event.data) == (cora.person, opening.pk, {"why": "danger"})

    def test_it_is_covered_again_after_a_quarter_of_an_hour(self, cora, place):
        opening = open_it(place[0], cora)
        just = datetime.timedelta(seconds=1)
        assert is_open_now(opening, now=opening.at + OPEN_FOR - just)
        assert not is_open_now(opening, now=opening.at + OPEN_FOR)

    def test_without_a_reason_it_stays_closed(self, cora, place):
        for reason in ("", "   because ", "x" * 9):
            with pytest.raises(ReasonNeeded):
                open_it(place[0], cora, reason=reason)
        assert not SpaceOpening.objects.exists()

    @pytest.mark.parametrize("kind", [TieKind.KIN, TieKind.BLOCKED])
    def test_who_is_tied_to_one_of_them_does_not_open_it(self, program, cora, noor, place, kind):
        declare_tie(program, people=(cora.person, noor.person), kind=kind, by=cora)
        with pytest.raises(NotForYou):
            open_it(place[0], cora)

    def test_who_has_a_part_in_it_does_not_open_it(self, program, mia, place):
        with pytest.raises(NotForYou):
            open_it(place[0], make_participation(program, role=Role.COORDINATOR, person=mia.person))

    def test_a_coordinator_of_another_program_does_not(self, otto, place):
        with pytest.raises(NotForYou):
            open_it(place[0], otto)

    def test_a_board_that_the_team_reads_anyway_is_not_opened(self, program, cora, on):
        with pytest.raises(NotForYou):
            open_it(make_space(program), cora)

    @pytest.mark.parametrize(
        "change", ["UPDATE groups_spaceopening SET why = 'law'", "DELETE FROM groups_spaceopening"]
    )
    def test_the_database_does_not_let_anybody_undo_it(self, cora, place, change):
        open_it(place[0], cora)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change.format("groups_spaceopening"))


class TestBehindAName:
    def test_it_is_the_same_act(self, program, cora, on, noor):
        seat = sit(make_space(program), noor, "Heron")
        opening = look_behind_name(seat, by=cora, why=OpeningWhy.TOLD, reason=REASON)
        assert (opening.seat, opening.why) == (seat, "told")
        assert AccessRecord.objects.get(reader=cora.person, subject_kind="groups.spacemember").subject_id == seat.pk

    def test_never_for_who_is_tied_or_has_no_such_task(self, program, cora, finn, mia, on, noor):
        seat = sit(make_space(program), noor, "Heron")
        declare_tie(program, people=(cora.person, noor.person), kind=TieKind.KIN, by=cora)
        for by in (cora, finn, mia):
            with pytest.raises(NotForYou):
                look_behind_name(seat, by=by, why=OpeningWhy.TOLD, reason=REASON)
        now = timezone.now()
        assert not SpaceOpening.objects.filter(at__lte=now).exists()
