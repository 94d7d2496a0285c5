"""What is told about the days of reports, about measures, and about looking at something again. Never a word of it."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Conflict, Measure, ReviewRequest
from groups.notices.team import ReportNotice
from groups.services.report_clocks import CLOCKS, EPOCH, plan_report_clocks
from programs.models import ParticipationState
from programs.notices import NoticeKind, register


class ReportClock(ReportNotice):
    """To the readers, once for each day that was promised. `version` is that day, in days since 1970."""

    def plan(self, now: datetime.datetime | None) -> int:
        return plan_report_clocks(self.name, now)

    def fence(self, notices: QuerySet) -> QuerySet:
        """The day still stands, and what was promised for it is still to be done."""
        waits = Conflict.objects.filter(pk=OuterRef("about_id"), state__in=CLOCKS[self.name].states)
        return super().fence(notices).filter(Exists(waits))

    def still_true(self, about, notice) -> bool:
        day = EPOCH + datetime.timedelta(days=notice.version)
        return getattr(about, CLOCKS[self.name].column) == day and super().still_true(about, notice)


class DayComes(ReportClock):
    template = "groups/email/report_day_comes"


class DayIsOver(ReportClock):
    template = "groups/email/report_day_is_over"


@register
class AnswerComesDue(DayComes):
    """Tomorrow is the last day to take a report up."""

    name = "report_answer_due"


@register
class AnswerIsLate(DayIsOver):
    name = "report_answer_late"


@register
class EndComesDue(DayComes):
    """Tomorrow is the day by which it was to be settled."""

    name = "report_end_due"


@register
class EndIsLate(DayIsOver):
    name = "report_end_late"


@register
class WordComesDue(DayComes):
    """Tomorrow is the day by which the person hears something."""

    name = "report_word_due"


@register
class WordIsLate(DayIsOver):
    name = "report_word_late"


class MeasureNotice(NoticeKind):
    """To whom a measure is about, also after they have left: they may read it, and answer."""

    model = Measure
    template = "groups/email/report_news"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        theirs = Measure.objects.standing().filter(pk=OuterRef("about_id"), participation__person=OuterRef("recipient"))
        return notices.filter(Exists(theirs))

    def context(self, about, recipient) -> dict:
        return {"action_label": _("Read it"), "url": reverse("my_measure", args=[about.public_id])}


@register
class MeasureTaken(MeasureNotice):
    name = "measure_taken"


@register
class BreakOver(MeasureNotice):
    """A break came to its end: there is a page that says so."""

    name = "break_over"


@register
class ReviewWaits(NoticeKind):
    """To who was asked to look at something again."""

    name = "review_waits"
    model = ReviewRequest
    template = "groups/email/reports_wait"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        theirs = ReviewRequest.objects.open().filter(
            pk=OuterRef("about_id"),
            reviewer__person=OuterRef("recipient"),
            reviewer__state=ParticipationState.ACTIVE,
        )
        return notices.filter(Exists(theirs))

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Open it on the desk"),
            "url": reverse("desk_review", args=[about.program.public_id, about.public_id]),
        }


@register
class ReviewAnswered(NoticeKind):
    """To who asked that it be looked at again."""

    name = "review_answered"
    model = ReviewRequest
    template = "groups/email/report_news"
    related = ("program", "conflict", "measure")

    def fence(self, notices: QuerySet) -> QuerySet:
        answered = ReviewRequest.objects.filter(
            pk=OuterRef("about_id"), decided_at__isnull=False, asked_by__person=OuterRef("recipient")
        )
        return notices.filter(Exists(answered))

    def context(self, about, recipient) -> dict:
        if about.measure_id:
            url = reverse("my_measure", args=[about.measure.public_id])
        else:
            url = reverse("my_report", args=[about.program.public_id, about.conflict.public_id])
        return {"action_label": _("Read the answer"), "url": url}
