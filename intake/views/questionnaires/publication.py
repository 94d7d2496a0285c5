"""Publishing: first what will change and for whom, then once."""

from django.contrib import messages
from django.utils.translation import gettext as _

from intake.questionnaires.attaching import attached
from intake.questionnaires.changes import changes
from intake.questionnaires.document import Form
from intake.questionnaires.instruments import INSTRUMENTS
from intake.reading import check_of, lines_of, scores_of
from intake.services.questionnaires import NotPublishable, current_version, publish_draft
from intake.shelf import use_of
from intake.views.questionnaires.base import DraftPage, whole_number
from programs.errors import DomainError, StaleState


class DeskQuestionnairePublication(DraftPage):
    template_name = "intake/questionnaires/publication.html"

    def get_context_data(self, **kwargs):
        draft = self.questionnaire.draft
        form = Form(draft)
        version = current_version(self.questionnaire)
        return super().get_context_data(
            check=check_of(form),
            version=version,
            next_number=version.number + 1 if version else 1,
            changed=changes(version.document, draft, self.language) if version else [],
            question_count=sum(line.number is not None for line in lines_of(form, self.language)),
            scores=scores_of(form, self.language),
            instrument=INSTRUMENTS.get(attached(draft)[0]),
            use=use_of(self.questionnaire),
            number=self.questionnaire.draft_number,
            **kwargs,
        )

    def get(self, request, *args, **kwargs):
        return self.show()

    def post(self, request, *args, **kwargs):
        number = whole_number(request.POST.get("number"))
        try:
            version = publish_draft(self.questionnaire, by=self.participation, number=number)
        except NotPublishable as error:
            return self.show(refused=error.findings)
        except StaleState:
            messages.warning(request, _("A colleague changed the draft a moment ago. Read again what will change."))
            return self.to("desk_questionnaire_publication", self.questionnaire.public_id)
        except DomainError as error:
            messages.warning(request, str(error))
            return self.overview()
        messages.success(request, _("Version %(n)s is published. It is never changed.") % {"n": version.number})
        return self.overview()
