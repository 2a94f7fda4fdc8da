"""What all tests share: where the checkout is, signals, and that no process is left behind."""

from __future__ import annotations

import fcntl
import gc
import os
import signal
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from attachgraph.bundled import bundled_store
from attachgraph.profile import settle
from attachgraph.rdf.bases import use
from attachgraph.store import embedded
from tests.processes import end_children, mark_children

# The same examples every time: a red test on a build server must be red on a desk as well.
# No deadline: a busy machine is not a bug.
settings.register_profile(
    "attachgraph",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("attachgraph")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of this run of the tests have together."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def bundled_explorer(shared: Path) -> Path:
    """Return the page of the dataset that ships with the package: one process writes it."""
    from attachgraph.views.explorer import render  # it takes a second

    path = shared / "bundled.html"
    with (shared / "bundled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            use(())
            settle()
            path.write_text(render(bundled_store()), encoding="utf-8")
    return path


def pytest_runtest_setup() -> None:
    """Begin with our names and our field, whichever dataset an earlier test asked last."""
    use(())
    settle()


#: A file system in memory, where there is one.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made there
#: Bytes that it must have left: a run of all tests needs a tenth of it.
ROOM = 8e9


def is_roomy(folder: Path) -> bool:
    """Say whether the folders of tests can be here, with the programs that some of them run."""
    if not os.access(folder, os.W_OK):
        return False
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize > ROOM and not state.f_flag & os.ST_NOEXEC


def pytest_configure() -> None:
    """Write to memory, and take back the signals that a background job ignores.

    Every child would ignore them, too. A store waits for the disk several times when it is written:
    half of the time of tests/unit/store was that.
    """
    if is_roomy(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", os.fspath(MEMORY))
    # What has a handler here has the system's own in a program that is started from here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    mark_children()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Take thousands of tests out of every search for garbage: each took half a second."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """After the last test, when every fixture has ended what it started, nothing may be alive."""
    if nextitem is None or nextitem.path != item.path:
        # Each error of the engine looks at all of these, and other tests have damaged some.
        embedded._opened.clear()
    if nextitem is None and (left := end_children()):
        pytest.fail("tests left processes behind:\n" + "\n".join(left))
