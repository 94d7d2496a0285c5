"""In continuous integration what fails is told at once: a run that is stopped for its length has said what it saw."""

import os

import pytest


def pytest_configure(config):
    if os.environ.get("CI") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(AtOnce(config))


class AtOnce:
    def __init__(self, config):
        self.config = config

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report):
        if report.failed:
            terminal = self.config.get_terminal_writer()
            terminal.line()
            terminal.sep("!", f"{report.nodeid} ({report.when}, after {report.duration:.0f} s)")
            terminal.line(report.longreprtext)
            for title, content in report.sections:
                terminal.line(f"{title}:\n{content[-4000:]}")
