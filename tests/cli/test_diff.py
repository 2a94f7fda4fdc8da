"""What changed is told by meaning, once, and the patch makes one dataset of the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from attachgraph.rdf.namespaces import AG, BASE, GRAPH, PREFIXES, RDFS
from attachgraph.release.changes import Change, _Comparison, compare
from attachgraph.release.difference import compare_quads, iter_patch
from attachgraph.release.wording import iter_markdown, iter_text, to_json
from tests.cli.conftest import Runner
from tests.cli.examples import examples_of
from tests.property.test_serialise_property import canonical, datasets, texts

PAIRING = BASE + "pairing/avoidant-secure"
OA = PREFIXES["oa"]


@pytest.fixture(scope="module")
def lines(root: Path) -> list[Quad]:
    """Read the quads of the fixture."""
    return list(parse(path=root / "tests/fixtures/graph.nq", format=RdfFormat.N_QUADS))


def filled(quads: Iterable[Quad]) -> Store:
    """Put quads into a store."""
    store = Store()
    for quad in quads:
        store.add(quad)
    return store


def changed(quads: list[Quad], change: Callable[[Quad], Quad | None]) -> tuple[Store, Store]:
    """Return the dataset as it was, and with some quads changed or gone."""
    return filled(quads), filled(new for quad in quads if (new := change(quad)) is not None)


def with_object(quad: Quad, value: Literal | NamedNode) -> Quad:
    """Return a quad with another object."""
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def a_statement(quads: list[Quad], status: str) -> NamedNode:
    """Find a statement of a status."""
    found = [
        quad.subject
        for quad in quads
        if quad.predicate.value == AG + "status"
        and getattr(quad.object, "value", "") == AG + status
    ]
    return min(found, key=str)  # type: ignore[return-value]


def test_equal_datasets_have_no_changes(lines: list[Quad]) -> None:
    """In another order they are the same."""
    changes = compare(filled(lines), filled(reversed(lines)))
    assert not changes.difference
    assert changes.changes == ()
    assert "".join(iter_text(changes)) == "The two datasets are the same, quad for quad."


def test_the_owner_of_each_part_is_looked_up_once(
    lines: list[Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole dataset against an empty one takes time by its size, not by the square of it."""
    asked: list[str] = []
    owner = _Comparison._owner

    def counted(self: _Comparison, iri: str) -> str:
        asked.append(iri)
        return owner(self, iri)

    monkeypatch.setattr(_Comparison, "_owner", counted)
    compare(filled(lines), Store())
    assert len(asked) == len(set(asked)) > 1


def test_a_new_status_is_one_change_with_its_words(lines: list[Quad]) -> None:
    """It says what the status was and is, not that a statement went and another came."""
    statement = a_statement(lines, "disputed")

    def change(quad: Quad) -> Quad:
        if quad.subject == statement and quad.predicate.value == AG + "status":
            return with_object(quad, NamedNode(AG + "supported"))
        return quad

    (one,) = compare(*changed(lines, change)).changes
    assert one.how == "status"
    assert "disputed" in one.said_before.status
    assert "supported" in one.said_now.status


def test_a_new_name_is_a_renaming(lines: list[Quad]) -> None:
    """Both names are told, and nothing is removed or added."""

    def change(quad: Quad) -> Quad:
        if quad.subject == NamedNode(PAIRING) and quad.predicate.value == RDFS + "label":
            return with_object(quad, Literal("Another name", language="en"))
        return quad

    (one,) = compare(*changed(lines, change)).changes
    assert (one.what, one.how, one.now) == ("thing", "renamed", "Another name")
    assert "renamed: “" in "\n".join(iter_text(compare(*changed(lines, change))))


def test_moved_quotes_are_counted_not_shouted(lines: list[Quad]) -> None:
    """All offsets ten characters further on are not a change of meaning."""

    def change(quad: Quad) -> Quad:
        if quad.predicate.value in {OA + "start", OA + "end"}:
            number = int(getattr(quad.object, "value", "0")) + 10
            return with_object(quad, Literal(number))
        return quad

    changes = compare(*changed(lines, change))
    assert changes.difference
    assert changes.changes == ()
    assert changes.moved > 0
    assert "with the same words" in "\n".join(iter_text(changes))


def test_other_words_are_told_with_what_they_were(lines: list[Quad]) -> None:
    """The quotations before and after stand below the claim."""
    quotation = min((q.subject for q in lines if q.predicate.value == OA + "exact"), key=str)

    def change(quad: Quad) -> Quad:
        if quad.subject == quotation and quad.predicate.value == OA + "exact":
            return with_object(quad, Literal("Quite other words"))
        return quad

    changes = compare(*changed(lines, change))
    assert {one.how for one in changes.changes} == {"quotation"}
    told = list(iter_text(changes))
    assert any(line.strip().startswith("was: ") for line in told)
    assert any("is: “Quite other words”" in line for line in told)


def test_what_went_with_an_entry_is_one_change(lines: list[Quad]) -> None:
    """Roles, phases and statements of a removed entry are counted with it."""
    gone = NamedNode(GRAPH + "avoidant-secure")
    old, new = changed(lines, lambda quad: None if quad.graph_name == gone else quad)
    things = [one for one in compare(old, new).changes if one.subject == PAIRING]
    assert [one.how for one in things] == ["removed"]
    assert things[0].parts > 0
    assert things[0].also > 10


