"""On the desk: opening a private place, or looking who stands behind a name, for a quarter of an hour."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from groups.community_words import board_name, since_words
from groups.forms.community.quiet import OpeningForm
from groups.queries.community.private_openings import (
    my_opening,
    openings_in,
    person_named,
    places_of,
    private_place,
    seat_named,
    words_in,
)
from groups.services.community.private_openings import (
    OPEN_FOR,
    is_open_now,
    look_behind_name,
    look_for_places,
    open_place,
    person_behind,
)
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView

PER_PAGE = 50


@method_decorator(never_cache, name="dispatch")
class Openings(ProgramView, TemplateView):
    """When a place may be opened, and every time that one was."""

    permission = Permission.HANDLE_CASES
    template_name = "groups/community/desk_openings.html"

    def get_context_data(self, **kwargs):
        page = Paginator(openings_in(self.participation), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(here="cases", page=page, **kwargs)


@method_decorator(never_cache, name="dispatch")
class PlacesOfPerson(ProgramView, TemplateView):
    """Which private places somebody has: how many and since when, never with whom."""

    permission = Permission.HANDLE_CASES
    template_name = "groups/community/desk_places.html"

    def get_context_data(self, **kwargs):
        who = person_named(self.kwargs["whose"], self.participation)
        if who is None:
            raise Http404
        shown = {"here": "cases", "who": who, "refusal": "", "places": []}
        try:
            look_for_places(who, by=self.participation)
        except DomainError as error:
            shown["refusal"] = str(error)
        else:
            now = timezone.now()
            shown["places"] = [
                (space, since_words(space.last_word_at, now, self.program.zone))
                for space in places_of(who, self.participation)[:PER_PAGE]
            ]
        return super().get_context_data(**shown | kwargs)


@method_decorator(never_cache, name="dispatch")
class Open(ProgramView, FormView, abstract=True):
    """Asks what it is about and why; `self.act` opens it."""

    permission = Permission.HANDLE_CASES
    form_class = OpeningForm
    template_name = "groups/community/desk_open.html"

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given

    def get(self, request, *args, **kwargs):
        _found = self.thing  # 404 before the form
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            opening = self.act(**form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("desk_opening", self.program.public_id, opening.public_id)

    def get_context_data(self, **kwargs):
        shown = {"here": "cases", "minutes": OPEN_FOR.seconds // 60} | self.words()
        return super().get_context_data(**shown | kwargs)


class OpenPlace(Open):
    @cached_property
    def thing(self):
        found = private_place(self.kwargs["private"], self.participation)
        if found is None:
            raise Http404
        return found

    def act(self, **why):
        return open_place(self.thing, by=self.participation, **why)

    def words(self):
        return {"title": _("Read what was written between two people"), "kind": self.thing.get_kind_display()}


class LookBehindName(Open):
    @cached_property
    def thing(self):
        found = seat_named(self.kwargs["seat"], self.participation)
        if found is None:
            raise Http404
        return found

    def act(self, **why):
        return look_behind_name(self.thing, by=self.participation, **why)

    def words(self):
        name = {"name": self.thing.pseudonym}
        return {"title": _("Who stands behind the name %(name)s?") % name, "kind": board_name(self.thing.space)}


@method_decorator(never_cache, name="dispatch")
class OneOpening(ProgramView, TemplateView):
    """Only for who opened it, and only until the time is over."""

    permission = Permission.HANDLE_CASES
    template_name = "groups/community/desk_opening.html"

    def get_context_data(self, **kwargs):
        opening = my_opening(self.kwargs["opening"], self.participation)
        if opening is None:
            raise Http404
        shown = {
            "here": "cases",
            "opening": opening,
            "until": opening.at + OPEN_FOR,
            "is_open": is_open_now(opening),
            "board_name": board_name(opening.space),
            "sees_people": self.access.can(Permission.SEE_PEOPLE),
        }
        if shown["is_open"] and opening.seat_id:
            shown["behind"] = person_behind(opening)
        elif shown["is_open"]:
            shown["page"] = Paginator(words_in(opening), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs | shown)
