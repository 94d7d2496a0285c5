"""Who reads what: shared out over the whole campaign, or chosen for one application."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.forms.reviewing import ReadersForm
from mentoring.queries.reading import (
    asked_of,
    could_read,
    loads_of,
    owing_in,
    peers_among,
    readers_in,
    reading_list,
    share_plan,
)
from mentoring.services.reading import PEERS, ask_no_longer, ask_to_read, share_among
from mentoring.views.choosing_base import ApplicationPage, CampaignPage
from programs.errors import DomainError


def reader_words(reader, *, peers, owing) -> str:
    """“Sami (peer supporter): 3 still to read”."""
    role = reader.get_role_display()
    words = _("%(name)s (%(role)s)") % {"name": reader.person, "role": role.lower()}
    if reader.pk in peers and reader.role not in PEERS:
        words = _("%(who)s, counts as a peer") % {"who": words}
    count = owing.get(reader.person_id, 0)
    if count:
        words += ": " + ngettext("%(n)d still to read", "%(n)d still to read", count) % {"n": count}
    return words


class DeskReading(CampaignPage):
    """GET: who reads what. POST shares out: first what would happen, then, with `confirm`, it happens."""

    template_name = "mentoring/desk/reading.html"
    tab = "reading"

    @cached_property
    def readers(self):
        return {row.public_id: row for row in readers_in(self.program)}

    def form(self, *data):
        people = list(self.readers.values())
        peers, owing = peers_among(people), owing_in(self.participation)
        words = [(key, reader_words(row, peers=peers, owing=owing)) for key, row in self.readers.items()]
        return ReadersForm(*data, readers=words)

    def get(self, request, *args, **kwargs):
        return self.show(form=self.form())

    def get_context_data(self, **kwargs):
        rows = reading_list(self.campaign, self.participation)
        lacking = sum(len(row.readers) < self.campaign.reviewers_wanted for row in rows)
        return super().get_context_data(rows=rows, loads=loads_of(rows), lacking=lacking, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid() or "change" in request.POST:
            return self.show(form=form)
        chosen = [self.readers[key] for key in form.cleaned_data["readers"]]
        if "confirm" in request.POST:
            return self.share(chosen)
        plan = share_plan(self.campaign, chosen, by=self.participation)
        counts = [(reader, sum(pk == reader.pk for _a, pk in plan.given)) for reader in chosen]
        return self.show(form=form, plan=plan, counts=[(reader, n) for reader, n in counts if n])

    def share(self, chosen):
        try:
            plan = share_among(self.campaign, chosen, by=self.participation)
        except DomainError as refusal:
            messages.warning(self.request, str(refusal))
        else:
            count = len(plan.given)
            words = ngettext("%(n)d reading is given out.", "%(n)d readings are given out.", count)
            messages.success(self.request, words % {"n": count})
        return redirect("desk_readers", self.program.public_id, self.campaign.public_id)


class DeskApplicationReaders(ApplicationPage):
    """Chosen by hand for one application. Who must not read it is not offered."""

    template_name = "mentoring/desk/readers.html"

    @cached_property
    def readers(self):
        return {row.public_id: row for row in could_read(self.application)}

    def form(self, *data):
        people = list(self.readers.values())
        peers, owing = peers_among(people), owing_in(self.participation)
        words = [(key, reader_words(row, peers=peers, owing=owing)) for key, row in self.readers.items()]
        return ReadersForm(*data, readers=words)

    def get(self, request, *args, **kwargs):
        return self.show(form=self.form())

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=asked_of(self.application, self.participation), **kwargs)

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form=form)

        def ask():
            for key in form.cleaned_data["readers"]:
                ask_to_read(self.application, reader=self.readers[key], by=self.participation)

        return self.try_to(ask, _("They find it on their page, and get one message."))

    def back(self):
        return redirect("desk_application_readers", self.program.public_id, self.application.public_id)


class DeskReaderRemoval(DeskApplicationReaders):
    """Somebody need not read it after all; what was handed in stays."""

    def get(self, request, *args, **kwargs):
        return self.back()

    def post(self, request, *args, **kwargs):
        asked = asked_of(self.application, self.participation)
        sheet = next((row.sheet for row in asked if row.sheet.public_id == request.POST.get("sheet")), None)
        if sheet is None:
            raise Http404
        return self.try_to(lambda: ask_no_longer(sheet, by=self.participation), _("They need not read it any more."))
