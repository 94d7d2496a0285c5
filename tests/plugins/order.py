"""The long tests run first, so that no worker is left alone with one at the end while the others have nothing to do."""

import pytest

LONG = ("slow", "process", "browser")  # the longest first


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=length)  # keeps the order of those alike


def length(item) -> int:
    marks = {mark.name for mark in item.iter_markers()}
    return min((LONG.index(name) for name in marks.intersection(LONG)), default=len(LONG))
