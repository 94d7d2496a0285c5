"""What the collected tests hold stays until the end, so Python's garbage collector need not walk through it each time.

Walking through it took two fifths of the processor's time of the quick tests.
"""

import gc

import pytest

THRESHOLDS = (50_000, 20, 50)  # objects, then rounds, before the next generation is looked through


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session):
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
