"""Who comes into a group, waits, leads it, leaves. Before somebody is told something, the page shows what."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from groups.forms.facilitator import FacilitatorForm
from groups.models import Group, Membership, MembershipRole, MembershipState
from groups.queries.desk import could_join, people_for
from groups.queries.telling import telling
from groups.services.chairs import as_it_would_be
from groups.services.memberships import join_waiting_list, leave_group, next_in_line, place_in_group
from groups.views.desk.groups import GroupsPage, OneGroupPage
from programs.errors import DomainError, StaleState
from programs.models import Participation


class DeskGroupPeople(OneGroupPage, DetailView):
    """Who could come in: people of the program who are neither in the group nor waiting for it."""

    template_name = "groups/desk/people.html"
    page_size = 50

    def get_context_data(self, **kwargs):
        name = self.request.GET.get("name", "").strip()
        page = Paginator(people_for(self.object, name), self.page_size).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            people=page,
            name=name,
            query=urlencode({"name": name}) + "&" if name else "",
            free=self.object.free_places(),
            **kwargs,
        )


class PlacePage(GroupsPage, abstract=True):
    """Shows the message that goes with a place; posting gives the place, or with `wait` one on the waiting list."""

    template_name = "groups/desk/place.html"
    group: Group
    who: Participation
    waits: Membership | None = None  # a chair kept for them is theirs

    def get_context_data(self, **kwargs):
        free = max(0, self.group.capacity - self.group.taken_places(besides=self.waits))
        place = Membership(group=self.group, program=self.program, participation=self.who)
        told = telling("place_freed", place, [self.who.person] if free else [])
        return super().get_context_data(group=self.group, who=self.who, free=free, telling=told, **kwargs)

    def post(self, request, *args, **kwargs):
        name = {"name": self.who}
        try:
            if "wait" in request.POST:
                join_waiting_list(self.group, participation=self.who, by=self.participation)
                words = _("%(name)s waits for a place.") % name
            else:
                place_in_group(self.group, participation=self.who, by=self.participation, tell=True)
                words = _("%(name)s has a place.") % name
        except DomainError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, words)
        return HttpResponseRedirect(self.group_url(self.group))


class DeskGroupPerson(PlacePage, OneGroupPage, DetailView):
    """For somebody of the program who is not in the group yet."""

    @cached_property
    def group(self):
        return self.get_object()

    @cached_property
    def who(self):
        return get_object_or_404(could_join(self.group), public_id=self.kwargs["person"])


class OneMembershipPage(GroupsPage, DetailView, abstract=True):
    model = Membership
    slug_url_kwarg = "membership"
    context_object_name = "membership"

    def get_queryset(self):
        return super().get_queryset().select_related("group__program", "program", "participation__person")

    @cached_property
    def membership(self):
        return self.get_object()

    @cached_property
    def group(self):
        return self.membership.group

    @cached_property
    def who(self):
        return self.membership.participation


class DeskGroupPlace(PlacePage, OneMembershipPage):
    """For somebody on the waiting list. Who was taken off it meanwhile is not put back by a late press."""

    @property
    def waits(self):
        return self.membership

    def post(self, request, *args, **kwargs):
        if self.membership.state == MembershipState.LEFT:
            messages.warning(request, str(StaleState()))
            return HttpResponseRedirect(self.group_url(self.group))
        return super().post(request, *args, **kwargs)


class DeskGroupLeave(OneMembershipPage):
    """Somebody leaves the group or its waiting list. When a chair becomes free, says who gets it."""

    template_name = "groups/desk/leave.html"

    def get_context_data(self, **kwargs):
        gone = self.membership.state == MembershipState.LEFT
        frees = self.membership.state == MembershipState.PLACED and self.membership.role == MembershipRole.MEMBER
        following = next_in_line(self.membership) if frees else None
        told = (
            telling("place_offered", as_it_would_be(following), [following.participation.person]) if following else None
        )
        return super().get_context_data(
            group=self.group, who=self.who, gone=gone, following=following, telling=told, **kwargs
        )

    def post(self, request, *args, **kwargs):
        try:
            following = leave_group(self.membership, by=self.participation)
        except DomainError as error:
            messages.info(request, str(error))
            return HttpResponseRedirect(self.group_url(self.group))
        messages.success(request, _("%(name)s has left the group.") % {"name": self.who})
        if following:
            messages.success(request, _("The place is offered to %(name)s.") % {"name": following.participation})
        return HttpResponseRedirect(self.group_url(self.group))


class DeskGroupFacilitator(OneGroupPage, SingleObjectMixin, FormView):
    """One more person leads the group. Nobody is told: the desk does that by voice."""

    form_class = FacilitatorForm
    template_name = "groups/desk/facilitator.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"group": self.object}

    def form_valid(self, form):
        who = form.cleaned_data["participation"]
        try:
            place_in_group(self.object, participation=who, by=self.participation, role=MembershipRole.FACILITATOR)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("%(name)s leads the group now.") % {"name": who})
        return HttpResponseRedirect(self.group_url(self.object))
