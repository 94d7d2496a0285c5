"""What peers learn here: courses, modules, who has done them; and the numbers of the program for its peers."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from mentoring.forms.training import CompletionForm, CourseForm, ModuleForm, RulesForm
from mentoring.models import Course, Module, ModuleCompletion
from mentoring.queries.peers import competencies_of, courses_in, modules_in, peers_to_train
from mentoring.services.gate import today_of
from mentoring.services.rules import change_rules, rules_of
from mentoring.services.training import (
    furnish_training,
    record_completions,
    save_course,
    save_module,
    take_back_completion,
)
from mentoring.views.training_base import ActForm, PeersView, do
from mentoring.views.training_peers import to_peer
from programs.access import Permission
from programs.errors import DomainError
from programs.models import Language


def in_both(row, *names: str) -> dict[str, str]:
    """The translated columns of a row, as they are: no language stands in for the other."""
    return {f"{name}_{code}": getattr(row, f"{name}_{code}") or "" for name in names for code in Language.values}


class DeskTraining(PeersView, TemplateView):
    template_name = "mentoring/desk/training/courses.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(courses=courses_in(self.program), **kwargs)


class HouseTraining(PeersView, View):
    """A program without courses takes those of the house."""

    def post(self, request, **kwargs):
        furnish_training(self.program, by=self.participation)
        messages.success(request, _("The training of the house is here. Change what you like."))
        return redirect("desk_training", self.program.public_id)


class CourseNew(PeersView, ActForm):
    form_class = CourseForm
    template_name = "mentoring/desk/training/course_form.html"
    model = Course
    course = None

    def act(self, form):
        values = form.written() | {"is_active": form.cleaned_data["is_active"]}
        save_course(self.program, course=self.course, by=self.participation, **values)
        return _("The course is saved.")

    def back(self):
        return redirect("desk_training", self.program.public_id)

    def get_context_data(self, **kwargs):
        return super().get_context_data(course=self.course, **kwargs)


class CourseEdit(CourseNew):
    permission = Permission.TRAIN

    @cached_property
    def course(self):
        return self.row("course")

    def get_initial(self):
        return in_both(self.course, "title", "summary") | {"is_active": self.course.is_active}


class _ModulePage(PeersView, ActForm, abstract=True):
    form_class = ModuleForm
    template_name = "mentoring/desk/training/module_form.html"
    module = None

    def get_form_kwargs(self):
        rows = {
            "modules": modules_in(self.program, besides=self.module),
            "competencies": competencies_of(self.program),
        }
        return super().get_form_kwargs() | rows

    def act(self, form):
        plain = {name: form.cleaned_data[name] for name in ("minutes", "is_mandatory", "valid_months")}
        save_module(self.course, module=self.module, by=self.participation, **form.written(), **plain, **form.linked())
        return _("The module is saved.")

    def back(self):
        return redirect("desk_training", self.program.public_id)

    def get_context_data(self, **kwargs):
        return super().get_context_data(course=self.course, module=self.module, **kwargs)


class ModuleNew(_ModulePage):
    model = Course

    @cached_property
    def course(self):
        return self.row("course")


class ModuleEdit(_ModulePage):
    model = Module

    @cached_property
    def module(self):
        return self.row("module", "course")

    @property
    def course(self):
        return self.module.course

    def get_initial(self):
        module = self.module
        return in_both(module, "title", "summary") | {
            "minutes": module.minutes,
            "is_mandatory": module.is_mandatory,
            "valid_months": module.valid_months,
            "requires": module.requires.all(),
            "competencies": module.competencies.all(),
        }


class Completions(PeersView, ActForm):
    """Somebody has done a module, or several people have. Who lacks what comes first is named, and stays ticked."""

    form_class = CompletionForm
    template_name = "mentoring/desk/training/completions.html"

    def get_initial(self):
        asked = self.request.GET
        return {"done_on": today_of(self.program), "module": asked.get("module"), "people": asked.getlist("person")}

    def get_form_kwargs(self):
        modules = modules_in(self.program).filter(course__is_active=True)
        return super().get_form_kwargs() | {"modules": modules, "people": peers_to_train(self.program)}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            recorded = record_completions(
                data["module"], data["people"], done_on=data["done_on"], by=self.participation
            )
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        count = len(recorded.done)
        if count:
            words = ngettext("Written down for %(n)s person.", "Written down for %(n)s people.", count)
            messages.success(self.request, words % {"n": count})
        for participation in recorded.known:
            messages.info(self.request, _("%(name)s had it on that day already.") % {"name": participation.person})
        if not recorded.refused:
            return redirect("desk_peers", self.program.public_id)
        for participation, missing in recorded.refused.items():
            titles = ", ".join(str(module) for module in missing)
            words = _("Not for %(name)s yet. First comes: %(modules)s.")
            form.add_error("people", words % {"name": participation.person, "modules": titles})
        form.data = form.data.copy()
        form.data.setlist("people", [row.public_id for row in recorded.refused])
        return self.form_invalid(form)


class CompletionReturn(PeersView, View):
    """It was recorded by mistake."""

    model = ModuleCompletion

    def post(self, request, **kwargs):
        completion = self.row("completion", "participation", "module")
        do(request, lambda: take_back_completion(completion, by=self.participation), _("Taken back, with its hours."))
        return to_peer(self.program, completion.participation)


class PeerRulesPage(PeersView, ActForm):
    permission = Permission.RUN_PROGRAM
    form_class = RulesForm
    template_name = "mentoring/desk/training/rules.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": rules_of(self.program), "participation": self.participation}

    def act(self, form):
        change_rules(self.program, by=self.participation, **form.cleaned_data)
        return _("The numbers are saved. They count from now on.")

    def back(self):
        return redirect("desk_peers", self.program.public_id)
