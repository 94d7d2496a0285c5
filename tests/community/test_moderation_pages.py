"""The pages of moderation: what each person reads, and what they never read."""

import pytest
from django.urls import reverse

from groups.models import Flag, ModerationItem
from groups.services.community.flags import flag_post, flag_story
from groups.services.community.moderation import claim_item, take_away, write_to_writer
from programs.models import AccessRecord, Role, SafetyCase
from tests.community.make_flags import a_post, a_seat, a_story
from tests.make import make_participation


def at(name, thing, *more):
    return reverse(name, args=[thing.program.public_id, thing.public_id, *more])


def text_of(page):
    assert page.status_code == 200
    return page.content.decode()


@pytest.fixture
def item(mia, noor, cora):
    return flag_post(a_post(mia, body="Bad words.", pseudonym="Heron"), by=noor, reason="hurts", words="It is me.")


@pytest.fixture
def lea(program):
    return make_participation(program, role=Role.SAFEGUARDING, name="Lea")


class TestTelling:
    def test_the_page_says_who_looks_and_sending_it_tells_them(self, signed_in, mia, noor, cora):
        post, client = a_post(mia), signed_in(noor)
        page = text_of(client.get(at("flag_post", post)))
        assert "These people look at it: Cora." in page
        sent = client.post(at("flag_post", post), {"reason": "hurts", "words": "It is about me."}, follow=True)
        assert "Nobody says that it came from you." in text_of(sent)
        flag = Flag.objects.get()
        assert (flag.by, flag.reason, flag.words) == (noor, "hurts", "It is about me.")

    def test_without_a_reason_the_words_are_kept_and_nothing_is_sent(self, signed_in, mia, noor, cora):
        page = text_of(signed_in(noor).post(at("flag_post", a_post(mia)), {"words": "It is about me."}))
        assert "Choose what it is about." in page
        assert "It is about me." in page
        assert not Flag.objects.exists()

    def test_danger_opens_a_case(self, signed_in, mia, noor, cora):
        signed_in(noor).post(at("flag_post", a_post(mia)), {"reason": "danger"})
        assert SafetyCase.objects.count() == 1

    def test_one_s_own_text_is_not_told(self, signed_in, mia, cora):
        page = text_of(signed_in(mia).post(at("flag_post", a_post(mia)), {"reason": "hurts"}))
        assert "You wrote this yourself." in page
        assert not ModerationItem.objects.exists()

    def test_what_one_cannot_read_one_cannot_tell_of(self, signed_in, circle, mia, noor, cora):
        post = a_post(mia, kind="group", group=circle)
        assert signed_in(noor).get(at("flag_post", post)).status_code == 404

    def test_a_story_is_told_in_the_same_way(self, signed_in, mia, noor, cora):
        story = a_story(mia)
        signed_in(noor).post(at("flag_story", story), {"reason": "private"})
        assert ModerationItem.objects.get().story == story


class TestQueue:
    def test_it_says_name_reason_and_grade_and_no_word_of_the_text(self, signed_in, item, cora):
        page = text_of(signed_in(cora).get(reverse("desk_moderation", args=[item.program.public_id])))
        assert "Heron" in page
        assert "It hurts or threatens somebody" in page
        assert "The same day" in page
        for hidden in ("Bad words.", "It is me.", "Noor", "Mia"):
            assert hidden not in page

    def test_its_questions_do_not_grow_with_its_rows(
        self, signed_in, mia, noor, cora, django_assert_max_num_queries, django_assert_num_queries
    ):
        seat, client = a_seat(mia), signed_in(cora)
        address = reverse("desk_moderation", args=[mia.program.public_id])

        def count(rows):
            for _number in range(rows):
                flag_post(a_post(mia, seat=seat), by=noor, reason="other")
            with django_assert_max_num_queries(25) as asked:
                assert client.get(address).content.decode().count("row-who") == ModerationItem.objects.count()
            return len(asked)

        count(1)  # a process asks some things once
        assert count(3) == count(12)

    def test_a_wrong_tab_is_no_page(self, signed_in, item, cora):
        address = reverse("desk_moderation", args=[item.program.public_id])
        assert signed_in(cora).get(f"{address}?state=all").status_code == 404
        assert "No text waits for you." not in text_of(signed_in(cora).get(address))
        assert "Nothing stands here." in text_of(signed_in(cora).get(f"{address}?state=done"))

    def test_who_only_leads_a_group_sees_it_among_their_own_pages(self, signed_in, circle, mia, finn, cora):
        flag_post(a_post(mia, kind="group", group=circle, pseudonym="Wren"), source="words")
        page = text_of(signed_in(finn).get(reverse("desk_moderation", args=[mia.program.public_id])))
        assert "Wren" in page
        assert "Places of the desk" not in page


