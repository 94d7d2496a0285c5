"""The library on the desk: a list with what should be looked at again, and one page to write in both languages."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, View

from groups.forms.community.library import ResourceForm, written
from groups.models import Resource, ResourceKind, ResourceState
from groups.queries.community.library import reading
from groups.queries.community.shelves import kept, resources_of, topics_on_offer
from groups.services.community.resources import (
    add_resource,
    change_resource,
    hide_resource,
    put_away_resource,
    review_resource,
    show_resource,
)
from programs.access import Permission
from programs.errors import DomainError, StaleState
from programs.views.base import ProgramView


class ShelfPage(ProgramView, abstract=True):
    model = Resource
    permission = Permission.RUN_PROGRAM

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="library", **kwargs)

    def today(self):
        return timezone.now().astimezone(self.program.zone).date()

    def resource(self) -> Resource:
        return get_object_or_404(self.get_queryset(), public_id=self.kwargs["resource"])

    def to_page(self, resource):
        return redirect("desk_resource", self.program.public_id, resource.public_id)


class DeskLibrary(ShelfPage, ListView):
    template_name = "groups/community/desk_library.html"
    paginate_by = 20

    def get_queryset(self):
        asked = self.request.GET.get("state", "")
        self.tab = asked if asked in ResourceState.values else ResourceState.SHOWN
        return resources_of(self.participation, self.tab)

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(tab=self.tab, page_query=f"state={self.tab}&", **kwargs)
        return shown | {"kept": kept(shown["object_list"], self.today())}


class ResourceWriting(ShelfPage, FormView, abstract=True):
    form_class = ResourceForm
    template_name = "groups/community/desk_resource.html"

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given | {"topics": topics_on_offer(self.program)}

    def form_valid(self, form):
        try:
            resource = self.keep(form)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Your changes are saved."))
        return self.to_page(resource)


class DeskResourceNew(ResourceWriting):
    def get_initial(self):
        return {"kind": ResourceKind.TEXT}

    def keep(self, form):
        return add_resource(by=self.participation, **form.facts)


class DeskResource(ResourceWriting):
    def dispatch(self, request, *args, **kwargs):
        self.object = self.resource()
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return written(self.object)

    def keep(self, form):
        if form.seen_at is None:
            raise StaleState
        return change_resource(self.object, by=self.participation, seen=form.seen_at, **form.facts)

    def get_context_data(self, **kwargs):
        shown = {
            "resource": self.object,
            "reading": reading(self.object),
            "is_old": self.object.is_old(self.today()),
            "is_editable": self.object.state in ResourceState.EDITABLE,
        }
        return super().get_context_data(**shown | kwargs)


class DeskResourceState(ShelfPage, View):
    """POST `to`: shown, draft or put_away; `looked` says that it still holds."""

    def post(self, request, **kwargs):
        resource = self.resource()
        acts = {
            "shown": (self.show, _("Readers find it from now on.")),
            "draft": (hide_resource, _("It is a draft now. Only coordinators see it.")),
            "put_away": (put_away_resource, _("It is put away. Nobody finds it any more.")),
            "looked": (self.look, _("Noted: it still holds.")),
        }
        act, done = acts.get(request.POST.get("to", ""), (None, ""))
        if act is not None:
            try:
                act(resource, by=self.participation)
            except DomainError as error:
                messages.warning(request, str(error))
            else:
                messages.success(request, done)
        return self.to_page(resource)

    def show(self, resource, *, by):
        show_resource(resource, by=by, today=self.today())

    def look(self, resource, *, by):
        review_resource(resource, by=by, today=self.today())
