"""What the team does with a request before it answers: who reads it, inviting to a talk, needs, who may be whom."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import FormView, View

from intake.models import Assessment, AssessmentState
from intake.progress import steps_of
from intake.services.decisions import give_back_request, take_up_request
from intake.services.duplicates import judge_duplicate
from intake.services.interviews import invite_to_talk
from intake.services.needs import change_needs
from intake.talks import with_talks
from peersupport.desk.needs_form import NeedsForm
from peersupport.desk.queries.needs import needs_of, topics_to_weigh
from peersupport.desk.queries.requests import invited, person_like
from peersupport.desk.talk_forms import TalkMessageForm
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.models import Channel
from programs.services.notices import preview_notice
from programs.views.trying import Trying


class OneRequest(Trying, SensitiveView, abstract=True):
    """`self.one` is the request of the address, with its talks."""

    model = Assessment
    permission = Permission.DECIDE_REQUESTS

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.one = self.row("assessment", "person")
            self.one.program = self.program

    def get_queryset(self):
        return with_talks(super().get_queryset())

    def back(self):
        return redirect("desk_request", program=self.program.public_id, assessment=self.one.public_id)


class Reading(OneRequest, View):
    """“I read it”, or “somebody else may”: so that no two people read one request for nothing."""

    def post(self, request, **kwargs):
        if request.POST.get("act") == "give_back":
            return self.try_to(
                lambda: give_back_request(self.one, by=self.participation), _("Somebody else may read it now.")
            )
        return self.try_to(
            lambda: take_up_request(self.one, by=self.participation),
            _("You read this request. %(name)s sees that on their page.") % {"name": self.one.person},
        )


class Invitation(OneRequest, FormView):
    """Offers a talk: first what the person will read, then one press."""

    template_name = "desk/talks/invitation.html"
    form_class = TalkMessageForm

    def get_form_kwargs(self):
        return {key: value for key, value in super().get_form_kwargs().items() if key != "participation"}

    def get_context_data(self, **kwargs):
        person = self.one.person
        with override(person.language):
            steps = steps_of(invited(self.one), today=timezone.now().astimezone(self.program.zone).date())
            standing = next(step for step in steps if step.state == "now")
        return super().get_context_data(
            here="requests",
            one=self.one,
            person=person,
            standing=standing,
            letter=preview_notice("interview_offered", self.one, recipient=person),
            channel=Channel.EMAIL.label,
            **kwargs,
        )

    def get(self, request, **kwargs):
        if not self.one.can_move_to(AssessmentState.INTERVIEW):
            return self.back()
        return super().get(request, **kwargs)

    def form_valid(self, form):
        return self.try_to(
            lambda: invite_to_talk(self.one, by=self.participation, message=form.cleaned_data["message"]),
            _("%(name)s can choose a time. The e-mail is on its way.") % {"name": self.one.person},
        )


class Needs(OneRequest, FormView):
    """Topics with their priority; what is set here goes into the profile when the person is accepted."""

    template_name = "desk/needs.html"
    form_class = NeedsForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]
        return kwargs | {"topics": topics_to_weigh(self.one), "needs": needs_of(self.one)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="requests", one=self.one, **kwargs)

    def form_valid(self, form):
        return self.try_to(
            lambda: change_needs(self.one, priorities=form.priorities, by=self.participation), _("The needs are kept.")
        )


class Duplicate(OneRequest, View):
    """The verdict on one likeness."""

    def post(self, request, **kwargs):
        other = person_like(self.one, kwargs["other"])
        if other is None:
            raise Http404
        is_same = request.POST.get("verdict") == "same"
        words = _("Noted: the same person.") if is_same else _("Noted: somebody else. We ask no more.")
        return self.try_to(
            lambda: judge_duplicate(self.one, other=other, is_same=is_same, by=self.participation), words
        )
