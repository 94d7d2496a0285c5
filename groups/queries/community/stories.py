"""Stories as their readers find them: by topic and by language only. Their words are sealed and in no index."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet

from groups.models import Story, StoryAudience, StoryState
from groups.queries.community.hidden import hidden_from
from groups.services.community.stories import READERS, readers_of
from intake.languages import language_words
from programs.models import Language, Participation, Person, Program, ProgramState, Tie, Topic


@dataclass(frozen=True)
class Tab:
    """Of the list on the desk: which stories, in which order."""

    states: tuple[str, ...]
    by: tuple[str, ...]


TABS = {
    "waiting": Tab(("waiting",), ("updated_at", "pk")),
    "shown": Tab(("shown",), ("-shown_at", "-pk")),
    "aside": Tab(("held", "sent_back"), ("-updated_at", "-pk")),
}


@dataclass(frozen=True)
class Choice:
    """What a reader looks for; `language` and `topic` are empty where they look for everything."""

    topics: list[Topic]
    topic: Topic | None
    languages: list[tuple[str, str]]
    language: str

    @property
    def query(self) -> str:
        """For the address of the next page."""
        parts = [f"topic={self.topic.pk}"] if self.topic else []
        parts += [f"in={self.language}"] if self.language else []
        return "".join(f"{part}&" for part in parts)

    def narrow(self, stories: QuerySet[Story]) -> QuerySet[Story]:
        if self.topic:
            stories = stories.filter(topics=self.topic)
        return stories.filter(language=self.language) if self.language else stories


def choice_among(stories: QuerySet[Story], *, topic: str, language: str) -> Choice:
    """What is on offer among these, and what of it is asked for. Two queries."""
    used = Story.topics.through.objects.filter(story__in=stories.order_by().values("pk")).values("topic")
    topics = sorted(Topic.objects.filter(pk__in=used), key=lambda one: one.name.casefold())
    codes = set(stories.order_by().values_list("language", flat=True).distinct())
    languages = [(code, language_words([code])[0]) for code in Language.values if code in codes]
    return Choice(
        topics=topics,
        topic=next((one for one in topics if str(one.pk) == topic), None),
        languages=languages if len(languages) > 1 else [],
        language=language if language in codes else "",
    )


def for_members(participation: Participation) -> QuerySet[Story]:
    """What is shown in the program, without the words of people this reader does not read."""
    stories = Story.objects.shown().filter(program=participation.program_id)
    return _listed(stories.exclude(author__person__in=hidden_from(participation)))


def for_everybody(program: Program) -> QuerySet[Story]:
    """What its writer opened to everybody; nothing of a program that is closed."""
    stories = Story.objects.shown().filter(program=program, audience=StoryAudience.PUBLIC)
    return _listed(stories if program.state in ProgramState.PUBLISHED else stories.none())


def my_stories(participation: Participation) -> QuerySet[Story]:
    """One's own, whatever the role one writes in, until they were taken back."""
    mine = Story.objects.visible_to(participation).filter(author__person=participation.person_id)
    return mine.select_related("author").order_by("-created_at", "-pk")


def stories_of_person(person: Person) -> QuerySet[Story]:
    """One's own in every program, those one has left too, until they were taken back."""
    mine = Story.objects.filter(author__person=person).exclude(state=StoryState.WITHDRAWN)
    return mine.select_related("program").order_by("-created_at", "-pk")


def with_answers(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Each with its topics and what the team wrote about it."""
    return stories.prefetch_related("topics", "words__by__person")


def open_to(participation: Participation) -> QuerySet[Story]:
    """Those this person can open: what they find in the list, and their own."""
    found = for_members(participation).order_by().values("pk")
    mine = my_stories(participation).order_by().values("pk")
    rows = Story.objects.filter(pk__in=found) | Story.objects.filter(pk__in=mine)
    return rows.select_related("author", "program").prefetch_related("topics")


def desk_stories(participation: Participation) -> QuerySet[Story]:
    """What the team reads: sent, shown, sent back or put aside. Never a draft, one's own, or that of somebody close."""
    if participation.role not in READERS:
        return Story.objects.none()
    me, ties = participation.person_id, participation.program.ties.standing()
    stories = Story.objects.filter(program=participation.program_id).exclude(
        state__in=(StoryState.DRAFT, StoryState.WITHDRAWN)
    )
    stories = stories.exclude(author__person=me)
    stories = stories.exclude(author__person__in=ties.filter(one=me).values("other"))
    stories = stories.exclude(author__person__in=ties.filter(other=me).values("one"))
    return stories.select_related("program", "author").prefetch_related("topics")


def waiting_for(person: Person, program: OuterRef) -> QuerySet[Story]:
    """Stories of the program of an outer query that this person could read first: not their own, nor of somebody
    close. Whether they read at all says their role."""
    standing = Tie.objects.standing()
    stories = Story.objects.filter(program=program, state=StoryState.WAITING).exclude(author__person=person)
    stories = stories.exclude(author__person__in=standing.filter(one=person).values("other"))
    return stories.exclude(author__person__in=standing.filter(other=person).values("one")).order_by()


def first_readers(writer: Participation) -> list[str]:
    """How those are called who would read a story of this person before others do."""
    rows = readers_of(Story(program=writer.program, author=writer))
    return [str(row.person) for row in rows]


def _listed(stories: QuerySet[Story]) -> QuerySet[Story]:
    return stories.prefetch_related("topics").defer("body").order_by("-shown_at", "-pk")
