"""All groups of a program, one group, a new group, a changed group."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import CreateView, DetailView, TemplateView, UpdateView

from groups.forms.group import GroupForm
from groups.models import Group
from groups.queries.desk import group_cards, group_page
from groups.queries.telling import members_to_tell, telling
from groups.services.endings import follow_planned_end, later_meetings
from groups.services.holidays import follow_switch
from groups.services.offers import fill_free_chairs
from programs.access import Permission
from programs.views.base import ProgramView

SHOWN = 8  # days on the page that asks


class GroupsPage(ProgramView, abstract=True):
    """A page about groups on the desk: marks its place on the left and knows the way back to a group."""

    permission = Permission.RUN_GROUPS

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="groups", **kwargs)

    def group_url(self, group: Group) -> str:
        return reverse("desk_group", kwargs={"program": self.program.public_id, "group": group.public_id})


class OneGroupPage(GroupsPage, abstract=True):
    """A page about the group that the address names."""

    model = Group
    slug_url_kwarg = "group"
    context_object_name = "group"

    def get_queryset(self):
        return super().get_queryset().select_related("program")


class DeskGroups(GroupsPage, TemplateView):
    template_name = "groups/desk/groups.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(cards=group_cards(self.participation, timezone.now()), **kwargs)


class DeskGroup(OneGroupPage, DetailView):
    template_name = "groups/desk/group.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=group_page(self.object, timezone.now()), **kwargs)


class DeskGroupNew(GroupsPage, CreateView):
    model = Group
    form_class = GroupForm
    template_name = "groups/desk/group_form.html"

    def get_initial(self):
        first = next(iter(self.program.languages), "fr")
        mode = next(iter(self.program.modes), "in_person")
        return {"language": first, "mode": mode}

    def get_success_url(self):
        messages.success(self.request, _("The group is there. Now say when it meets."))
        return reverse("desk_series_new", kwargs={"program": self.program.public_id, "group": self.object.public_id})


class DeskGroupEdit(OneGroupPage, UpdateView):
    form_class = GroupForm
    template_name = "groups/desk/group_form.html"

    def form_valid(self, form):
        """A planned end before what is planned: first what would go and who reads what, then one press."""
        new_end = "ends_on" in form.changed_data
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if new_end and not self.request.POST.keys() & {"take_out", "leave"}:
            later = list(later_meetings(self.object, timezone.now()))
            if later:
                return self.ask(form, later)
        answer = super().form_valid(form)
        if new_end:
            self.follow_end(take_out_later="take_out" in self.request.POST)
        if "skips_holidays" in form.changed_data:
            follow_switch(self.object, by=self.participation)
        for offer in fill_free_chairs(self.object, by=self.participation):
            words = _("A place is kept for %(name)s, who waits first.")
            messages.success(self.request, words % {"name": offer.membership.participation})
        return answer

    def ask(self, form, later):
        told = telling("end_planned", self.object, members_to_tell(self.object))
        facts = {"later": later, "days": later[:SHOWN], "more": len(later) > SHOWN, "telling": told}
        return self.render_to_response(self.get_context_data(form=form, **facts))

    def follow_end(self, *, take_out_later: bool) -> None:
        followed = follow_planned_end(self.object, by=self.participation, take_out_later=take_out_later)
        if followed.taken_out:
            words = ngettext(
                "%(n)s meeting after the end is cancelled. Those concerned are told.",
                "%(n)s meetings after the end are cancelled. Those concerned are told.",
                followed.taken_out,
            )
            messages.success(self.request, words % {"n": followed.taken_out})
        if followed.made:
            words = ngettext(
                "The group meets for longer: %(n)s meeting more is planned. Nobody was told.",
                "The group meets for longer: %(n)s meetings more are planned. Nobody was told.",
                followed.made,
            )
            messages.success(self.request, words % {"n": followed.made})

    def get_success_url(self):
        messages.success(self.request, _("Your changes are saved."))
        return self.group_url(self.object)
