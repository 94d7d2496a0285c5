"""The library as its readers meet it: by topic, by words in both languages, in the reader’s language first."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest, NullIf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from groups.models import Resource
from groups.snippets import marked, plain, snippet, words_of
from groups.text_search import CONFIGURATIONS, Fold, query_of
from intake.languages import language_words
from programs.models import Language, Participation, Program, Topic

BEST = 30  # of what a search finds, so many are shown


@dataclass(frozen=True)
class Reading:
    """One resource for one reader: in their language where it is written in it, otherwise in the other."""

    resource: Resource
    language: str
    is_other: bool  # the reader asked for another language than that of these words
    title: str
    summary: str
    body: str
    snippet: SafeString | str = ""

    @property
    def host(self) -> str:
        """Where the page elsewhere stands."""
        return urlsplit(self.resource.link).hostname or ""

    @property
    def language_words(self) -> list[str]:
        return language_words(self.resource.languages)


def for_members(participation: Participation) -> QuerySet[Resource]:
    return _listed(Resource.objects.visible_to(participation).shown())


def for_everybody(program: Program) -> QuerySet[Resource]:
    """What the public page shows."""
    return _listed(Resource.objects.shown().filter(program=program, is_public=True))


def topics_of(rows: QuerySet[Resource]) -> list[Topic]:
    """The topics about which there is something, by name."""
    used = Resource.topics.through.objects.filter(resource__in=rows.order_by().values("pk"))
    return sorted(Topic.objects.filter(pk__in=used.values("topic")), key=lambda topic: topic.name.casefold())


def one_topic(topics: Iterable[Topic], number: str) -> Topic | None:
    """The topic whose number stands in the address, among those on offer."""
    return next((topic for topic in topics if str(topic.pk) == number), None)


def about(rows: QuerySet[Resource], topic: Topic | None) -> QuerySet[Resource]:
    return rows.filter(topics=topic) if topic else rows


def reading(resource: Resource, language: str = "") -> Reading:
    """`language`: in which it is wanted; by default the one of the page."""
    wanted = language or _of_page()
    code = wanted if wanted in resource.languages else next(iter(resource.languages), wanted)
    texts = (getattr(resource, f"{column}_{code}") or "" for column in ("title", "summary", "body"))
    return Reading(resource, code, code != _of_page(), *texts)


def search(rows: QuerySet[Resource], words: str) -> list[Reading]:
    """The best of `rows` in which all words stand, in French or in English, or whose topic has them. Three queries.

    Each comes in the reader's language when the words stand there too, otherwise in the language in which they do.
    """
    asked = {code: query_of(words, code) for code in CONFIGURATIONS}
    stands = Q(search_fr=asked["fr"]) | Q(search_en=asked["en"]) | Exists(_with_topic(asked))
    ranks = {f"rank_{code}": SearchRank(F(f"search_{code}"), query) for code, query in asked.items()}
    best = Greatest(*(Coalesce(F(name), Value(0.0)) for name in ranks))
    found = list(rows.annotate(**ranks).filter(stands).order_by(-best, "pk")[:BEST])
    return _with_snippets([reading(row, _hit_language(row)) for row in found], words)


def _listed(rows: QuerySet[Resource]) -> QuerySet[Resource]:
    mine = _of_page()
    other = _other(mine)
    name = Coalesce(NullIf(F(f"title_{mine}"), Value("")), F(f"title_{other}"))
    return rows.prefetch_related("topics").order_by(Fold(name), "pk")


def _of_page() -> str:
    return "fr" if (get_language() or "").startswith("fr") else "en"


def _other(language: str) -> str:
    return next(code for code in Language.values if code != language)


def _with_topic(asked) -> QuerySet:
    named = [Q(**{f"words_{code}": query}) for code, query in asked.items()]
    vectors = {
        f"words_{code}": SearchVector(Fold(f"name_{code}"), config=config) for code, config in CONFIGURATIONS.items()
    }
    topics = Topic.objects.annotate(**vectors).filter(named[0] | named[1])
    return Resource.topics.through.objects.filter(resource=OuterRef("pk"), topic__in=topics.values("pk"))


def _hit_language(row: Resource) -> str:
    mine = _of_page()
    other = _other(mine)
    return other if not getattr(row, f"rank_{mine}") and getattr(row, f"rank_{other}") else mine


def _with_snippets(found: list[Reading], words: str) -> list[Reading]:
    texts = [plain(f"{one.summary}\n{one.body}") for one in found]
    hits = {code: set() for code in CONFIGURATIONS}
    for code in {one.language for one in found}:
        all_words = set().union(*(words_of(f"{one.title} {text}") for one, text in zip(found, texts, strict=True)))
        hits[code] = _words_that_hit(all_words, words, code)
    return [
        Reading(
            one.resource, one.language, one.is_other, marked(one.title, hits[one.language]), one.summary, one.body,
            snippet(text, hits[one.language]),
        )
        for one, text in zip(found, texts, strict=True)
    ]  # fmt: skip


def _words_that_hit(candidates: set[str], typed: str, language: str) -> set[str]:
    """Those that have a stem in common with what was typed: the same dictionaries judge as in the search."""
    stems = "tsvector_to_array(to_tsvector(%s::regconfig, groups_fold({})))"
    sql = f"SELECT word FROM unnest(%s::text[]) AS word WHERE {stems.format('word')} && {stems.format('%s')}"  # noqa: S608
    config = CONFIGURATIONS[language]
    with connection.cursor() as cursor:
        cursor.execute(sql, [sorted(candidates), config, config, typed.replace("\x00", " ")])
        return {word for (word,) in cursor.fetchall()}