def test_markdown_shows_markup_as_it_is(lines: list[Quad]) -> None:
    """A name with markup in it is text."""

    def change(quad: Quad) -> Quad:
        if quad.subject == NamedNode(PAIRING) and quad.predicate.value == RDFS + "label":
            return with_object(quad, Literal("<img src=x> [a](b)\n# c", language="en"))
        return quad

    told = "\n".join(iter_markdown(compare(*changed(lines, change))))
    assert "\\<img src=x\\> \\[a\\](b) \\# c" in told


def test_json_holds_everything(lines: list[Quad]) -> None:
    """What the words say is there as data."""
    old, new = changed(lines, lambda quad: None if quad.object == NamedNode(PAIRING) else quad)
    changes = compare(old, new)
    data = json.loads(json.dumps(to_json(changes)))
    assert data["differs"]
    assert len(data["changes"]) == len(changes.changes) > 0
    assert set(data["changes"][0]) == set(Change.__dataclass_fields__)


@given(old=datasets(texts), new=datasets(texts))
def test_the_patch_makes_the_new_dataset_of_the_old(old: list[Quad], new: list[Quad]) -> None:
    """Removing the D lines and adding the A lines gives the other dataset, for any two."""
    before, after = filled(old), filled(new)
    named = [quad for quad in (*before, *after) if "_:" in str(quad)]
    if named:  # blank nodes are renamed for each dataset on its own: a patch cannot carry them
        return
    difference = compare_quads(before, after)
    for line in iter_patch(difference):
        kind, rest = line.split(b" ", 1)
        for quad in parse(rest, RdfFormat.N_QUADS) if kind in {b"A", b"D"} else ():
            (before.add if kind == b"A" else before.remove)(quad)
    assert canonical(list(before)) == canonical(list(after))


@given(old=datasets(texts), new=datasets(texts))
def test_any_two_datasets_can_be_told_apart_in_words(old: list[Quad], new: list[Quad]) -> None:
    """Whatever they hold, there are words for it, the same each time."""
    one, other = (compare(filled(old), filled(new)) for _ in range(2))
    assert list(iter_text(one)) == list(iter_text(other))


# ---------------------------------------------------------------- as a person runs it


def test_a_triple_about_a_triple_is_a_change_in_words(run: Runner, tmp_path: Path) -> None:
    """Terms of RDF 1.2 are named as they are written."""
    for name, year in (("old", 2020), ("new", 2021)):
        text = f"PREFIX ex: <http://example.org/> ex:a ex:p ex:b {{| ex:since {year} |}} ."
        (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
    told = run("diff", str(tmp_path / "old.ttl"), str(tmp_path / "new.ttl"))
    assert told.returncode == 1, told.stderr


def test_exit_codes_say_whether_they_differ(run: Runner, root: Path, tmp_path: Path) -> None:
    """0 for the same, 1 for different, 4 for what is not there."""
    old = tmp_path / "old.ttl"
    old.write_text(f'<{PAIRING}> <{RDFS}label> "a"@en .\n')
    new = tmp_path / "new.ttl"
    new.write_text(f'<{PAIRING}> <{RDFS}label> "b"@en .\n')
    assert run("diff", str(old), str(old)).returncode == 0
    done = run("diff", str(old), str(new))
    assert done.returncode == 1
    assert "renamed: “a” is now “b”" in done.stdout
    patch = run("diff", str(old), str(new), "--format", "patch").stdout.splitlines()
    assert [line[0] for line in patch] == ["T", "D", "A", "T"]
    assert run("diff", str(old), str(tmp_path / "nosuch")).returncode == 4


def test_a_store_and_a_folder_of_entries(run: Runner, root: Path, tmp_path: Path) -> None:
    """Entries are read as a build would, and one changed sentence is one reworded claim."""
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        text = (root / "data/entries/avoidant-secure.md").read_text(encoding="utf-8")
        if name == "new":
            text = text.replace("is uneasy with closeness", "is very uneasy with closeness", 1)
        (tmp_path / name / "avoidant-secure.md").write_text(text, encoding="utf-8")
    store = tmp_path / "store"
    assert run("build", str(tmp_path / "old"), "--only", "--store", str(store)).returncode == 0
    assert run("diff", str(store), str(tmp_path / "old")).returncode == 0
    done = run("diff", str(store), str(tmp_path / "new"))
    assert done.returncode == 1
    assert "reworded: “" in done.stdout
    assert "is very uneasy with closeness" in done.stdout
    assert "avoidant-secure.md: the text was changed" in done.stdout
    own = tmp_path / "own"
    assert run("init", str(own)).returncode == 0
    same = run("diff", str(own), str(own / "entries"), ATTACHGRAPH_DATASET=str(own))
    assert same.returncode == 0, same.stdout


def test_first_example_of_the_help_runs(run: Runner) -> None:
    """The bundled dataset does not differ from itself."""
    assert run(*examples_of("diff")[0], ATTACHGRAPH_STORE="").returncode == 0
