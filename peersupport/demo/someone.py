"""Who appears in the stories."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Someone:
    """A person of the story; `key` becomes their address at example.org."""

    key: str
    name: str
    language: str = "fr"
