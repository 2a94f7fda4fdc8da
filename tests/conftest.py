"""What all tests share: where the checkout is, and how hard hypothesis tries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples every time: a red test on a build server must be red on a desk as well.
# No deadline: a busy machine is no bug.
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
