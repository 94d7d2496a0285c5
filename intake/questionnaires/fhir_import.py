"""A file with a FHIR R4 Questionnaire, alone or in a Bundle with its value sets, becomes a document, or is refused.

What changes on the way: fields that FHIR R4 does not know are left out and named; the narrative is left out; value sets
delivered in the Bundle move into `contained`; without a status it is a draft. Everything else is kept as it came;
extensions that we do not read stay in and are named.
"""

from typing import Any

from django.utils.translation import gettext as _

from intake.questionnaires import extensions as ext
from intake.questionnaires.calculations import calculations
from intake.questionnaires.document import CHOICES, DISPLAY, TYPES, Form, Node
from intake.questionnaires.enabling import OPERATORS, in_order
from intake.questionnaires.errors import Ignored, Imported, Refused
from intake.questionnaires.json_reading import read_json
from intake.questionnaires.patterns import safe_pattern
from intake.questionnaires.shape import TABLES, check_shape
from intake.questionnaires.value_sets import CARRIED, Library, Unresolved

MOST_ITEMS = 5_000
MOST_OPTIONS = 50_000
QUIET = frozenset({"text"})  # the narrative: the same again, as a page
ANSWERLESS = frozenset({"attachment", "reference"})


def import_fhir(data: bytes | str) -> Imported:
    """The document in a file (UTF-8) and what was left out. Raises Refused, nothing else."""
    document, beside = find_questionnaire(read_json(data))
    ignored = [*put_in_shape(document)]
    check_shape(document)
    document.setdefault("status", "draft")
    for resource in beside:
        check_shape(resource, "Resource")
    refuse_modifiers(document)
    form = Form(document)
    check_items(form)
    bring_in(form, beside)
    form = Form(document)
    check_options(form)
    ignored += unread_extensions(form)
    return Imported(document, tuple(ignored))


def find_questionnaire(value: Any) -> tuple[dict, list[dict]]:
    """The one questionnaire of a file, and the value sets and code systems that came with it."""
    kind = value.get("resourceType") if isinstance(value, dict) else None
    if kind == "Questionnaire":
        return value, []
    if kind != "Bundle":
        named = _("a %(kind)s") % {"kind": kind[:60]} if isinstance(kind, str) else _("something else")
        raise Refused(_("This file is not a FHIR Questionnaire but %(kind)s.") % {"kind": named}, "resourceType")
    entries = value.get("entry")
    resources = [
        entry["resource"]
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and isinstance(entry.get("resource"), dict)
    ]
    found = [resource for resource in resources if resource.get("resourceType") == "Questionnaire"]
    if len(found) != 1:
        count = {"count": len(found)}
        raise Refused(_("This Bundle holds %(count)s questionnaires; one is needed.") % count, "Bundle")
    return found[0], [resource for resource in resources if resource.get("resourceType") in CARRIED]


# Before the shape is known: drop what R4 does not have.


def put_in_shape(document: dict) -> list[Ignored]:
    ignored = drop_unknown(document, "Questionnaire", "")
    contained = document.get("contained")
    if isinstance(contained, list):
        kept = [part for part in contained if isinstance(part, dict) and part.get("resourceType") in CARRIED]
        ignored += [Ignored("contained", kind_of(part)) for part in contained if part not in kept]
        document["contained"] = kept
        for part in kept:
            part.pop("text", None)
        if not kept:
            del document["contained"]
    waiting = [document.get("item")]
    while waiting:
        items = waiting.pop()
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                refuse_other_releases(item)
                if item.get("hidden") is True and not list(ext.extensions(item, ext.HIDDEN)):
                    hide(item)  # some tools write the extension as a plain field; showing the item would be worse
                ignored += drop_unknown(item, "Item", str(item.get("linkId", "")))
                waiting.append(item.get("item"))
    return ignored


def kind_of(part: Any) -> str:
    return str(part.get("resourceType"))[:60] if isinstance(part, dict) else "?"


