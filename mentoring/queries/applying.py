"""What the public pages of a campaign need: the campaign, the draft of this browser, and where its person stands."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from intake.models import Response
from intake.questionnaires.completing import problems_left
from intake.questionnaires.document import Form
from intake.questionnaires.paging import BY_GROUP, Page, number_is_sure, page_to_go_on, pages_of, place_of
from mentoring.asking import is_answered, pages_for, typed_of
from mentoring.models import Application, Campaign, CampaignState
from mentoring.services.application_drafts import campaign_version
from programs.models import ConsentText, ProgramState, Purpose


def public_campaign(public_id: str) -> Campaign | None:
    """A campaign that has a public page: published or ended, of a program that is not a draft."""
    rows = Campaign.objects.exclude(state=CampaignState.DRAFT).exclude(program__state=ProgramState.DRAFT)
    return rows.select_related("program", "questionnaire").filter(public_id=public_id).first()


def open_campaigns(program, now) -> list[Campaign]:
    """Those of a program that can be applied for now."""
    return list(Campaign.objects.open_at(now).filter(program=program))


def text_to_accept(campaign: Campaign) -> ConsentText | None:
    """How what people tell us is kept, read before the first question."""
    return ConsentText.objects.current(campaign.program, Purpose.CONFIDENTIALITY).first()


def public_draft(campaign: Campaign, public_id: str | None) -> Application | None:
    """What was begun in this browser, sent or not."""
    if not public_id:
        return None
    rows = Application.objects.select_related("answers__version", "answers__program", "program")
    draft = rows.filter(campaign=campaign, public_id=public_id).first()
    if draft is not None:
        draft.campaign = campaign
    return draft


def is_on_its_way(application: Application) -> bool:
    """Nothing can be typed any more: it was sent, or waits beside an earlier one of the same person."""
    return application.is_sent or application.person_id is not None


def topic_names(program) -> dict[int, str]:
    return {topic.pk: topic.name for topic in program.topics.all()}


@dataclass(frozen=True)
class Step:
    """One page of the form; `url_name` takes the campaign's id and `key`."""

    url_name: str
    key: str
    done: bool

    def address(self, campaign: Campaign) -> str:
        return reverse(self.url_name, args=[campaign.public_id, self.key])


@dataclass(frozen=True)
class Journey:
    """Where somebody stands: the fixed pages, then those of the campaign's questionnaire."""

    campaign: Campaign
    typed: dict[str, Any] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    version: Any = None
    response: Response | None = None
    given: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    number_is_sure: bool = True

    def steps(self) -> list[Step]:
        fixed = [Step("apply_page", page.key, is_answered(page, self.typed)) for page in pages_for(self.campaign)]
        go_on = page_to_go_on(list(self.pages), set(self.given), set(self.missing))
        begun = self.response is not None
        asked = [
            Step("apply_question", page.key, begun and (go_on is None or place_of(page.key) < place_of(go_on.key)))
            for page in self.pages
        ]
        return fixed + asked

    def missing_step(self) -> Step | None:
        """The first step without which it cannot be sent; None when it can."""
        for step in self.steps():
            if step.url_name == "apply_page" and not step.done:
                return step
            if step.url_name == "apply_question":
                page = next(page for page in self.pages if page.key == step.key)
                lacks = self.missing & ({node.link_id for node in page.questions} | set(page.link_ids))
                if lacks or self.response is None:
                    return step
        return None

    def next_address(self) -> str:
        """Where somebody goes on who comes back."""
        step = next((step for step in self.steps() if not step.done), None)
        return step.address(self.campaign) if step else self.check_address

    def address_after(self, url_name: str, key: str) -> str:
        steps = self.steps()
        place = self._place(steps, url_name, key) + 1
        return steps[place].address(self.campaign) if place < len(steps) else self.check_address

    def address_before(self, url_name: str, key: str) -> str:
        steps = self.steps()
        place = self._place(steps, url_name, key) - 1
        return steps[place].address(self.campaign) if place >= 0 else self.start_address

    def numbers(self, url_name: str, key: str) -> dict[str, int]:
        """For "Question 3 of 8"; the total is 0 while an answer may change it."""
        steps = self.steps()
        total = len(steps) if self.number_is_sure else 0
        return {"number": self._place(steps, url_name, key) + 1, "total": total}

    @property
    def start_address(self) -> str:
        return reverse("apply_start", args=[self.campaign.public_id])

    @property
    def check_address(self) -> str:
        return reverse("apply_check", args=[self.campaign.public_id])

    @staticmethod
    def _place(steps, url_name, key):
        """Where a step stands; of a page that is no longer asked, the last one."""
        names = [(step.url_name, step.key) for step in steps]
        return names.index((url_name, key)) if (url_name, key) in names else len(steps) - 1


def journey_of(campaign: Campaign, draft: Application | None) -> Journey:
    typed = typed_of(draft) if draft is not None else {}
    response = draft.answers if draft is not None else None
    version = response.version if response is not None else campaign_version(campaign)
    if version is None:
        return Journey(campaign, typed)
    document = Form(version.document)
    answers, declined = (response.answers, response.declined) if response is not None else ({}, [])
    return Journey(
        campaign,
        typed,
        pages=tuple(pages_of(document, answers, BY_GROUP)),
        version=version,
        response=response,
        given=frozenset([*answers, *declined]),
        missing=frozenset(problem.link_id for problem in problems_left(document, answers, declined)),
        number_is_sure=number_is_sure(document),
    )
