"""What an import says when it stops, and what it lists when it goes on without something."""

from dataclasses import dataclass


class Refused(Exception):
    """The file cannot be taken in. The message is a sentence for a coordinator; `feature` is a short code for tests."""

    def __init__(self, message: str, feature: str = "file"):
        super().__init__(message)
        self.feature = feature


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something in a file that the import left out: where (a link id, a row) and what."""

    place: str
    feature: str

    def __str__(self) -> str:
        return f"{self.place}: {self.feature}" if self.place else self.feature


@dataclass(frozen=True, slots=True)
class Imported:
    """A document that may be stored, and what of its file is not in it."""

    document: dict
    ignored: tuple[Ignored, ...]
