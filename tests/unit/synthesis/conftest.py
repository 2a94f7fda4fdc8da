"""What R says, asked once for all tests of syntheses, because R is slow to start."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.unit.synthesis.small import EXAMPLES, SEVERAL


def _words(numbers: object) -> str:
    return " ".join(map(str, numbers))  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def r_says() -> Mapping[str, list[float]]:
    """Give the numbers of R and metafor by name."""
    given = [
        "\t".join((name, *map(_words, zip(*points, strict=True))))
        for name, points in EXAMPLES.items()
    ]
    given.append("\t".join(("several", *map(_words, zip(*SEVERAL, strict=True)))))
    script = Path(__file__).with_name("metafor.R")
    said = subprocess.run(
        ["Rscript", "--vanilla", str(script)],
        input="\n".join(given) + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line.split("\t") for line in said.stdout.splitlines())
    return {name: [float(word) for word in words] for name, *words in lines}
