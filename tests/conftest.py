"""What holds for all tests: how long one takes depends on the machine and proves nothing."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from hypothesis import settings

from mtfix.rulebook import kept, library
from mtfix.rulebook.sources import builtin_stamps

if TYPE_CHECKING:
    import pytest

    from tests.distribution import DearestFirst

settings.register_profile("mtfix", deadline=None)
settings.load_profile("mtfix")

# Where the tests run in the background of a script, Ctrl-C is ignored, by what they start, too.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Else each start of the command would compile all of its modules.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_xdist_auto_num_workers() -> int | None:
    """One more than there are cores: tests wait for servers and other processes."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> DearestFirst | None:
    """The order of this project, unless the command line asks for another distribution."""
    from tests.distribution import DearestFirst

    return DearestFirst(config, log) if config.getvalue("dist") == "loadfile" else None


def _take_kept_rules() -> None:
    """Let a worker have the built-in rules as the command keeps them for itself, if it does.

    They are the same ones. Compiling their patterns takes half a minute, in each worker.
    """
    path = kept.place_of((stamp for _, stamp in builtin_stamps()), library.contents)
    if path is None or kept.load(path) is None:
        return
    known = library.builtin(cached=True)
    setattr(library, "builtin", lambda *, cached=False: known)  # noqa: B010


if "PYTEST_XDIST_WORKER" in os.environ:
    _take_kept_rules()
