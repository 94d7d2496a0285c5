"""Headings and words that a list may use, in French and in English. Pure."""

import unicodedata

from django.utils.translation import gettext as _

from programs.models import Role
from programs.spreadsheets import Unreadable

HEADINGS = {
    "name": "name; full name; display name; name to use; nom; nom complet; nom et prénom; prénom et nom; nom d'usage",
    "first_name": "first name; given name; prénom",
    "email": "email; e-mail address; mail; courriel; adresse courriel; adresse e-mail; adresse électronique",
    "phone": "phone; phone number; telephone; mobile; téléphone; tél; numéro de téléphone; cellulaire",
    "language": "language; language of messages; langue; langue des messages",
    "role": "role; rôle",
    "topics": "topics; topic; topics lived; sujets; sujet; sujets vécus; thèmes; thème",
    "languages": "languages; languages spoken; spoken languages; langues; langues parlées",
    "born": "birth date; date of birth; birthdate; born; date de naissance; naissance; né le; née le; né(e) le",
    "note": "note; how to reach; how to reach them; contact note; comment joindre; comment joindre la personne",
}
ROLES = {
    Role.PARTICIPANT: "participant; participante; participant(e); member; membre; personne qui participe",
    Role.SUPPORTER: "supporter; peer; peer supporter; pair; paire; pair aidant; paire aidante; pair-aidance",
    Role.FACILITATOR: "facilitator; animateur; animatrice; facilitateur; facilitatrice; animation; personne qui anime",
}


def word_key(words: str) -> str:
    """Letters and figures only, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def _keys(table: dict) -> dict[str, str]:
    return {word_key(words): meant for meant, row in table.items() for words in row.split(";")}


FIELD_OF = _keys(HEADINGS)
ROLE_OF = _keys(ROLES)
OURS = {word_key(words) for words in ("row", "ligne", "what is wrong", "ce qui ne va pas")}  # of a file we gave out


def places_of(headings: list[str]) -> tuple[dict[str, int], list[str]]:
    """Field → its column, and the headings that are not used. Raises `Unreadable`: no name, a column twice."""
    places: dict[str, int] = {}
    unused = []
    for number, heading in enumerate(headings):
        field = FIELD_OF.get(word_key(heading))
        if field is None:
            unused += [heading] if heading and word_key(heading) not in OURS else []
        elif field in places:
            words = _("Two columns mean the same: “%(one)s” and “%(other)s”. Keep one.")
            raise Unreadable(words % {"one": headings[places[field]], "other": heading}, "headings")
        else:
            places[field] = number
    if not {"name", "first_name"} & places.keys():
        raise Unreadable(_("The first row has no heading “name”. The first row holds the headings."), "headings")
    if "role" not in places:
        raise Unreadable(_("The first row has no heading “role”. Each row says who takes part as what."), "headings")
    return places, unused
