"""The bundled dataset, here and on servers."""

from __future__ import annotations

import pyoxigraph
import pytest

from attachgraph.bundled import bundled_store

#: What a developer's shell may have set and a test must not see.
HIDDEN = (
    *("ATTACHGRAPH_STORE", "ATTACHGRAPH_USER", "ATTACHGRAPH_PASSWORD", "ATTACHGRAPH_TOKEN"),
    *("ATTACHGRAPH_ALLOW_HTTP_LOGIN", "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"),
)


@pytest.fixture
def own_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the logins and proxies of a developer out of the tests."""
    for name in HIDDEN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path_factory.mktemp("netrc") / "none"))


@pytest.fixture(scope="session")
def embedded() -> pyoxigraph.Store:
    """Open the bundled dataset."""
    return bundled_store()
