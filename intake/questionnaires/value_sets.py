"""Where options come from when they do not stand at the question: value sets and code systems, contained in the
document or delivered beside it."""

from collections.abc import Iterable, Iterator
from typing import Any

CARRIED = ("ValueSet", "CodeSystem")


class Unresolved(LookupError):
    """The options are elsewhere. `args[0]` is the address of what is missing."""


class Library:
    """Value sets and code systems that can be looked up by `#id`, by address, and by `address|version`."""

    def __init__(self, resources: Iterable[Any]):
        self.sets: dict[str, dict] = {}
        self.systems: dict[str, dict] = {}
        for resource in resources:
            if isinstance(resource, dict):
                shelf = {"ValueSet": self.sets, "CodeSystem": self.systems}.get(str(resource.get("resourceType")))
                for name in names_of(resource) if shelf is not None else ():
                    shelf.setdefault(name, resource)

    def value_set(self, reference: str) -> dict | None:
        return self.sets.get(reference) or self.sets.get(reference.split("|")[0])

    def code_system(self, system: str) -> dict | None:
        return self.systems.get(system) or self.systems.get(system.split("|")[0])

    def concepts(self, reference: str) -> list[dict]:
        """The concepts of a value set, each once, with `system`. Raises Unresolved with the address that is missing."""
        return [concept for part, concept in self._parts(reference) if part is None]

    def resources(self, reference: str) -> list[dict]:
        """The value sets and code systems that its concepts come from. Raises Unresolved."""
        return [part for part, _concept in self._parts(reference) if part is not None]

    def _parts(self, reference: str) -> Iterator[tuple[dict | None, dict]]:
        waiting, seen, given = [reference], set(), set()
        while waiting:
            address = waiting.pop(0)
            if address in seen:
                continue
            seen.add(address)
            found = self.value_set(address)
            if found is None:
                raise Unresolved(address)
            yield found, {}
            expansion = found.get("expansion") or {}
            if expansion.get("contains"):
                concepts = expanded(expansion)
            else:
                compose = found.get("compose") or {}
                if not compose.get("include"):
                    raise Unresolved(address)
                concepts = []
                for include in compose["include"]:
                    waiting.extend(include.get("valueSet") or ())
                    listed, source = self._included(include, address)
                    concepts.extend(listed)
                    if source is not None:
                        yield source, {}
                left_out = self._left_out(compose, address)
                concepts = [concept for concept in concepts if identity(concept) not in left_out]
            for concept in concepts:
                if identity(concept) not in given:
                    given.add(identity(concept))
                    yield None, concept

    def _included(self, include: dict, address: str) -> tuple[list[dict], dict | None]:
        system = include.get("system")
        if include.get("filter"):
            raise Unresolved(system or address)  # only a terminology server can say what a filter lets through
        if include.get("concept"):
            return [with_system(concept, system) for concept in include["concept"]], None
        if not system:
            return [], None
        source = self.code_system(system)
        if source is None or not source.get("concept"):
            raise Unresolved(system)
        return [with_system(concept, system) for concept in all_concepts(source)], source

    def _left_out(self, compose: dict, address: str) -> set[tuple]:
        found: set[tuple] = set()
        for exclude in compose.get("exclude") or ():
            if exclude.get("filter") or exclude.get("valueSet"):
                raise Unresolved(address)
            found.update(identity(concept) for concept in self._included(exclude, address)[0])
        return found


def names_of(resource: dict) -> Iterator[str]:
    if isinstance(resource.get("id"), str):
        yield f"#{resource['id']}"
    if isinstance(resource.get("url"), str):
        yield resource["url"]
        yield f"{resource['url']}|{resource.get('version')}"


def identity(concept: dict) -> tuple:
    return concept.get("system"), concept.get("code")


def with_system(concept: dict, system: str | None) -> dict:
    return {**concept, "system": system} if system else dict(concept)


def all_concepts(source: dict) -> Iterator[dict]:
    """A code system's concepts, those below others too, in order."""
    waiting = list(reversed(source.get("concept") or ()))
    while waiting:
        concept = waiting.pop()
        yield concept
        waiting.extend(reversed(concept.get("concept") or ()))


def expanded(expansion: dict) -> list[dict]:
    found, waiting = [], list(reversed(expansion["contains"]))
    while waiting:
        concept = waiting.pop()
        if concept.get("code") and not concept.get("abstract") and not concept.get("inactive"):
            found.append(concept)
        waiting.extend(reversed(concept.get("contains") or ()))
    return found
