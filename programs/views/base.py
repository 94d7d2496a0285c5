"""The doors. A page cannot be defined without saying who may open it.

`ProgramView`: a page inside a program; strangers get 404, insiders without the permission 403.
`PersonView`: a page about oneself, across programs; its queries start at `self.request.user`.
Public pages carry Django's `@login_not_required`. `programs.E001` refuses every other view.
"""

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import View

from programs.access import Access, Permission, access_of
from programs.models import Participation, ParticipationState, Program
from programs.second_factor import second_factor_url


class ProgramView(View):
    """URL kwarg `program` is the program's public id.

    Gives the view `self.program`, `self.access` and `self.participation` (the one that grants `permission`: who acts).
    Abstract bases say `class Base(ProgramView, abstract=True)`.
    """

    permission: Permission
    program: Program
    access: Access
    participation: Participation

    def __init_subclass__(cls, abstract: bool = False, **kwargs):
        super().__init_subclass__(**kwargs)
        if not abstract and not isinstance(getattr(cls, "permission", None), Permission):
            raise ImproperlyConfigured(f"{cls.__qualname__} needs `permission = Permission.…`.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return
        self.program = Program.objects.filter(public_id=kwargs["program"]).first()
        if self.program is None:
            raise Http404
        self.access = access_of(request.user, self.program)
        if not self.access.participations:
            raise Http404
        self.participation = self.access.holder(self.permission)
        if self.participation is None:
            raise PermissionDenied
        request.resolver_match.program = self.program  # the page's help lines are those of the program's country

    def dispatch(self, request, *args, **kwargs):
        """A role that looks after others needs its second factor first."""
        url = second_factor_url(request, self.participation.role)
        return redirect(url) if url else super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        """The model's rows that the acting participation may see. The one doorway to rows from an edge."""
        return self.model._default_manager.visible_to(self.participation)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"participation": self.participation}

    def get_context_data(self, **kwargs):
        # A TemplateView passes on what stands in its address: the program's id, where the program itself is meant.
        ours = {"program": self.program, "access": self.access, "me": self.participation}
        return super().get_context_data(**kwargs | ours)

    def get_slug_field(self):
        return "public_id"


class PersonView(View):
    """A page of one's own, in no program in particular. Shows nothing but what belongs to `request.user`."""


class StaffPersonView(PersonView):
    """A page of one's own for those who look after others: needs an active participation in one of `roles`, or 404."""

    roles: frozenset[str]

    def dispatch(self, request, *args, **kwargs):
        self.participations = list(
            Participation.objects.filter(state=ParticipationState.ACTIVE)
            .of(request.user)
            .in_role(*self.roles)
            .select_related("program")
        )
        if not self.participations and not self.also_allowed(request.user):
            raise Http404
        # Who was let in for another reason needs what the page's own roles need.
        url = second_factor_url(request, *({row.role for row in self.participations} or self.roles))
        return redirect(url) if url else super().dispatch(request, *args, **kwargs)

    def also_allowed(self, person) -> bool:
        """Who else may open the page, without a participation."""
        return False
