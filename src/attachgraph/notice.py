"""The sentence that every export, page, command and release says of the data."""

from __future__ import annotations

from typing import Final

NOTICE: Final = "This dataset describes literature; it is not a diagnostic instrument."
