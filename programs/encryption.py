"""Free text at rest: AES-256-GCM with key rotation. Pure, no ORM.

A sealed value is `version (1 byte = key number) + nonce (12 bytes) + ciphertext and tag`. The associated data names the
table, the column and the row, so a value that is moved to another row does not open. Everything fails closed.
"""

import base64
import functools
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE_BYTES = 12


class CannotOpen(Exception):
    """The sealed value was changed, moved, or sealed with a key we no longer have."""


@functools.lru_cache(maxsize=4)
def _parse(keys: tuple[str, ...]) -> dict[int, AESGCM]:
    ring = {}
    for entry in keys:
        number, _, encoded = entry.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
            version = int(number)
        except ValueError as error:
            raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS: each entry is NUMBER:BASE64.") from error
        if len(key) != 32 or not 0 < version < 256 or version in ring:
            raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS: numbers 1 to 255, each once, keys of 32 bytes.")
        ring[version] = AESGCM(key)
    return ring


def _ring() -> dict[int, AESGCM]:
    """Keys by number; the first one listed seals, all of them open."""
    return _parse(tuple(settings.FIELD_ENCRYPTION_KEYS))


def seal(text: str, *, place: str) -> bytes:
    """Seal `text` for one `place`, such as "groups_sessionlog.note:kq7…" ."""
    version, cipher = next(iter(_ring().items()))
    nonce = os.urandom(NONCE_BYTES)
    return bytes([version]) + nonce + cipher.encrypt(nonce, text.encode(), place.encode())


def unseal(sealed: bytes, *, place: str) -> str:
    """Open what `seal` made for the same place; raises `CannotOpen`."""
    cipher = _ring().get(sealed[0]) if sealed else None
    if cipher is None:
        raise CannotOpen(place)
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return cipher.decrypt(nonce, body, place.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(place) from error
