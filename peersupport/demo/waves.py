"""Four months of surveys, written as rows in one go.

The rows are those that the planner, the answering pages and the scores leave behind. Through the services each answer
would be a dozen statements, and a newcomer's first start should not wait for several hundred of them.
"""

import datetime
import random
import uuid
from dataclasses import dataclass

from django.db.models import F

from intake.house import CLIMATE, CLOSING, CONNECTEDNESS
from intake.models import (
    AnonymousResponse,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    Score,
    SurveyPlan,
    SurveyRequest,
    SurveyState,
    Trigger,
)
from intake.questionnaires.document import Form
from intake.services.scores import scores_of
from programs.models import ConsentText, Participation, Program, Purpose
from programs.services.consents import give_consent

HIGHEST = 4  # of one line of a scale
AGREES = 0.9  # share of those who answer that also agree to the evaluation
STOPS = (0.04, 0.1, 0.1, 0.0)  # share that no longer answers, from each wave on
DECLINES = 0.03
FORGETS = 0.05
CLIMATE_DAY = 45
LOOK_BACK_DAY = 95
ASKED_MORE_FROM = 8  # members


@dataclass
class Asked:
    """One person asked once, and what they answered (None: nothing)."""

    request: SurveyRequest
    answers: dict | None = None
    declined: tuple[str, ...] = ()


