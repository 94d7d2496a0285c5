"""What the team is told: stand-ins, few people for a meeting, a box in which something waits. And that a group ends."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import (
    Conflict,
    ConflictReader,
    ConflictState,
    Cover,
    CoverState,
    Group,
    Meeting,
    Membership,
    Party,
    Side,
    SpaceKind,
    SpaceMember,
    Thread,
)
from groups.services.anonymous_reports import READERS, waiting_reports
from groups.services.conflict_readers import people_apart
from programs.models import Participation, ParticipationState, Program, Role
from programs.notices import NoticeKind, register


class CoverNotice(NoticeKind):
    model = Cover
    related = ("program", "meeting__group", "meeting__program")

    def context(self, about, recipient) -> dict:
        return {
            "meeting": about.meeting,
            "action_label": _("Look at the stand-in"),
            "url": reverse("cover", args=[about.program.public_id, about.public_id]),
        }

    def facilitators(self) -> Exists:
        """Who reads it still facilitates in the program."""
        theirs = Participation.objects.live().in_role(Role.FACILITATOR).filter(person=OuterRef("recipient"))
        return Exists(theirs.filter(program=OuterRef("program")))


@register
class CoverAsked(CoverNotice):
    """“A stand-in is needed”: to the other facilitators, as long as nobody has said yes."""

    name = "cover_asked"
    template = "groups/email/cover_asked"

    def fence(self, notices: QuerySet) -> QuerySet:
        planned = Meeting.objects.planned().filter(pk=OuterRef("meeting"))
        asked = Cover.objects.asked().filter(Exists(planned), pk=OuterRef("about_id"))
        return notices.filter(Exists(asked), self.facilitators())

    def still_true(self, about, notice) -> bool:
        return about.state == CoverState.ASKED and not about.meeting.is_cancelled


@register
class CoverChanged(CoverNotice):
    """“News about a stand-in”: to who asked when somebody says yes or no, to who stood in when nobody is needed."""

    name = "cover_changed"
    template = "groups/email/cover_changed"

    def fence(self, notices: QuerySet) -> QuerySet:
        return super().fence(notices).filter(self.facilitators())


@register
class FewPeople(NoticeKind):
    """“Few people are coming”: to who leads, two days before."""

    name = "few_people"
    model = Meeting
    template = "groups/email/few_people"
    related = ("group", "program")
    version_field = "sequence"

    def fence(self, notices: QuerySet) -> QuerySet:
        leads = Membership.objects.current().facilitating().filter(participation__person=OuterRef("recipient"))
        leads = leads.filter(group__meetings=OuterRef("about_id"))
        meetings = Meeting.objects.planned().filter(pk=OuterRef("about_id"), sequence=OuterRef("version"))
        return notices.filter(Exists(meetings), Exists(leads))

    def still_true(self, about, notice) -> bool:
        return super().still_true(about, notice) and not about.is_cancelled

    def context(self, about, recipient) -> dict:
        return {"meeting": about, "action_label": _("See who comes"), "url": reverse("facilitator_home")}


@register
class EndPlanned(NoticeKind):
    """“Your appointments end on 1 June”: once, when what was planned for later is taken out."""

    name = "end_planned"
    model = Group
    template = "groups/email/end_planned"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        places = Membership.objects.current().filter(group=OuterRef("about_id"))
        return notices.filter(Exists(places.filter(participation__person=OuterRef("recipient"))))

    def still_true(self, about, notice) -> bool:
        return about.ends_on is not None

    def context(self, about, recipient) -> dict:
        return {
            "group": about,
            "ends_on": about.ends_on,
            "action_label": _("See my appointments"),
            "url": reverse("my_meetings"),
        }


@register
class ReportsWait(NoticeKind):
    """Once a day to who reads the box without names: something waits. What, and for how long, nobody says."""

    name = "reports_wait"
    model = Program
    template = "groups/email/reports_wait"

    def fence(self, notices: QuerySet) -> QuerySet:
        """Something still waits, and the recipient still looks after people in the program."""
        readers = Participation.objects.filter(
            program=OuterRef("about_id"),
            person=OuterRef("recipient"),
            role__in=READERS,
            state=ParticipationState.ACTIVE,
        )
        waiting = waiting_reports().filter(program=OuterRef("about_id")).exclude(concerns=OuterRef("recipient"))
        return notices.filter(Exists(readers), Exists(waiting))

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Open the box"),
            "url": reverse("desk_unnamed_reports", args=[about.public_id]),
        }


class ReportNotice(NoticeKind):
    """To a named reader of a report who may still open it. Neither its words nor who told it leave."""

    model = Conflict
    template = "groups/email/reports_wait"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        open_ones = Conflict.objects.filter(pk=OuterRef("about_id")).exclude(state=ConflictState.CLOSED)
        open_ones = open_ones.exclude(concerns=OuterRef("recipient"))
        named = ConflictReader.objects.filter(
            conflict=OuterRef("about_id"),
            participation__person=OuterRef("recipient"),
            participation__state=ParticipationState.ACTIVE,
        )
        return notices.filter(Exists(open_ones), Exists(named))

    def still_true(self, about, notice) -> bool:
        """A tie may have been declared since."""
        return notice.recipient_id not in people_apart(about)

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Open it on the desk"),
            "url": reverse("desk_conflict", args=[about.program.public_id, about.public_id]),
        }


@register
class ReportReceived(ReportNotice):
    """Somebody told something, or it was handed to this reader."""

    name = "report_received"


@register
class ReportLine(ReportNotice):
    """Who told it has added something."""

    name = "report_line"


@register
class ReportStop(ReportNotice):
    """Who told it asks that nothing more be done."""

    name = "report_stop"


@register
class ReportNews(NoticeKind):
    """To who told it: there is something new on the page of the report."""

    name = "report_news"
    model = Conflict
    template = "groups/email/report_news"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        mine = Party.objects.filter(
            conflict=OuterRef("about_id"), side=Side.REPORTER, participation__person=OuterRef("recipient")
        )
        return notices.filter(Exists(mine))

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Read it"),
            "url": reverse("my_report", args=[about.program.public_id, about.public_id]),
        }


@register
class BoardWord(NoticeKind):
    """“There is something new for you to read”: to who began a thread, or to the other one of two. Once a day."""

    name = "board_word"
    model = Thread
    template = "groups/email/report_news"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        """The board is open, the reader belongs to it and has not switched the message off."""
        here = {"space__threads": OuterRef("about_id"), "participation__person": OuterRef("recipient")}
        seats = SpaceMember.objects.filter(left_at=None, participation__state=ParticipationState.ACTIVE, **here)
        places = Membership.objects.current().filter(
            group__space__threads=OuterRef("about_id"), participation__person=OuterRef("recipient")
        )
        threads = Thread.objects.filter(pk=OuterRef("about_id"), space__archived_at=None)
        of_groups = threads.filter(space__kind__in=(SpaceKind.GROUP, SpaceKind.PAIR))
        belongs = (Exists(of_groups) & Exists(places)) | (~Exists(of_groups) & Exists(seats))
        return notices.filter(belongs, Exists(threads), ~Exists(seats.filter(wants_word=False)))

    def context(self, about, recipient) -> dict:
        return {"action_label": _("Read it"), "url": reverse("thread", args=[about.program.public_id, about.public_id])}