def drop_unknown(element: dict, table: str, place: str) -> list[Ignored]:
    unknown = [key for key in element if key not in TABLES[table]]
    for key in unknown:
        del element[key]
    return [Ignored(place, key) for key in unknown if key not in QUIET]


def hide(item: dict) -> None:
    del item["hidden"]
    if isinstance(item.get("extension", []), list):
        item["extension"] = [*item.get("extension", []), {"url": ext.HIDDEN, "valueBoolean": True}]


def refuse_other_releases(item: dict) -> None:
    """The same names mean other things in the releases before and after R4."""
    place = {"place": str(item.get("linkId", "?"))[:80]}
    conditions = item.get("enableWhen")
    conditions = [part for part in conditions if isinstance(part, dict)] if isinstance(conditions, list) else []
    if "option" in item or "options" in item or any("hasAnswer" in part for part in conditions):
        message = _("Question “%(place)s” is written for FHIR STU3 (item.option). Please export it as FHIR R4.")
        raise Refused(message % place, "item.option")
    if item.get("type") in ("coding", "question") or "answerConstraint" in item:
        message = _("Question “%(place)s” is written for FHIR R5. Please export it as FHIR R4.")
        raise Refused(message % place, "R5")


# Once the shape is known.


def refuse_modifiers(document: dict) -> None:
    """A modifier extension changes the meaning of what it stands at: nobody may leave it out."""
    waiting: list[Any] = [document]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            for extension in found.get("modifierExtension") or ():
                url = extension.get("url", "") if isinstance(extension, dict) else ""
                raise Refused(_("The file uses a modifier that is not known here: %(url)s.") % {"url": url}, "modifier")
            waiting.extend(found.values())
        elif isinstance(found, list):
            waiting.extend(found)


def check_items(form: Form) -> None:
    if not form.questions:
        raise Refused(_("This file holds no question."), "empty")
    if len(form.nodes) > MOST_ITEMS:
        raise Refused(_("This file has more than %(most)s questions.") % {"most": MOST_ITEMS}, "size")
    seen: set[str] = set()
    for node in form.nodes:
        if not node.link_id:
            raise Refused(_("A question has no linkId: “%(text)s”.") % {"text": node.text()[:80]}, "linkId")
        if node.link_id in seen:
            raise Refused(_("The linkId “%(link)s” is used twice.") % {"link": node.link_id[:80]}, "linkId")
        seen.add(node.link_id)
        check_type(node)
        check_conditions(form, node)
    if (circle := in_order(form)[1]) is not None:
        message = _("Whether question “%(link)s” is shown depends on itself.")
        raise Refused(message % {"link": circle.link_id[:80]}, "enableWhen circle")


def check_type(node: Node) -> None:
    place = {"place": node.link_id[:80], "type": node.type[:40]}
    if node.type in ANSWERLESS:
        message = _("Question “%(place)s” asks for a file or a record (%(type)s). This is not supported.")
        raise Refused(message % place, node.type)
    if node.type not in TYPES:
        raise Refused(_("Question “%(place)s” has the unknown type “%(type)s”.") % place, "type")
    if node.type == DISPLAY and node.item.get("item"):
        raise Refused(_("The text “%(place)s” has questions inside it.") % place, "display")
    if node.item.get("enableBehavior") not in (None, "any", "all"):
        raise Refused(_("Question “%(place)s” has an unknown enableBehavior.") % place, "enableBehavior")
    if node.item.get("maxLength", 0) < 0:
        raise Refused(_("Question “%(place)s” has a negative maxLength.") % place, "maxLength")


def check_conditions(form: Form, node: Node) -> None:
    for condition in node.item.get("enableWhen") or ():
        place = {"place": node.link_id[:80], "question": str(condition.get("question"))[:80]}
        answers = [key for key in condition if key.startswith("answer")]
        asked = form.by_link.get(condition.get("question", ""))
        if asked is None or not asked.is_question:
            message = _("Question “%(place)s” depends on “%(question)s”, which is not a question of this file.")
            raise Refused(message % place, "enableWhen")
        if condition.get("operator") not in OPERATORS or len(answers) != 1 or answers[0] == "answerReference":
            raise Refused(_("The condition of question “%(place)s” cannot be read.") % place, "enableWhen")
        if condition["operator"] == "exists" and answers[0] != "answerBoolean":
            raise Refused(_("The condition of question “%(place)s” cannot be read.") % place, "enableWhen")


