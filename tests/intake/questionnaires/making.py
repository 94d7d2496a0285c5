"""Questionnaires for the tests: by hand in a few words, and made up by hypothesis."""

import json

from hypothesis import strategies as st

from intake.questionnaires.fhir_import import import_fhir

CORE = "http://hl7.org/fhir/StructureDefinition/"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"


def document(*items, **facts):
    """A document that has been through the import."""
    return import_fhir(json.dumps(raw(*items, **facts))).document


def raw(*items, **facts):
    return {"resourceType": "Questionnaire", "item": list(items), **facts}


def item(link_id, type="string", *inner, **facts):
    limits = facts.pop("limits", {})
    extensions = [{"url": CORE + name, **value} for name, value in limits.items()]
    found = {"linkId": link_id, "type": type, "text": f"Text of {link_id}", **facts}
    if extensions:
        found["extension"] = extensions
    return found | ({"item": list(inner)} if inner else {})


def choice(link_id, ordinals=(0, 1, 2, 3), *, words="abcdefgh", **facts):
    """A choice whose options a, b, c … count 0, 1, 2 …"""
    options = [
        {
            "valueCoding": {"code": word, "display": word.upper()},
            **({"extension": [{"url": CORE + "ordinalValue", "valueDecimal": number}]} if number is not None else {}),
        }
        for word, number in zip(words, ordinals, strict=False)
    ]
    return item(link_id, facts.pop("type", "choice"), answerOption=options, **facts)


def when(question, operator, **answer):
    return {"question": question, "operator": operator, **answer}


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
NAMES = st.text("abcdefgh-./1234", min_size=1, max_size=5)
NUMBERS = st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6, allow_nan=False)
TYPES = [
    "boolean",
    "integer",
    "decimal",
    "quantity",
    "string",
    "text",
    "date",
    "time",
    "dateTime",
    "url",
    "open-choice",
]


@st.composite
def questionnaires(draw):
    """Raw FHIR R4 of everything that is supported, items inside items up to four deep."""
    links = draw(st.lists(NAMES, min_size=1, max_size=10, unique=True))
    roots, groups, questions = [], [], []
    for link in links:
        found = draw(items(link, questions, last=not questions and link == links[-1]))
        home = draw(st.sampled_from([None, *groups])) if groups else None
        (home.setdefault("item", []) if home is not None else roots).append(found)
        if found["type"] == "group":
            groups.append(found)
        elif found["type"] != "display":
            questions.append(found)
    facts = draw(
        st.fixed_dictionaries(
            {"status": st.sampled_from(["draft", "active"])},
            optional={
                "url": st.just("https://example.org/q"),
                "version": NAMES,
                "title": TEXTS,
                "language": st.just("fr"),
            },
        )
    )
    return raw(*roots, **facts)


@st.composite
def items(draw, link, questions, *, last):
    kinds = [*TYPES, "choice"] if last else [*TYPES, "choice", "group", "display"]
    found = draw(
        st.fixed_dictionaries(
            {"linkId": st.just(link), "type": st.sampled_from(kinds)},
            optional={
                "text": TEXTS,
                "prefix": TEXTS,
                "required": st.booleans(),
                "repeats": st.booleans(),
                "readOnly": st.booleans(),
                "maxLength": st.integers(0, 500),
                "_text": st.builds(translated, TEXTS),
                "extension": st.lists(limits(), max_size=3),
            },
        )
    )
    if found["type"] in ("choice", "open-choice"):
        found["answerOption"] = draw(st.lists(options(), min_size=1, max_size=4))
    if questions and draw(st.booleans()):
        asked = draw(st.sampled_from(questions))
        found["enableWhen"] = [when(asked["linkId"], "exists", answerBoolean=draw(st.booleans()))]
        found["enableBehavior"] = draw(st.sampled_from(["any", "all"]))
    return found


def translated(text):
    parts = [{"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": text}]
    return {"extension": [{"url": CORE + "translation", "extension": parts}]}


def limits():
    numbers = st.builds(lambda name, value: {"url": CORE + name, "valueDecimal": value},
                        st.sampled_from(["minValue", "maxValue"]), NUMBERS)  # fmt: skip
    lengths = st.builds(lambda value: {"url": CORE + "minLength", "valueInteger": value}, st.integers(0, 9))
    hidden = st.builds(lambda value: {"url": CORE + "questionnaire-hidden", "valueBoolean": value}, st.booleans())
    return numbers | lengths | hidden


def options():
    codings = st.builds(
        lambda code, display, ordinal: {
            "valueCoding": {"code": code, "display": display},
            "extension": [{"url": CORE + "ordinalValue", "valueDecimal": ordinal}],
        },
        NAMES, TEXTS, NUMBERS,
    )  # fmt: skip
    return codings | st.builds(lambda value: {"valueInteger": value}, st.integers(-9, 9))
