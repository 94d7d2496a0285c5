"""The acts on a text: what each page says before anything is done, what it asks, and the verb that does it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.forms.community.moderation import (
    ChangeForm,
    MayTellForm,
    NoteForm,
    PassOnForm,
    PauseForm,
    ReasonForm,
    TellWriterForm,
)
from groups.services.community.moderation import (
    ask_to_pause,
    change_text,
    hold_text,
    leave_as_is,
    pass_on,
    show_text,
    take_away,
    write_to_writer,
)
from groups.services.community.texts import text_of


@dataclass(frozen=True)
class ActWords:
    """`link`: on the page of the text; `title`, `lead` and `button`: of the page of the act."""

    link: str | Promise
    title: str | Promise
    lead: str | Promise
    button: str | Promise
    form_class: type
    do: Callable | None = None

    def form(self, item, data=None):
        if self.form_class is ChangeForm:
            return ChangeForm(data, post=item.post, title=text_of(item).title)
        return self.form_class(data)


ACTS = {
    "keep": ActWords(
        _("Leave it as it is"),
        _("Leave it as it is?"),
        _("Nothing changes for anybody. Who wrote it does not learn that somebody told the team."),
        _("Leave it as it is"),
        NoteForm,
        leave_as_is,
    ),
    "show": ActWords(
        _("Show it"),
        _("Show it to the others?"),
        _("Everybody on the board can read it then."),
        _("Show it"),
        MayTellForm,
        show_text,
    ),
    "hold": ActWords(
        _("Put it aside"),
        _("Put it aside for now?"),
        _("The others do not see it until you have decided. Who wrote it sees that the team looks at it."),
        _("Put it aside"),
        MayTellForm,
        hold_text,
    ),
    "change": ActWords(
        _("Take words out"),
        _("Take words out of it?"),
        _("The text as it was stays in the kept copy. Who wrote it reads what was changed, and why."),
        _("Change the text"),
        ChangeForm,
        change_text,
    ),
    "remove": ActWords(
        _("Take it away"),
        _("Take it away?"),
        _("Nobody reads it any more. Who wrote it reads why. You can show it again later."),
        _("Take it away"),
        TellWriterForm,
        take_away,
    ),
    "pause": ActWords(
        _("Ask the writer to pause"),
        _("Ask the writer to pause?"),
        _("They can read this board meanwhile, and not write on it. They read why, and until when."),
        _("Ask for a pause"),
        PauseForm,
        ask_to_pause,
    ),
    "write": ActWords(
        _("Write to the writer"),
        _("Write to who wrote it"),
        _("It stands on their own page. A message without words tells them so."),
        _("Send it"),
        TellWriterForm,
        write_to_writer,
    ),
    "danger": ActWords(
        _("Somebody may be in danger"),
        _("Somebody may be in danger"),
        _("A case is opened at once, and those on duty are told. The text stays here as well."),
        _("Open a case"),
        PassOnForm,
        pass_on,
    ),
    "who": ActWords(
        _("Who told the team?"),
        _("Who told the team?"),
        _("Who told trusts that nobody says so. Open it only if you cannot protect somebody otherwise."),
        _("Show me who told"),
        ReasonForm,
    ),
    "writer": ActWords(
        _("Who wrote this story?"),
        _("Who wrote this story?"),
        _("They chose another name. They read on their own page that you asked. Do it only where there is danger."),
        _("Show me who wrote it"),
        ReasonForm,
    ),
    "copy": ActWords(
        _("Open this copy"),
        _("Open a copy that was put away"),
        _("Its time of use is over. You can still read it if there is a reason."),
        _("Open it"),
        ReasonForm,
    ),
}
