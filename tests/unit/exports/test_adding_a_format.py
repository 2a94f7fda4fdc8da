"""A new format is one entry in a table and one function that writes it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXPORT = """
from attachgraph.exports.formats import EXPORT_FORMATS, ExportFormat
EXPORT_FORMATS["dot"] = ExportFormat(
    "dot", ".dot", "text/vnd.graphviz", "dot_writer:iter_dot", "Drawing for Graphviz", "no quotes"
)
"""
ANSWER = """
from attachgraph.query.writers.formats import ANSWER_FORMATS, AnswerFormat
ANSWER_FORMATS["count"] = AnswerFormat("count", ".count", "text/x-count", "dot_writer:iter_count")
"""
WRITER = """
from attachgraph.exports.rows import iter_portions

def iter_dot(selection):
    yield b"digraph {\\n"
    for portion in iter_portions(selection):
        for edge in portion.edges:
            yield f'"{edge.source}" -> "{edge.target}";\\n'.encode()
    yield b"}\\n"

def iter_count(answer):
    yield f"{sum(1 for _ in answer)}\\n"
"""


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """Make a folder with the writer and a dataset in a file."""
    (tmp_path / "dot_writer.py").write_text(WRITER)
    (tmp_path / "graph.nq").write_bytes((root / "tests/fixtures/graph.nq").read_bytes())
    return tmp_path


def run(folder: Path, program: str) -> str:
    """Run a program in a process of its own, so that no other test sees the new format."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_export_format_reaches_command_python_server_release_and_manual(folder: Path) -> None:
    """One entry is enough for --format, Graph.export, the server, the release and the manual."""
    program = f"""{EXPORT}
import pyoxigraph, attachgraph, sys
sys.path[:0] = ["{Path(__file__).parents[3]}", "."]
from attachgraph.cli.frame import run
from attachgraph.release.deposit import write_release
store = pyoxigraph.Store()
store.load(path="graph.nq")
print(attachgraph.load(store).export("dot", "avoidant-secure")[:9])
write_release(store, "released", version="1", date="2026-01-01")
from tools.make_command_docs import render_exports
print("| `dot` | `.dot` | Drawing for Graphviz | no quotes |" in render_exports())
from attachgraph.serve.formats import ENDINGS, THING_TYPES
print(ENDINGS["dot"], THING_TYPES["text/vnd.graphviz"])
run(["export", "avoidant-secure", "-o", "one.dot"])
run(["export", "--help"])
"""
    said = run(folder, program)
    assert "b'digraph {'" in said
    assert "True" in said
    assert ".dot dot" in said
    assert "Drawing for Graphviz" in said.split("Formats:")[1]
    assert (folder / "one.dot").read_text().startswith("digraph {")
    assert (folder / "released/data/attachgraph.dot").is_file()
    described = json.loads((folder / "released/dataset.jsonld").read_text())
    (entry,) = (one for one in described["distribution"] if one["contentUrl"].endswith(".dot"))
    assert (entry["name"], entry["encodingFormat"]) == ("Drawing for Graphviz", "text/vnd.graphviz")


def test_answer_format_reaches_command_and_server(folder: Path) -> None:
    """One entry is enough for --format, --output, format= and the header Accept."""
    program = f"""{ANSWER}
import sys
sys.path.insert(0, ".")
from attachgraph.cli.frame import run
from attachgraph.serve.protocol import Request, read_query
by_type = Request("GET", b"query=ASK%7B%7D", accept="text/x-count")
by_name = Request("GET", b"query=ASK%7B%7D&format=count")
print(read_query(by_type).table, read_query(by_name).table)
run(["query", "SELECT * {{ ?a ag:pairsWith ?b }}", "-o", "answer.count"])
"""
    assert run(folder, program).split() == ["count", "count"]
    assert int((folder / "answer.count").read_text()) > 0