class TestOneText:
    def test_it_shows_the_copy_the_text_now_and_what_stands_around_under_the_names_of_the_board(
        self, signed_in, item, noor, cora
    ):
        a_post(noor, seat=a_seat(noor, space=item.post.thread.space, pseudonym="Wren"), thread=item.post.thread,
               body="I do not agree.")  # fmt: skip
        item.post.body = "Better words."
        item.post.save()
        page = text_of(signed_in(cora).get(at("desk_moderation_item", item)))
        for shown in ("Bad words.", "Better words.", "I do not agree.", "Heron", "Wren", "It is me."):
            assert shown in page
        for hidden in ("Mia", "Noor"):
            assert hidden not in page

    def test_of_a_private_place_the_copy_alone_once_it_was_opened_and_that_is_written_down(
        self, signed_in, mia, noor, cora
    ):
        post = a_post(mia, kind="direct", body="Give me money.")
        a_post(mia, seat=post.author, thread=post.thread, body="Something between us.")
        item, client = flag_post(post, by=noor, reason="contact"), signed_in(cora)
        assert "Give me money." not in text_of(client.get(at("desk_moderation_item", item)))
        assert not AccessRecord.objects.exists()
        page = text_of(client.post(at("desk_moderation_reading", item), follow=True))
        assert "Give me money." in page
        assert "Something between us." not in page
        assert AccessRecord.objects.get().reader == cora.person

    def test_an_act_is_done_and_the_writer_reads_why(self, signed_in, item, mia, cora):
        client = signed_in(cora)
        address = at("desk_moderation_act", item, "remove")
        assert "Write what the person reads" in text_of(client.post(address, {"note": "Kept."}))
        client.post(address, {"words": "It hurt somebody.", "note": "Second time."})
        item.post.refresh_from_db()
        assert item.post.state == "removed"
        mine = text_of(signed_in(mia).get(reverse("my_words_from_the_team", args=[item.program.public_id])))
        assert "It hurt somebody." in mine
        assert "The team took your text away." in mine
        for hidden in ("Second time.", "Noor", "It is me."):
            assert hidden not in mine

    def test_every_act_of_a_post_has_a_page(self, signed_in, item, cora):
        client = signed_in(cora)
        for act in ("keep", "hold", "change", "remove", "pause", "write", "danger"):
            assert client.get(at("desk_moderation_act", item, act)).status_code == 200
        assert client.get(at("desk_moderation_act", item, "show")).status_code == 302  # it is shown already
        assert client.get(at("desk_moderation_act", item, "who")).status_code == 404
        assert client.get(at("desk_moderation_act", item, "dance")).status_code == 404

    def test_what_somebody_else_holds_is_said_with_their_name(self, signed_in, item, cora, lea):
        claim_item(item, by=lea)
        client = signed_in(cora)
        assert "Lea looks at it now." in text_of(client.get(at("desk_moderation_item", item)))
        page = text_of(client.post(at("desk_moderation_act", item, "keep"), follow=True))
        assert "Lea looks at this now." in page
        item.refresh_from_db()
        assert item.state == "open"

    def test_who_told_is_shown_to_a_lead_who_says_why(self, signed_in, item, cora, lea):
        assert "Who told the team?" not in text_of(signed_in(cora).get(at("desk_moderation_item", item)))
        refused = text_of(signed_in(cora).post(at("desk_moderation_who", item), {"reason": "Why not."}, follow=True))
        assert "Only a safeguarding lead" in refused
        client = signed_in(lea)
        assert "Noor" not in text_of(client.get(at("desk_moderation_item", item)))
        page = text_of(client.post(at("desk_moderation_who", item), {"reason": "She is threatened."}, follow=True))
        assert "Told by: Noor." in page
        assert "Told by" not in text_of(signed_in(cora).get(at("desk_moderation_item", item)))


