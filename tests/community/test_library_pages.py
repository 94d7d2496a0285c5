"""The library on the screen: for members, for anybody, for who keeps it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import Resource, ResourceState
from tests.community.shelf import make_resource, make_topic

pytestmark = pytest.mark.django_db
EN = {"Accept-Language": "en"}


def shelf(program, what=""):
    return f"/p/{program.public_id}/library/{what}"


def desk(program, what=""):
    return f"/desk/{program.public_id}/library/{what}"


def public(program, what=""):
    return f"/programs/{program.slug}/library/{what}"


def text_of(page):
    return page.content.decode()


def test_a_member_reads_what_is_there_by_topic(signed_in, mia, cora):
    sleep = make_topic()
    about_sleep, other = make_resource(cora, topics=[sleep]), make_resource(cora, title_en="A walk")
    client = signed_in(mia)
    everything = text_of(client.get(shelf(mia.program)))
    assert about_sleep.title_en in everything
    assert other.title_en in everything
    one_topic = text_of(client.get(shelf(mia.program, f"?topic={sleep.pk}")))
    assert about_sleep.title_en in one_topic
    assert other.title_en not in one_topic


def test_a_search_is_posted_and_stands_in_no_address(signed_in, mia, cora):
    make_resource(cora)
    page = signed_in(mia).post(shelf(mia.program), {"words": "SLEEP"})
    assert "<mark>Sleeping</mark> better" in text_of(page)
    assert 'value="SLEEP"' in text_of(page)
    assert "SLEEP" not in page.request["PATH_INFO"] + page.request.get("QUERY_STRING", "")


def test_where_nothing_is_found_topics_are_offered(signed_in, mia, cora):
    make_resource(cora, topics=[make_topic()])
    page = text_of(signed_in(mia).post(shelf(mia.program), {"words": "zebra"}))
    assert "We found nothing with these words." in page
    assert ">Sleep</a>" in page


def test_the_empty_library_says_so(signed_in, mia, cora):
    make_resource(cora, shown=False)
    assert "Nothing stands here yet." in text_of(signed_in(mia).get(shelf(mia.program)))


def test_one_text_comes_in_both_languages_and_says_when_it_was_looked_at(signed_in, mia, cora):
    resource = make_resource(cora, title_fr="Mieux dormir", body_fr="## Le soir\n\nIl fait *noir*.")
    client = signed_in(mia)
    page = text_of(client.get(shelf(mia.program, f"{resource.public_id}/")))
    assert "A dark room helps." in page
    assert "The team last looked at it on" in page
    french = text_of(client.get(shelf(mia.program, f"{resource.public_id}/?in=fr")))
    assert '<article lang="fr">' in french
    assert "<h2>Le soir</h2>" in french
    assert "<em>noir</em>" in french


def test_stored_scripts_stay_words(signed_in, mia, cora):
    bad = "<script>alert(1)</script>"
    resource = make_resource(cora, title_en=bad, summary_en=bad, body_en=f"{bad} [x](javascript:alert(2))")
    client = signed_in(mia)
    for page in (client.get(shelf(mia.program)), client.get(shelf(mia.program, f"{resource.public_id}/"))):
        assert "<script>alert" not in text_of(page)
        assert 'href="javascript:' not in text_of(page)


def test_titles_of_pages_are_neutral(signed_in, mia, cora):
    resource = make_resource(cora, title_en="Life with grief", is_public=True)
    client = signed_in(mia)
    for url in (shelf(mia.program, f"{resource.public_id}/"), public(mia.program, f"{resource.public_id}/")):
        title = text_of(client.get(url, headers=EN)).split("<title>")[1].split("</title>")[0]
        assert "grief" not in title


def test_anybody_reads_what_is_public_and_nothing_else(client, cora, program):
    open_one, inside = make_resource(cora, is_public=True), make_resource(cora, title_en="For us alone")
    page = text_of(client.get(public(program), headers=EN))
    assert open_one.title_en in page
    assert inside.title_en not in page
    assert inside.title_en not in text_of(client.post(public(program), {"words": "alone"}, headers=EN))
    assert client.get(public(program, f"{open_one.public_id}/")).status_code == 200
    assert client.get(public(program, f"{inside.public_id}/")).status_code == 404


def test_the_program_page_leads_there_only_when_there_is_something(client, cora, program):
    url = f"/programs/{program.slug}/"
    make_resource(cora)
    assert public(program) not in text_of(client.get(url))
    make_resource(cora, is_public=True)
    assert public(program) in text_of(client.get(url))


def test_the_home_of_a_member_leads_there(signed_in, mia, cora):
    client = signed_in(mia)
    assert shelf(mia.program) not in text_of(client.get("/home/"))
    make_resource(cora)
    assert shelf(mia.program) in text_of(client.get("/home/"))


def test_a_coordinator_writes_in_one_language_and_shows_it(signed_in, cora):
    topic = make_topic()
    cora.program.topics.add(topic)
    client = signed_in(cora)
    sent = {"kind": "service", "title_fr": "Ligne d’écoute", "phone": "1 866 555-0134", "topics": [topic.pk]}
    answer = client.post(desk(cora.program, "new/"), sent)
    resource = Resource.objects.get()
    assert answer.url == desk(cora.program, f"{resource.public_id}/")
    assert list(resource.topics.all()) == [topic]
    client.post(desk(cora.program, f"{resource.public_id}/state/"), {"to": "shown"})
    assert Resource.objects.get().state == ResourceState.SHOWN


def test_a_mistake_keeps_what_was_typed(signed_in, cora):
    sent = {
        "kind": "link",
        "title_en": "",
        "body_en": "Typed for an hour",
        "link": "ftp://old.example",
        "phone": "call!",
    }
    page = text_of(signed_in(cora).post(desk(cora.program, "new/"), sent))
    for words in ("Typed for an hour", "Write this in one language at least.", "Give it a title in this language."):
        assert words in page
    assert "The address begins with https:// or http://." in page
    assert "Write the number with digits and spaces only." in page
    assert not Resource.objects.exists()


def test_who_writes_second_is_told_and_loses_nothing(signed_in, cora):
    resource = make_resource(cora)
    client = signed_in(cora)
    url = desk(cora.program, f"{resource.public_id}/")
    sent = {"kind": "text", "title_en": "First", "body_en": "One", "seen": resource.updated_on.isoformat()}
    client.post(url, sent)
    page = text_of(client.post(url, sent | {"title_en": "Second"}))
    assert "Someone changed this a moment ago." in page
    assert 'value="Second"' in page
    assert Resource.objects.get().title_en == "First"


def test_the_list_says_gently_what_to_look_at_again(signed_in, cora):
    make_resource(cora, title_en="Old numbers", today=datetime.date(2020, 1, 1))
    client = signed_in(cora)
    assert "Look at it again" in text_of(client.get(desk(cora.program)))
    resource = Resource.objects.get()
    client.post(desk(cora.program, f"{resource.public_id}/state/"), {"to": "looked"})
    assert "Look at it again" not in text_of(client.get(desk(cora.program)))


def test_lists_need_no_more_queries_for_fifty_than_for_five(signed_in, client, mia, cora):
    topics = [make_topic(), make_topic("grief", "Grief", "Deuil")]
    counts = []
    for more in (5, 45):
        for number in range(more):
            make_resource(cora, title_en=f"Text {number}", topics=topics, is_public=True)
        counts.append([])
        for who, ask in (
            (mia, lambda c: c.get(shelf(mia.program))),
            (mia, lambda c: c.post(shelf(mia.program), {"words": "text"})),
            (cora, lambda c: c.get(desk(cora.program))),
        ):
            signed_in(who)
            ask(client)  # what a new session writes is not of the list
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert ask(client).status_code == 200
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15
