"""Reading a folder of results: what is kept, what is reported, and that nothing broken stops a run."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ttdn_extract import extract
from ttdn_extract.corpus.reading import read_folder, read_result
from ttdn_extract.errors import InputError

TEXT = (
    "UBND TỈNH HÒA GIANG\n\nKẾ HOẠCH\nThông tin đối ngoại năm 2025\n\n"
    "Thực hiện Kế hoạch số 85-KH/TU ngày 12/10/2023 của Ban Thường vụ Tỉnh ủy thực hiện Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị.\n"
    "I. MỤC ĐÍCH\n1. Theo Luật Báo chí.\n"
)


def result(name: str = "a", text: str = TEXT) -> bytes:
    """Return what `ttdn extract` writes for a text."""
    return extract(text, doc_id=name).model_dump_json(indent=2).encode()


def changed(**parts: Any) -> bytes:
    """Return a result with some parts replaced."""
    return json.dumps(json.loads(result()) | parts).encode()


def test_what_is_kept() -> None:
    document = read_result(result(), "a.json")
    assert (document.id, document.issuer, document.level) == ("a", "UBND tỉnh Hòa Giang", "tinh")
    assert [cited.symbol for cited in document.cited] == ["85-KH/TU", "57-KL/TW", None]
    for mention in document.mentions:
        assert TEXT[mention.start : mention.end] == mention.text
    assert [(nested.source, nested.target, nested.relation) for nested in document.nested] == [(0, 1, "implements")]
    assert document.latest() == "2023-10-12"


BROKEN = {
    "empty": b"",
    "no JSON": b"{schema}",
    "a list": b"[]",
    "another program's": b'{"doc": "000", "header": {}}',
    "half a file": result()[:800],
    "another version": b'{"schema_version": "2.0", "id": "a"}',
    "a part is missing": b'{"schema_version": "1.0", "id": "a"}',
    "a wrong type": changed(citations="none"),
    "a field that the contract does not have": changed(instruments=[{"id": "x", "color": "red"}]),
    "bytes that are no text": b'{"schema_version": "1.0", "id": "\xff\xfe"}',
    "very deep": b'{"schema_version": "1.0", "id": ' + b"[" * 100_000,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_one_line_and_the_others_are_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "1 hỏng\n.json").write_bytes(data)
    (tmp_path / "2.json").write_bytes(result())
    problems: list[InputError] = []
    assert [document.id for document in read_folder(tmp_path, problems)] == ["a"]
    (problem,) = map(str, problems)
    assert problem.startswith("1 hỏng\\n.json: is ") and "\n" not in problem and "; " in problem


def test_half_a_surrogate_pair_is_read() -> None:
    assert read_result(changed(id="a\ud800"), "a.json").id == "a?"


def test_the_same_document_twice_is_reported(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    files = {"1.json": result("a"), "2.json": result("b"), "sub/3.json": result("a", TEXT + "2. Thêm.\n")}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    problems: list[InputError] = []
    assert [document.id for document in read_folder(tmp_path, problems)] == ["a"]
    same_source, same_id = map(str, problems)
    assert same_source.startswith("2.json: is the same document as 1.json")
    assert same_id.startswith("sub/3.json: has the same id as 1.json")


def test_hidden_files_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / ".ttdn-1234.json").write_bytes(b"{")
    (tmp_path / "a.json").write_bytes(result())
    problems: list[InputError] = []
    assert len(list(read_folder(tmp_path, problems))) == 1 and problems == []


@pytest.mark.parametrize("given", ["nothing there", "a file", "no JSON"])
def test_a_folder_that_cannot_be_read(tmp_path: Path, given: str) -> None:
    (tmp_path / "a file").write_text("x", "utf-8")
    (tmp_path / "no JSON").mkdir()
    with pytest.raises(InputError, match=given + ".*; "):
        list(read_folder(tmp_path / given, []))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold here")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(result())
    (tmp_path / "b.json").write_bytes(result("b", TEXT + "2. Thêm.\n"))
    (tmp_path / "a.json").chmod(0)
    problems: list[InputError] = []
    assert [document.id for document in read_folder(tmp_path, problems)] == ["b"]
    assert "a.json: cannot be read" in str(problems[0])
