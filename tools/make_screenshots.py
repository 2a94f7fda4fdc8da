"""Take the pictures of the explorer that the README shows: docs/images/*.png.

In: the bundled dataset, rendered anew, and the Chromium of the system. Out: PNG files. Run by hand
when the page has changed: .venv/bin/python tools/make_screenshots.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from attachgraph.bundled import bundled_store
from attachgraph.views.explorer import render

IMAGES: Final = Path(__file__).resolve().parent.parent / "docs" / "images"
#: File name, fragment of the address.
SHOTS: Final = (
    ("explorer.png", "select=pairing/avoidant-secure"),
    ("cycles.png", "view=cycles"),
)
MOST_BYTES: Final = 300_000


def main() -> int:
    """Render the page, open each state and save what is seen."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if chromium is None:
        print("Chromium is missing: run tools/install-chromium.sh", file=sys.stderr)
        return 1
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "explorer.html"
        path.write_text(render(bundled_store(), sparql=False), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, fragment in SHOTS:
            page = browser.new_page(
                viewport={"width": 1280, "height": 760}, reduced_motion="reduce"
            )
            page.goto(f"{path.as_uri()}#{fragment}")
            page.locator("html[data-ready=yes]").wait_for(state="attached")
            page.wait_for_timeout(600)
            picture = page.screenshot()
            if len(picture) > MOST_BYTES:
                print(f"{name}: {len(picture):,} bytes are too many", file=sys.stderr)
                return 1
            (IMAGES / name).write_bytes(picture)
            print(f"{name}: {len(picture):,} bytes")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