def test_the_owner_of_the_site_sees_that_it_exists_and_that_nobody_fits(signed_in, mia, cora, noor):
    dora = make_participation(mia.program, role=Role.COORDINATOR, name="Dora")
    flag_post(a_post(cora, body="Bad words."), by=noor, reason="hurts")
    owner = noor.person
    owner.is_superuser = True
    owner.save()
    client = signed_in(owner)
    assert "Nobody of the program may look at it." not in text_of(client.get(reverse("desk_texts_exist")))
    dora.move_to("left")
    page = text_of(client.get(reverse("desk_texts_exist")))
    assert "Nobody of the program may look at it." in page
    assert "Bad words." not in page
    assert "Cora" not in page
    assert client.get(reverse("desk_moderation_item", args=["p", "x"])).status_code == 404


class TestManyRows:
    """What a page asks the database does not grow with what stands on it."""

    def asked(self, client, address, django_assert_max_num_queries):
        with django_assert_max_num_queries(40) as found:
            assert client.get(address).status_code == 200
        return len(found)

    def test_of_one_text(self, signed_in, program, item, noor, cora, django_assert_max_num_queries):
        client, address = signed_in(cora), at("desk_moderation_item", item)
        client.get(address)
        seat = a_seat(noor, space=item.post.thread.space)

        def more(number):
            for count in range(number):
                a_post(noor, seat=seat, thread=item.post.thread)
                item.post.body = f"Version {count} of {number}."
                item.post.save()
                flag_post(item.post, by=make_participation(program, name=f"N{count}"), reason="hurts")
                write_to_writer(item, by=cora, words="A word.")
            return self.asked(client, address, django_assert_max_num_queries)

        assert more(5) == more(20)

    def test_of_words_to_a_writer(self, signed_in, item, mia, cora, django_assert_max_num_queries):
        client, address = signed_in(mia), reverse("my_words_from_the_team", args=[item.program.public_id])
        client.get(address)

        def more(number):
            for _count in range(number):
                write_to_writer(item, by=cora, words="A word.")
            return self.asked(client, address, django_assert_max_num_queries)

        assert more(2) == more(16)


class TestNames:
    def test_behind_a_name_on_a_board_one_looks_where_it_is_written_down(self, signed_in, circle, mia, finn, cora):
        post = a_post(mia, kind="group", group=circle)
        item = flag_post(post, source="words")
        link = reverse("desk_name", args=[mia.program.public_id, post.author.public_id])
        assert link in text_of(signed_in(cora).get(at("desk_moderation_item", item)))
        assert link not in text_of(signed_in(finn).get(at("desk_moderation_item", item)))

    def test_who_wrote_a_story_is_asked_with_a_reason_and_they_read_so(self, signed_in, mia, noor, cora):
        item = flag_story(a_story(mia), by=noor, reason="hurts")
        client, page = signed_in(cora), at("desk_moderation_item", item)
        assert "Mia" not in text_of(client.get(page))
        assert "Write why" in text_of(client.post(at("desk_moderation_writer", item), {"reason": ""}))
        shown = text_of(client.post(at("desk_moderation_writer", item), {"reason": "Danger for a child."}, follow=True))
        assert "Written by: Mia." in shown
        assert AccessRecord.objects.get().why == "who_wrote"
        mine = text_of(signed_in(mia).get(reverse("my_words_from_the_team", args=[item.program.public_id])))
        assert "Cora asked who stands behind the name of your story" in mine
        assert "Danger for a child." not in mine

    def test_of_a_post_the_same_door_is_closed(self, signed_in, item, cora):
        client = signed_in(cora)
        page = text_of(client.post(at("desk_moderation_writer", item), {"reason": "I want to know."}, follow=True))
        assert "Only who looks after danger" in page
        assert not AccessRecord.objects.exists()

    def test_a_case_leads_to_the_text_it_came_from(self, signed_in, mia, noor, cora):
        item = flag_post(a_post(mia), by=noor, reason="danger")
        page = text_of(signed_in(cora).get(at("desk_case", item.safety_case)))
        assert at("desk_moderation_item", item) in page
        assert "has not sent the form" not in page
        assert "Mia" not in page


def test_words_are_kept_when_the_session_has_ended(signed_in, mia, noor, cora, settings):
    post, client = a_post(mia), signed_in(noor)
    whose = client.get(at("flag_post", post)).context["whose"]
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    client.post(at("flag_post", post), {"words": "It is about me.", "whose": whose})
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    client.force_login(noor.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert session
    assert "It is about me." in text_of(client.get(at("flag_post", post)))


def test_nobody_wrote_to_who_wrote_nothing(signed_in, noor, item, cora):
    take_away(item, by=cora, words="It hurt somebody.")
    page = text_of(signed_in(noor).get(reverse("my_words_from_the_team", args=[item.program.public_id])))
    assert "The team has not written to you about a text." in page
