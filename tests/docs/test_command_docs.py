"""The page of the commands is what the commands say."""

from __future__ import annotations

import pytest

from tools.make_command_docs import EXPORTS_PAGE, PAGE, render, render_exports


def test_command_page_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/commands.md is written from the help as it stands; `make docs` writes it again."""
    monkeypatch.setenv("COLUMNS", "0")  # restored afterwards: writing the page sets its own width
    assert PAGE.read_text(encoding="utf-8") == render()


def test_table_of_export_formats_is_current() -> None:
    """The table in docs/exports.md is written from the formats; `make docs` writes it again."""
    assert EXPORTS_PAGE.read_text(encoding="utf-8") == render_exports()
