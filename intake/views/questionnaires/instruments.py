"""The catalogue of published instruments, the permission to use one, and attaching one to a questionnaire."""

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from intake.instrument_words import facts_of
from intake.questionnaire_forms.permission import PermissionForm
from intake.questionnaire_forms.whole import InstrumentForm
from intake.questionnaires.attaching import attach, attached, candidates, explained, fit
from intake.questionnaires.instruments import INSTRUMENTS, NEEDS_PERMISSION
from intake.questionnaires.scoring import numbered_questions
from intake.services.questionnaires import record_permission
from intake.shelf import permissions_of, wordings_of
from intake.views.questionnaires.base import DraftPage, QuestionnairesPage
from programs.errors import DomainError


class DeskInstruments(QuestionnairesPage, TemplateView):
    template_name = "intake/questionnaires/instruments.html"

    def get_context_data(self, **kwargs):
        permissions = permissions_of(self.program)
        wordings = wordings_of(self.get_queryset(), self.program)
        rows = [
            {
                "instrument": instrument,
                "facts": facts_of(instrument),
                "needs_permission": instrument.licence in NEEDS_PERMISSION,
                "permission": permissions.get(code),
                "wordings": wordings[code],
            }
            for code, instrument in INSTRUMENTS.items()
        ]
        return super().get_context_data(rows=rows, **kwargs)


class DeskInstrument(QuestionnairesPage, FormView):
    """Its facts; for one that is not free, the permission that this program has."""

    form_class = PermissionForm
    template_name = "intake/questionnaires/instrument.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.instrument = INSTRUMENTS.get(kwargs["instrument"])
        if self.instrument is None:
            raise Http404

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]  # the form holds no rows
        return kwargs | {"today": timezone.now().astimezone(self.program.zone).date()}

    def get_initial(self):
        found = permissions_of(self.program).get(self.instrument.code)
        return {name: getattr(found, name) for name in ("reference", "holder", "granted_on")} if found else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            instrument=self.instrument,
            facts=facts_of(self.instrument),
            needs_permission=self.instrument.licence in NEEDS_PERMISSION,
            permission=permissions_of(self.program).get(self.instrument.code),
            wordings=wordings_of(self.get_queryset(), self.program)[self.instrument.code],
            **kwargs,
        )

    def form_valid(self, form):
        record_permission(self.program, instrument=self.instrument.code, by=self.participation, **form.cleaned_data)
        messages.success(self.request, _("The permission is on record. This instrument can be sent."))
        return self.to("desk_instrument", self.instrument.code)


class DeskQuestionnaireInstrument(DraftPage):
    """First which instrument, then which question stands where; before it is kept it must be scorable."""

    template_name = "intake/questionnaires/attach.html"

    def get(self, request, *args, **kwargs):
        code = request.GET.get("instrument", "")
        now, order = attached(self.questionnaire.draft)
        if code not in INSTRUMENTS:
            return self.show(instruments=INSTRUMENTS.values(), now=INSTRUMENTS.get(now))
        order = order if now == code and order else self.guess(code)
        initial = {f"place_{place}": link_id for place, link_id in enumerate(order, start=1)}
        return self.show(form=self.form(code, initial=initial), **self.about(code))

    def guess(self, code: str) -> list[str]:
        """The questions with numbers as they stand, when there are as many as the instrument has."""
        numbered = numbered_questions(self.form_document)
        return numbered if len(numbered) == INSTRUMENTS[code].scale.count else []

    def form(self, code: str, data=None, **kwargs) -> InstrumentForm:
        return InstrumentForm(data, document=self.form_document, language=self.language, code=code, **kwargs)

    def about(self, code: str) -> dict:
        instrument = INSTRUMENTS[code]
        return {
            "instrument": instrument,
            "facts": facts_of(instrument),
            "questions": len(candidates(self.form_document)),
            "is_attached": attached(self.questionnaire.draft)[0] == code,
        }

    def post(self, request, *args, **kwargs):
        if self.questionnaire.draft is None:
            return self.overview()
        if "off" in request.POST:
            return self.keep("", [], _("It is not an instrument of the catalogue any more."))
        code = request.POST.get("instrument", "")
        if code not in INSTRUMENTS:
            return self.to("desk_questionnaire_instrument", self.questionnaire.public_id)
        form = self.form(code, request.POST)
        if form.is_valid():
            score = fit(self.form_document, code, form.order())
            if not score.reason:
                said = _("The numbers fit. It is scored as %(instrument)s.") % {"instrument": INSTRUMENTS[code].name}
                return self.keep(code, form.order(), said)
            form.add_error(None, explained(score))
        return self.show(form=form, **self.about(code))

    def keep(self, code, order, said):
        try:
            self.edit(lambda document: attach(document, code, order))
        except DomainError as error:
            messages.warning(self.request, str(error))
        else:
            messages.success(self.request, said)
        return self.overview()
