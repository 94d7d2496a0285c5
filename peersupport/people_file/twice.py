"""Rows of one list that are the same person. Pure; one pass, however long the list."""

from django.utils.translation import gettext as _

from peersupport.people_file.rows import Row
from programs.likeness import mailbox_key, name_key, phone_key


def mark_twice(rows: list[Row]) -> None:
    """Write into `problems` of the later row which earlier one it repeats, and by which sign.

    One person may stand there once per role, with one name and one address.
    """
    mailboxes: dict[str, list[Row]] = {}
    phones: dict[tuple, Row] = {}
    births: dict[tuple, Row] = {}
    for row in rows:
        name = name_key(row.name)
        same_account = False
        if mailbox := mailbox_key(row.email):
            earlier = mailboxes.setdefault(mailbox, [])
            said = next((words for other in earlier if (words := _same_address(row, other, name))), "")
            same_account = bool(earlier)
            row.problems += [said] if said else []
            earlier.append(row)
        # Two with one name and one telephone, or one day of birth; who has an address of their own twice was told.
        for found, key, words in (
            (phones, (name, phone_key(row.phone)), _("The same name and telephone as in row %(row)s.")),
            (births, (name, row.born), _("The same name and birth date as in row %(row)s.")),
        ):
            if not all(key):
                continue
            other = found.setdefault(key, row)
            if other is not row and not same_account:
                row.problems.append(words % {"row": other.number})
                break


def _same_address(row: Row, other: Row, name: str) -> str:
    if row.email != other.email:
        return _("Nearly the same e-mail address as in row %(row)s.") % {"row": other.number}
    if name != name_key(other.name):
        return _("The same e-mail address as in row %(row)s, with another name.") % {"row": other.number}
    if row.role == other.role:
        return _("The same person as in row %(row)s.") % {"row": other.number}
    return ""
