"""What many unit tests read and none changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store


@pytest.fixture(scope="session")
def store(root: Path) -> Store:
    """Load the synthetic dataset, once for all."""
    store = Store()
    store.load(path=root / "tests/fixtures/graph.nq", format=RdfFormat.N_QUADS)
    return store