def bring_in(form: Form, beside: list[dict]) -> None:
    """Move into the document what its questions need of the value sets that came with it."""
    contained = form.document.get("contained") or []
    library = Library([*contained, *beside])
    needed: dict[int, dict] = {}  # by identity: comparing large sets with each other takes long
    missing: list[str] = []
    for reference in dict.fromkeys(wanted_sets(form)):
        try:
            needed |= {id(part): part for part in library.resources(reference)}
        except Unresolved as error:
            missing.append(str(error.args[0])[:200])
    if missing:
        message = _("The options of some questions are not in the file. Please add these value sets: %(names)s.")
        raise Refused(message % {"names": ", ".join(dict.fromkeys(missing))}, "ValueSet")
    there = {id(part) for part in contained}
    if brought := [part for number, part in needed.items() if number not in there]:
        form.document["contained"] = contained + brought
        name_parts(form.document["contained"])


def wanted_sets(form: Form) -> list[str]:
    return [
        node.item["answerValueSet"]
        for node in form.nodes
        if node.type in CHOICES and node.item.get("answerValueSet") and not node.item.get("answerOption")
    ]


def name_parts(contained: list[dict]) -> None:
    """What is contained needs an id of its own."""
    taken: set[str] = set()
    for number, part in enumerate(contained, start=1):
        name = part.get("id") or f"{part['resourceType']}-{number}"
        while name in taken:
            name = f"{name}-{number}"
        part["id"] = name
        taken.add(name)


def check_options(form: Form) -> None:
    count, counted = 0, set()
    for node in form.questions:
        place = {"place": node.link_id[:80]}
        if any("valueReference" in entry for entry in node.item.get("answerOption") or ()):
            raise Refused(_("The options of question “%(place)s” are records, not texts.") % place, "reference")
        options = form.options(node.link_id)
        shared = "" if node.item.get("answerOption") else node.item.get("answerValueSet", "")
        count += 0 if shared in counted else len(options)
        counted |= {shared} - {""}
        if count > MOST_OPTIONS:
            raise Refused(_("This file has more than %(most)s options.") % {"most": MOST_OPTIONS}, "size")
        if node.type == "choice" and not options:
            raise Refused(_("Question “%(place)s” is a choice without options.") % place, "options")


# What is carried along unread.


def unread_extensions(form: Form) -> list[Ignored]:
    found = [Ignored("", short(part)) for part in form.document.get("extension") or () if unread(part)]
    understood = calculations(form)
    for node in form.nodes:
        place = node.link_id
        for part in node.item.get("extension") or ():
            url = part.get("url")
            if unread(part) or (url == ext.CALCULATED and place not in understood):
                found.append(Ignored(place, short(part)))
            elif url == ext.REGEX and not safe_pattern(ext.value_of(part)):
                found.append(Ignored(place, "regex"))
        elements = [*(node.item.get("answerOption") or ()), node.item.get("_text") or {}]
        elements += [entry.get("valueCoding") or {} for entry in node.item.get("answerOption") or ()]
        found += [Ignored(place, short(part)) for part in all_extensions(elements) if unread(part)]
        if node.item.get("answerValueSet") and node.type not in CHOICES:
            found.append(Ignored(place, "answerValueSet"))
    return found


def all_extensions(elements: list[dict]) -> list[dict]:
    return [part for element in elements for part in element.get("extension") or ()]


def unread(extension: dict) -> bool:
    return extension.get("url") not in ext.UNDERSTOOD


def short(extension: dict) -> str:
    return str(extension.get("url", "")).rsplit("/", 1)[-1][:120]
