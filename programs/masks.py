"""Sets as bit masks and tables of arrays: bit n of a mask stands for the n-th language, slot, topic …

Pure, over NumPy. Masks are int64, so a set holds at most 63 things.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import TypeVar

import numpy as np

UNKNOWN = -1
MOST_BITS = 63

Table = TypeVar("Table")


def mask_of(bits: Iterable[int]) -> int:
    """The mask in which these bits are set. Raises `ValueError` for a bit that does not fit."""
    mask = 0
    for bit in bits:
        if not 0 <= bit < MOST_BITS:
            raise ValueError(f"A mask holds bits 0 to {MOST_BITS - 1}, not {bit}.")
        mask |= 1 << bit
    return mask


def masks_of(sets: Iterable[Iterable[int]]) -> np.ndarray:
    """One mask for each set."""
    return np.array([mask_of(bits) for bits in sets], dtype=np.int64)


def bits_in(mask: int) -> list[int]:
    """The bits that are set, lowest first."""
    return [bit for bit in range(MOST_BITS) if mask >> bit & 1]


def in_order(keys: Sequence) -> list[int]:
    """The positions of the keys in the order of their words."""
    return sorted(range(len(keys)), key=lambda position: str(keys[position]))


def rows_of(table: Table, order: Sequence[int]) -> Table:
    """These rows of a dataclass of equally long arrays with `keys`, in this order."""
    arrays = {
        field.name: np.asarray(getattr(table, field.name))[list(order)]
        for field in fields(table)
        if field.name != "keys"
    }
    return replace(table, keys=[table.keys[row] for row in order], **arrays)
