"""From a folder to a file: formats by suffix, problems as lines, nothing half written, nothing overwritten that is a document."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from ttdn_extract.errors import InputError
from ttdn_extract.graph.writing import WRITERS, save_graph, write_graph

networkx = pytest.importorskip("networkx")


@pytest.mark.parametrize("suffix", [*WRITERS, ".GraphML"])
def test_writing(folder: Path, tmp_path: Path, suffix: str) -> None:
    summary = write_graph(folder, tmp_path / f"đồ thị{suffix}")
    assert (summary.documents, summary.nodes > 4, summary.edges > 4) == (4, True, True)
    assert [path.name for path in summary.files] == (
        ["đồ thị.nodes.csv", "đồ thị.edges.csv"] if suffix == ".csv" else [f"đồ thị{suffix}"]
    )
    assert all(path.stat().st_size for path in summary.files)
    assert [str(problem) for problem in summary.problems] == [
        "khác.json: is no result of `ttdn extract`; move it out of the folder"
    ]
    first = [path.read_bytes() for path in summary.files]
    assert [path.read_bytes() for path in write_graph(folder, tmp_path / f"đồ thị{suffix}").files] == first
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".ttdn")]


def test_progress_is_told_for_every_file(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_graph(folder, tmp_path / "g.dot", seen=lambda number, total: told.append((number, total)))
    assert told == [(k, 5) for k in range(1, 6)]


def test_the_order_on_disk_does_not_matter(folder: Path, tmp_path: Path) -> None:
    write_graph(folder, tmp_path / "a.json")
    other = tmp_path / "other"
    other.mkdir()
    for path in sorted(folder.iterdir(), reverse=True):
        (other / path.name).write_bytes(path.read_bytes())
    write_graph(other, tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


@pytest.mark.parametrize("name", ["graph.txt", "graph", "graph.json.gz"])
def test_an_unknown_format_is_refused_before_the_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"cannot be written as .*; use one of \.json, \.graphml"):
        write_graph(tmp_path / "nowhere", tmp_path / name)


def test_a_document_is_never_overwritten(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "xa.json"
    elsewhere.write_bytes((folder / "xa.json").read_bytes())
    with pytest.raises(InputError, match=r"xa\.json: is a result of .*; choose another place"):
        write_graph(folder, elsewhere)
    assert elsewhere.read_bytes() == (folder / "xa.json").read_bytes()


@pytest.mark.parametrize("name", ["xa.json", "graph.json", "below/graph.json"])
def test_no_json_is_written_among_the_documents(folder: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(InputError, match=r"lies in .*; choose another place"):
        write_graph(folder, folder / name)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert write_graph(folder, folder / "graph.dot").files


def test_a_folder_is_no_target(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x.dot").mkdir()
    with pytest.raises(InputError, match="is a folder; name a file"):
        write_graph(folder, tmp_path / "x.dot")


def test_a_place_that_is_not_there(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written \(.*\); choose another place"):
        write_graph(folder, tmp_path / "not there" / "g.csv")


def test_a_run_that_breaks_leaves_what_was_there(tmp_path: Path) -> None:
    def breaks(graph: Any) -> Any:
        yield "half"
        raise OSError(28, "No space left on device")

    (tmp_path / "g.dot").write_text("old", "utf-8")
    with pytest.raises(InputError, match="No space left"):
        save_graph(networkx.DiGraph(), {tmp_path / "g.dot": breaks})
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("g.dot", "old")]


def test_only_broken_files_give_an_empty_graph(tmp_path: Path) -> None:
    (tmp_path / "json").mkdir()
    (tmp_path / "json" / "a.json").write_text("{}", "utf-8")
    summary = write_graph(tmp_path / "json", tmp_path / "g.json")
    assert (summary.documents, summary.nodes, len(summary.problems)) == (0, 0, 1)
    assert networkx.node_link_graph(json.loads((tmp_path / "g.json").read_text("utf-8")), edges="edges").order() == 0


def test_a_missing_package_is_one_line_with_the_remedy(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(InputError, match=r"needs the package networkx; run: pip install"):
        write_graph(folder, tmp_path / "g.json")
