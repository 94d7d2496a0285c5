"""Who takes part in a program: the list, one person, giving a role, ending it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView

from groups.services.chairs import as_it_would_be
from intake.services.interviewers import talks_to_come
from peersupport.desk.forms import AddPersonForm
from peersupport.desk.queries.people import (
    attendance_of,
    memberships_of,
    other_roles,
    people_list,
    places_passed_on,
)
from peersupport.desk.queries.requests import STATE_WORDS, requests_of
from peersupport.desk.services import add_to_program, end_taking_part
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.errors import DomainError
from programs.models import Channel, Language, Participation, ParticipationState, Person, Role
from programs.services.notices import preview_notice
from programs.views.base import ProgramView

TABS = ("members", "team", "left")


class PeopleList(ProgramView, ListView):
    model = Participation
    permission = Permission.SEE_PEOPLE
    template_name = "desk/people.html"
    context_object_name = "people"
    paginate_by = 50

    def get_queryset(self):
        self.tab = self.request.GET.get("show", "members")
        if self.tab not in TABS:
            raise Http404
        self.name = self.request.GET.get("name", "").strip()[:60]
        return people_list(super().get_queryset(), tab=self.tab, name=self.name)

    def get_context_data(self, **kwargs):
        query = urlencode({"show": self.tab, "name": self.name}) + "&"
        return super().get_context_data(here="people", tab=self.tab, name=self.name, page_query=query, **kwargs)


class PersonPage(SensitiveView, TemplateView):
    """One participation: the role, the groups, how coming goes, how to reach the person."""

    model = Participation
    permission = Permission.SEE_PEOPLE
    template_name = "desk/person.html"

    def get_context_data(self, **kwargs):
        who = self.row("participation", "person", "profile")
        return super().get_context_data(
            here="people",
            access_groups=self.access.can(Permission.RUN_GROUPS),
            who=who,
            memberships=memberships_of(who),
            attendance=attendance_of(who),
            other_roles=other_roles(who),
            requests=[(one, STATE_WORDS.get(one.state, (one.get_state_display(), ""))) for one in requests_of(who)],
            **kwargs,
        )


class AddPerson(SensitiveView, FormView):
    """The answer is the same whether or not somebody has this address already."""

    model = Participation
    permission = Permission.RUN_PROGRAM
    template_name = "desk/person_new.html"
    form_class = AddPersonForm

    def get_form_kwargs(self):
        return {key: value for key, value in super().get_form_kwargs().items() if key != "participation"}

    def get_initial(self):
        return {"role": Role.FACILITATOR, "language": self.request.LANGUAGE_CODE}

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="people", letters=self.letters(), channel=Channel.EMAIL.label, **kwargs)

    def letters(self):
        """What they will read, in either language; the name is the one that was typed, once there is one."""
        name = self.request.POST.get("name", "").strip() or "…"
        given = Participation(program=self.program, role=Role.FACILITATOR)
        readers = [Person(display_name=name, language=language) for language in Language.values]
        return [(reader, preview_notice("role_given", given, recipient=reader)) for reader in readers]

    def form_valid(self, form):
        data = form.cleaned_data
        add_to_program(
            email=data["email"],
            name=data["name"],
            language=data["language"],
            role=Role(data["role"]),
            by=self.participation,
        )
        role = Role(data["role"]).label
        words = _("%(name)s can sign in with %(email)s. Role: %(role)s. The e-mail is on its way.")
        messages.success(self.request, words % {"name": data["name"], "email": data["email"], "role": role})
        url = redirect("desk_people", program=self.program.public_id)
        url["Location"] += "?show=team"
        return url


class EndTakingPart(SensitiveView, TemplateView):
    """Says first what ending does, and who gets which message; then does it once."""

    model = Participation
    permission = Permission.RUN_PROGRAM
    template_name = "desk/person_ending.html"

    def get_context_data(self, **kwargs):
        who = self.row("participation", "person")
        following = places_passed_on(who)
        letters = [
            (row, preview_notice("place_offered", as_it_would_be(row), recipient=row.participation.person))
            for row in following
        ]
        return super().get_context_data(
            here="people",
            who=who,
            memberships=memberships_of(who),
            letters=letters,
            talks=[
                (talk, preview_notice("interview_called_off", talk, recipient=talk.assessment.person))
                for talk in talks_to_come(who)
            ],
            channel=Channel.EMAIL.label,
            **kwargs,
        )

    def get(self, request, **kwargs):
        if self.row("participation", "person").state == ParticipationState.LEFT:
            return self.ended()
        return super().get(request, **kwargs)

    def post(self, request, **kwargs):
        who = self.row("participation", "person")
        if who.state == ParticipationState.LEFT:
            return self.ended()
        try:
            end_taking_part(who, by=self.participation)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return redirect("desk_person", program=self.program.public_id, participation=who.public_id)
        messages.success(request, _("%(name)s no longer takes part in this role.") % {"name": who.person})
        return redirect("desk_people", program=self.program.public_id)

    def ended(self):
        messages.warning(self.request, _("This was ended already. Nothing more was sent."))
        return redirect("desk_people", program=self.program.public_id)
