"""Writing by its pages: contact details are asked about, help lines are shown, a lost session loses no words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.contact_details import TAKEN_OUT, contact_details, without_contact_details
from groups.models import Post, PostState
from groups.services.community.rules import change_rules
from tests.community.make import WORDS, address, answer, board_of, make_space, sit, text_of, write
from tests.make import make_group

NEW = {"kind": "talk", "title": "A hard night", "body": WORDS, "key": "k1"}


class TestContactDetails:
    @pytest.mark.parametrize(
        "text",
        [
            "Write to ana.roy@example.org please",
            "ana (at) example.org",
            "Call me: 514 555-1234",
            "Appelez le 06 12 34 56 78.",
            "+33 6 12 34 56 78",
            "https://meet.example/abc",
            "see www.example",
            "mon site est roy.qc.ca",
            "I am @ana_roy there",
            "insta: ana.roy",
            "Mon Snapchat c’est anaroy",
        ],
    )
    def test_are_seen(self, text):
        assert len(contact_details(text)) == 1
        assert TAKEN_OUT in without_contact_details(text)
        assert contact_details(without_contact_details(text)) == []

    @pytest.mark.parametrize(
        "text",
        [
            "We met on 2026-03-14 at 18:30.",
            "Le 14/03/2026, vers 18 h 30",
            "I was born in 1984, my son in 2011.",
            "Call 3114 or 1 866 277-3553.",
            "It is 5 o'clock. I cannot sleep.",
            "Je dors mal.Je mange peu.",
            "He said on facebook that it hurts",
        ],
    )
    def test_are_not_seen_where_there_are_none(self, text):
        assert contact_details(text, help_numbers=["3114", "18662773553"]) == []

    @given(st.text(max_size=200))
    @settings(max_examples=50)
    def test_what_is_taken_out_is_gone_and_the_rest_stands(self, text):
        without = without_contact_details(text)
        if not contact_details(text):
            assert without == text
        else:
            assert TAKEN_OUT in without

    def test_a_long_row_of_signs_takes_no_time(self):
        for sign in ("1", "a.", "@", "(", "a@"):
            contact_details(sign * 4000)


@pytest.mark.django_db
class TestWritingSomething:
    def test_leads_to_the_words_themselves(self, board, mias, mia, signed_in):
        client = signed_in(mia)
        sent = client.post(address(board, "new/"), NEW)
        post = Post.objects.get()
        assert sent.headers["Location"] == f"{address(post.thread)}?page=1#w-{post.public_id}"
        assert client.post(address(board, "new/"), NEW).headers["Location"] == sent.headers["Location"]
        assert Post.objects.count() == 1
        page = text_of(client.get(sent.headers["Location"]))
        assert WORDS in page
        assert "Change my words" in page

    def test_keeps_what_was_typed_when_something_is_missing(self, board, mias, mia, signed_in):
        page = text_of(signed_in(mia).post(address(board, "new/"), NEW | {"title": ""}))
        assert "Say in a few words what it is about." in page
        assert WORDS in page
        assert "<title>Error:" in page

    def test_asks_before_it_shows_how_to_reach_somebody(self, board, mias, mia, signed_in):
        client, words = signed_in(mia), {**NEW, "body": "Write to ana@example.org"}
        page = text_of(client.post(address(board, "new/"), words))
        assert "Not sent yet: this shows how to reach you." in page
        assert "Write to ana@example.org</textarea>" in page
        assert "<title>Error:" not in page
        assert not Post.objects.exists()
        client.post(address(board, "new/"), words | {"contact": "out"})
        assert Post.objects.get().body == f"Write to {TAKEN_OUT}"
        client.post(address(board, "new/"), words | {"contact": "leave", "key": "k2"})
        assert Post.objects.last().body == "Write to ana@example.org"

    def test_where_somebody_reads_first_says_so(self, program, rules, mia, signed_in):
        board = make_space(program, moderation="before")
        sit(board, mia)
        client = signed_in(mia)
        page = text_of(client.get(client.post(address(board, "new/"), NEW).headers["Location"]))
        assert "Somebody of the team reads your words first, then they are shown." in page
        assert "You can talk to somebody now" not in page

    def test_that_weighs_much_brings_help_lines(self, board, mias, mia, signed_in):
        client = signed_in(mia)
        sent = client.post(address(board, "new/"), NEW | {"body": "I want to die"})
        assert Post.objects.get().state == PostState.SHOWN
        page = text_of(client.get(sent.headers["Location"]))
        assert "You can talk to somebody now" in page
        assert "I want to die" not in page

    def test_with_no_title_is_for_a_place_of_two_only(self, program, rules, mia, finn, signed_in):
        pair = make_group(program, kind="pair", facilitator=finn, members=[mia])
        space = board_of(pair)
        sit(space, mia)
        sent = signed_in(mia).post(address(space, "new/"), NEW | {"title": ""})
        assert sent.status_code == 302
        assert "Words of" in text_of(signed_in(mia).get(address(Post.objects.get().thread)))

    def test_says_in_words_why_it_cannot_be_sent_and_keeps_the_text(self, program, board, mias, noors, noor, signed_in):
        thread = write(mias).thread
        thread.closed_at = thread.created_at
        thread.save()
        page = text_of(signed_in(noor).post(address(thread), {"body": "My answer", "key": "k"}))
        assert "Nobody answers here any more." in page
        assert not Post.objects.filter(author=noors).exists()

    def test_goes_on_after_a_change_that_says_so(self, mias, mia, noors, noor, signed_in):
        post = write(mias)
        client = signed_in(mia)
        assert WORDS in text_of(client.get(address(post)))
        client.post(address(post), {"body": "Better words"})
        page = text_of(client.get(address(post.thread)))
        assert "Better words" in page
        assert "· changed" in page
        assert signed_in(noor).get(address(post)).status_code == 404

    def test_on_a_board_switched_off_meanwhile_is_not_found(self, program, board, mias, mia, cora, signed_in):
        change_rules(program, by=cora, boards_are_on=False)
        assert signed_in(mia).post(address(board, "new/"), NEW).status_code == 404


@pytest.mark.django_db
class TestALostSession:
    def lose(self, client, where, who, signed_in, **words):
        """Open the page, lose the session, send; returns the answer."""
        page = text_of(client.get(where))
        whose = page.split('name="whose" value="')[1].split('"')[0]
        client.logout()
        return client.post(where, {"whose": whose, "key": "k"} | words)

    def test_loses_no_words(self, mias, mia, signed_in):
        thread = write(mias).thread
        client = signed_in(mia)
        sent = self.lose(client, address(thread), mia, signed_in, body="All I had to say", content_note="A note")
        assert sent.headers["Location"].startswith("/accounts/login/")
        assert "All I had to say" not in str(dict(client.session))
        signed_in(mia)
        page = text_of(client.get(address(thread)))
        assert "Your words are still here." in page
        assert "All I had to say</textarea>" in page
        client.post(address(thread), {"body": "All I had to say", "key": "k"})
        assert "Your words are still here." not in text_of(client.get(address(thread)))

    def test_loses_no_change_of_ones_words(self, mias, mia, signed_in):
        post = write(mias)
        client = signed_in(mia)
        self.lose(client, address(post), mia, signed_in, body="Better words")
        signed_in(mia)
        assert "Better words</textarea>" in text_of(client.get(address(post)))

    def test_gives_them_to_nobody_else_and_on_no_other_page(self, board, mias, mia, noor, noors, signed_in):
        thread, other = write(mias).thread, write(mias).thread
        client = signed_in(mia)
        self.lose(client, address(thread), mia, signed_in, body="All I had to say")
        signed_in(mia)
        assert "All I had to say" not in text_of(client.get(address(other)))
        client.logout()
        client = signed_in(mia)
        self.lose(client, address(thread), mia, signed_in, body="All I had to say")
        signed_in(noor)
        assert "All I had to say" not in text_of(client.get(address(thread)))

    def test_keeps_nothing_of_a_stranger(self, mias, client):
        thread = write(mias).thread
        client.post(address(thread), {"body": "Spam", "whose": "nobody"})
        assert "kept_words" not in client.session


@pytest.mark.django_db
class TestOnTheDesk:
    def test_a_program_for_young_people_reads_first_unless_it_chooses(self, program, cora, signed_in):
        program.min_age = 14
        program.save()
        page = text_of(signed_in(cora).get(f"/desk/{program.public_id}/community/boards/new/"))
        assert re.search(r'value="before"[^>]* checked', page)

    def test_the_board_of_a_group_of_young_people_is_read_first(self, program, rules):
        assert board_of(make_group(program, name="Teens", min_age=15)).moderation == "before"
        assert board_of(make_group(program, name="Grown")).moderation == "after"

    def test_a_board_is_made_changed_and_put_away(self, program, rules, cora, signed_in):
        client, desk = signed_in(cora), f"/desk/{program.public_id}/community/"
        client.post(f"{desk}boards/new/", {"name": "Garden", "about": "Plants", "moderation": "after"})
        space = program.spaces.get()
        client.post(f"{desk}boards/{space.public_id}/", {"name": "Big garden", "moderation": "before", "is_live": "on"})
        space.refresh_from_db()
        assert (space.name, space.moderation, space.is_live) == ("Big garden", "before", True)
        client.post(f"{desk}boards/{space.public_id}/away/", {"away": "yes"})
        space.refresh_from_db()
        assert space.archived_at
        assert "Put away" in text_of(client.get(desk))
        client.post(f"{desk}boards/{space.public_id}/away/", {"away": "no"})
        space.refresh_from_db()
        assert space.archived_at is None

    def test_hours_and_switches_are_the_programs_choice(self, program, cora, signed_in):
        client, desk = signed_in(cora), f"/desk/{program.public_id}/community/"
        chosen = {
            "boards_are_on": "on", "watch_days": ["1", "3"], "watch_from": "10:00", "watch_until": "12:30",
            "alone_minutes": "5", "idle_days": "10",
        }  # fmt: skip
        client.post(f"{desk}rules/", chosen)
        assert "The team reads here on Monday, Wednesday, 10:00 to 12:30." in text_of(client.get(desk))
        page = text_of(client.post(f"{desk}rules/", chosen | {"watch_until": "09:00"}))
        assert "The end of the hours comes before their start." in page

    def test_where_young_people_come_nobody_switches_private_words_on(self, program, cora, signed_in):
        program.min_age = 15
        program.save()
        client, address = signed_in(cora), f"/desk/{program.public_id}/community/rules/"
        assert "Not in a program that takes people under 18." in text_of(client.get(address))
        hours = {"watch_days": ["1"], "watch_from": "10:00", "watch_until": "12:30", "alone_minutes": "5"}
        assert client.post(address, hours | {"idle_days": "9", "private_words_are_on": "on"}).status_code == 302
        assert not program.community_rules.private_words_are_on


@pytest.mark.django_db
def test_an_answer_in_the_page_comes_once(mias, noors, noor, signed_in):
    thread = write(mias).thread
    client = signed_in(noor)
    for _twice in range(2):
        client.post(address(thread), {"body": "I hear you.", "key": "once"})
    assert Post.objects.filter(author=noors).count() == 1
    assert answer(thread, noors).thread == thread
