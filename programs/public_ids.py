"""Random public ids: what stands in a URL instead of a sequence number, so that nothing can be counted or guessed."""

import secrets

# No vowels (no accidental words), no characters that look alike.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 14  # 27 ** 14 is about 2 ** 66
REFERENCES = range(10_000, 100_000)


def new_public_id() -> str:
    """14 random characters, safe in a URL and over the phone."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_reference() -> str:
    """A short number a person can read aloud, such as "D-48213". Unique by constraint, not a secret."""
    return f"D-{REFERENCES.start + secrets.randbelow(len(REFERENCES))}"
