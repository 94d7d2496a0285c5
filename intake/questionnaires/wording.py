"""Texts of a document in the language of the reader.

A text stands in the document's own language; other languages are translation extensions beside it (`_text`, `_display`,
`_title`) or designations of a concept.
"""

from collections.abc import Iterator

from intake.questionnaires.extensions import TRANSLATION, extension_value, extensions


def primary(tag: str) -> str:
    """fr-CA → fr."""
    return tag.replace("_", "-").split("-")[0].lower()


def translations(element: dict, field: str) -> Iterator[tuple[str, str]]:
    """(language tag, text) of one field, without the one in the document's own language."""
    for extension in extensions(element.get(f"_{field}"), TRANSLATION):
        language, content = extension_value(extension, "lang"), extension_value(extension, "content")
        if isinstance(language, str) and isinstance(content, str):
            yield language, content
    if field == "display":
        for designation in element.get("designation") or ():
            if isinstance(designation.get("language"), str) and isinstance(designation.get("value"), str):
                yield designation["language"], designation["value"]


def wording(element: dict, field: str, language: str = "") -> str:
    """The text of a field in `language`: the exact tag, else the same language elsewhere, else as it stands.

    Where it is written in other languages only, one of these: a question in a foreign language is better than none.
    """
    own = element.get(field)
    own = own if isinstance(own, str) else ""
    near = foreign = ""
    for tag, text in translations(element, field):
        if language and tag.lower() == language.lower():
            return text
        if language and not near and primary(tag) == primary(language):
            near = text
        foreign = foreign or text
    return near or own or foreign


def translation(language: str, content: str) -> dict:
    """A translation as the extension that FHIR wants."""
    return {
        "url": TRANSLATION,
        "extension": [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": content}],
    }


def with_wordings(field: str, texts: dict[str, str], base: str) -> dict:
    """{field: text in `base`, _field: the other languages}, ready to be laid into an item."""
    own = texts.get(base) or next(iter(texts.values()), "")
    others = [translation(language, text) for language, text in texts.items() if language != base and text != ""]
    return {field: own} | ({f"_{field}": {"extension": others}} if others else {})