class Waves:
    """The surveys of one program up to `now`. The same chance tells the same answers."""

    def __init__(self, program: Program, *, now: datetime.datetime, chance: random.Random):
        self.program, self.now, self.chance = program, now, chance
        self.today = now.astimezone(program.zone).date()
        rows = QuestionnaireVersion.objects.filter(program=program).select_related("questionnaire")
        self.versions = {version.questionnaire.key: version for version in rows}
        self.forms = {key: Form(version.document) for key, version in self.versions.items()}

    def tell(self, members: list[Participation], left: dict[Participation, datetime.date]) -> None:
        """`left` stopped on these days: their last word was asked for. Larger programs asked more.

        The first of the members, who signs in to the demo, has one survey left to answer.
        """
        self._ask_again_and_again(dict.fromkeys(members, self.today) | left, waits=members[0])
        self._look_back(SurveyPlan.objects.get(program=self.program, questionnaire__key=CLOSING.key), left)
        if len(members) >= ASKED_MORE_FROM:
            self._ask_anonymously(members)
            after_a_season = self._plan(CLOSING.key, LOOK_BACK_DAY)
            due = {member: self._since(member) + days(LOOK_BACK_DAY) for member in members}
            self._look_back(after_a_season, {member: day for member, day in due.items() if day < self.today})

    def _ask_again_and_again(self, members: dict[Participation, datetime.date], *, waits: Participation) -> None:
        """Four times, as long as somebody was there: until the day that stands beside them."""
        plans = list(
            SurveyPlan.objects.filter(
                program=self.program, questionnaire__key=CONNECTEDNESS.key, trigger=Trigger.START
            ).order_by("day")
        )
        asked = [row for member, until in members.items() for row in self._course(member, plans, until)]
        self._leave_open([row for row in asked if row.request.participation == waits][-1])
        self._write(CONNECTEDNESS.key, asked)
        self._agree({row.request.participation for row in asked if row.answers is not None})

    def _look_back(self, plan: SurveyPlan, asked_on: dict[Participation, datetime.date]) -> None:
        rows = [Asked(self._request(plan, member, day)) for member, day in asked_on.items()]
        for row in rows:
            self._answer(row, self._looking_back())
        self._write(CLOSING.key, rows)

    def _ask_anonymously(self, members: list[Participation]) -> None:
        """The answers stand alone; the requests say only who was asked, and on which day it was done."""
        plan = self._plan(CLIMATE.key, CLIMATE_DAY, is_anonymous=True)
        rows = [
            Asked(self._request(plan, member, due))
            for member in members
            if (due := self._since(member) + days(plan.day)) < self.today
        ]
        for row in rows:
            self._answer(row, self._scale(CLIMATE.key, self.chance.gauss(14, 3)))
        version, form = self.versions[CLIMATE.key], self.forms[CLIMATE.key]
        answered = [row for row in rows if row.answers is not None]
        AnonymousResponse.objects.bulk_create(
            AnonymousResponse(
                id=uuid.UUID(int=self.chance.getrandbits(128), version=4),
                program=self.program,
                plan=plan,
                version=version,
                week=row.request.done_on - days(row.request.done_on.weekday()),
                answers=row.answers,
                scores={code: score.value for code, score in scores_of(version, row.answers, form).items()},
            )
            for row in self.chance.sample(answered, len(answered))  # in an order that tells nothing
        )
        SurveyRequest.objects.bulk_create(row.request for row in rows)

    def _course(self, member: Participation, plans: list[SurveyPlan], until: datetime.date):
        """The waves of one person: most feel a little closer to others as time goes by, some do not, some stop."""
        begins, gains = self.chance.gauss(8.5, 2.8), self.chance.gauss(3.4, 2.4)
        stopped = False
        for plan, stops in zip(plans, STOPS, strict=False):
            due = self._since(member) + days(plan.day)
            if due >= until:
                return
            stopped = stopped or self.chance.random() < stops
            row = Asked(self._request(plan, member, due))
            level = begins + gains * (plan.day / 90) ** 0.6 + self.chance.gauss(0, 1)
            if not stopped and self.chance.random() > FORGETS:
                self._answer(row, self._scale(CONNECTEDNESS.key, level))
                if row.answers and self.chance.random() < DECLINES:
                    row.declined = (self.chance.choice(list(row.answers)),)
                    row.answers.pop(row.declined[0])
            yield row

    def _plan(self, key: str, day: int, **facts) -> SurveyPlan:
        questionnaire = Questionnaire.objects.get(program=self.program, key=key)
        return SurveyPlan.objects.create(program=self.program, questionnaire=questionnaire, day=day, **facts)

    def _leave_open(self, row: Asked) -> None:
        """Sent yesterday only, because of the limit, and not answered yet."""
        plan, request = row.request.plan, row.request
        row.answers, row.declined, request.done_on = None, (), None
        request.state, request.sent_on = SurveyState.SENT, self.today - days(1)
        request.remind_on = request.sent_on + days(plan.remind_after_days)
        request.overdue_on = request.sent_on + days(plan.overdue_after_days)
        request.expires_on = request.sent_on + days(plan.expires_after_days)

    def _since(self, member: Participation) -> datetime.date:
        return member.since.astimezone(self.program.zone).date()

    def _request(self, plan: SurveyPlan, member: Participation, due: datetime.date) -> SurveyRequest:
        """Asked on the day, and closed by now when nobody answered for too long."""
        expires = due + days(plan.expires_after_days)
        return SurveyRequest(
            program=self.program,
            plan=plan,
            participation=member,
            wave=plan.day,
            state=SurveyState.EXPIRED if expires < self.today else SurveyState.SENT,
            due_on=due,
            remind_on=due + days(plan.remind_after_days),
            overdue_on=due + days(plan.overdue_after_days),
            expires_on=expires,
            sent_on=due,
        )

    def _answer(self, row: Asked, answers: dict) -> None:
        """A few days later, unless that is still to come."""
        done = row.request.due_on + days(self.chance.choice([0, 0, 1, 2, 4, 5]))
        if done < self.today:
            row.request.state, row.request.done_on = SurveyState.DONE, done
            row.answers = answers

    def _scale(self, key: str, level: float) -> dict[str, list]:
        """Answers to the lines that make the total, which add up to about `level`."""
        form = self.forms[key]
        lines = [node.link_id for node in form.questions if node.required and form.options(node.link_id)]
        each = level / len(lines)
        found = {}
        for link_id in lines:
            number = max(0, min(HIGHEST, round(each + self.chance.gauss(0, 0.5))))
            found[link_id] = [form.options(link_id)[number].key]
        return found

    def _looking_back(self) -> dict[str, list]:
        return {
            "changed": [self.chance.choice(["same", "better", "better", "much"])],
            "helped": self.chance.sample(["heard", "stories", "rhythm", "people"], 2),
            "recommend": [self.chance.choice([6, 7, 8, 9, 9, 10, 10])],
        }

    def _write(self, key: str, rows: list[Asked]) -> None:
        """Requests, responses and scores of one questionnaire."""
        version, form = self.versions[key], self.forms[key]
        SurveyRequest.objects.bulk_create(row.request for row in rows)
        answered = [row for row in rows if row.answers is not None]
        responses = Response.objects.bulk_create(
            Response(
                program=self.program,
                version=version,
                request=row.request,
                participation=row.request.participation,
                language=row.request.participation.person.language,
                answers=row.answers,
                declined=list(row.declined),
                wave=row.request.wave,
                submitted_at=self._evening(row.request.done_on),
            )
            for row in answered
        )
        Response.objects.filter(pk__in=[response.pk for response in responses]).update(
            started_at=F("submitted_at"), updated_at=F("submitted_at")
        )
        Score.objects.bulk_create(
            Score(
                program=self.program,
                response=response,
                participation=response.participation,
                code=code,
                wave=response.wave,
                value=score.value,
                reason=score.reason,
            )
            for response in responses
            for code, score in scores_of(version, response.answers, form).items()
        )

    def _agree(self, members: set[Participation]) -> None:
        """Most of those who answer agree that their answers are counted."""
        text = ConsentText.objects.current(self.program, Purpose.RESEARCH).first()
        for member in sorted(members, key=lambda member: member.pk):
            if self.chance.random() < AGREES:
                person = member.person
                give_consent(text, person=person, by=person, language=person.language, at=member.since)

    def _evening(self, day: datetime.date) -> datetime.datetime:
        at = datetime.time(self.chance.randint(17, 20), self.chance.randint(0, 59))
        return datetime.datetime.combine(day, at, self.program.zone)


def days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)
