"""The public door: recognising formats, refusing clearly, never raising anything else. Invented places."""

from __future__ import annotations

import builtins
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import ingest_support as make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdn_extract.errors import InputError
from ttdn_extract.ingest import SUFFIXES, Source, doc_text, read_bytes, read_path
from ttdn_extract.ingest.doc_text import merge_tables
from ttdn_extract.ingest.tables import Table

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ORIGINALS = SHARED / "corpus" / "originals"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

KINDS = [
    (b"K\xe1\xba\xbf ho\xe1\xba\xa1ch", "plan.txt", "text/plain"),
    (b"# a", "plan.md", "text/markdown"),
    (b"a", "<stdin>", "text/plain"),
    (b"a", "plan.doc", "text/plain"),
    (b"<html><p>a</p></html>", "plan.doc", "text/html"),
    (b"\xef\xbb\xbf<!DOCTYPE html><p>a</p>", "<stdin>", "text/html"),
    (b"<p>a</p>", "plan.txt", "text/html"),
    (b"a < b", "plan.txt", "text/plain"),
    (
        make.make_docx(make.paragraph("a")),
        "plan.doc",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (make.make_pdf([[(60, 700, 14, "a")]]), "<stdin>", "application/pdf"),
]


@pytest.mark.parametrize(("data", "name", "media_type"), KINDS)
def test_content_decides_before_the_suffix(data: bytes, name: str, media_type: str) -> None:
    source = read_bytes(data, name)
    assert (source.name, source.media_type) == (name, media_type)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


REFUSED = [
    (b"", "a.txt", "is empty"),
    (b" \r\n\t", "a.txt", "is empty"),
    ("\u00a0\u2003".encode(), "a.txt", "is empty"),
    (b"{\\rtf1 x}", "a.doc", "RTF.*save it as .docx"),
    (b"\x89PNG\r\n", "a.pdf", "picture.*OCR"),
    (b"abc", "a.pdf", "not a .pdf"),
    (b"abc", "a.docx", "not a .docx"),
    (OLE + b"x" * 500, "a.doc", "antiword"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
    (OLE + "Workbook".encode("utf-16-le"), "a.doc", "spreadsheet"),
]


@pytest.mark.parametrize(("data", "name", "problem"), REFUSED)
def test_refusal_is_one_line_with_a_remedy(data: bytes, name: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_bytes(data, name)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt", tmp_path / ("x" * 400), Path("a\0b")):
        with pytest.raises(InputError):
            read_path(path)


def test_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.txt"
    path.write_text("Kế hoạch", encoding="utf-8")
    assert read_path(path).name == "kế hoạch.txt"
    assert path.suffix in SUFFIXES


def test_large_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ttdn_extract.ingest.reading.MAX_FILE_BYTES", 10)
    with pytest.raises(InputError, match="larger than"):
        read_bytes(b"x" * 11, "a.txt")


def test_importing_loads_no_reader() -> None:
    code = "import sys, ttdn_extract.ingest; sys.exit(any(m in sys.modules for m in ('lxml', 'pypdfium2')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("data", [make.make_docx(""), make.make_pdf([[]]), b"<html>a</html>"])
def test_missing_package_says_what_to_install(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("ttdn_extract.ingest.optional.import_module", refuse)
    with pytest.raises(InputError, match=r'pip install "ttdn-extract\[documents\]"'):
        read_bytes(data, "plan")
    assert builtins.__import__ is real


def test_missing_converter_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    with pytest.raises(InputError, match="install antiword"):
        read_bytes(OLE + b"x", "plan.doc")


def test_converter_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc_text, "CONVERTER_SECONDS", 0.2)
    with pytest.raises(InputError, match="took more than"):
        doc_text._convert(["sleep", "5"], "plan.doc")


DRAWN = ["      Số: 05 |CỘNG HÒA", "|a      |b     |", "|       |c     |", "", "", "x"]


def test_doc_tables_take_the_place_of_their_drawing() -> None:
    table = Table([[["a"], ["b", "c"]]], bordered=True)
    assert merge_tables(DRAWN, [table]) == ["Số: 05", "CỘNG HÒA", "", "| a | b c |", "", "x"]
    assert merge_tables(DRAWN, [])[3:5] == ["| a | b |", "|  | c |"]


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.doc", "a.docx", "a.pdf", "<stdin>"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_source_or_an_input_error(data: bytes, name: str) -> None:
    try:
        assert isinstance(read_bytes(data, name), Source)
    except InputError as error:
        assert "\n" not in str(error)


@given(st.sampled_from([make.make_docx(make.paragraph("Kế hoạch")), make.make_pdf([[(60, 700, 14, "Kế")]])]), st.data())
@settings(max_examples=150, deadline=None)
def test_damaged_documents_give_a_source_or_an_input_error(good: bytes, draw: Any) -> None:
    place = draw.draw(st.integers(0, len(good) - 1))
    damage = draw.draw(st.binary(min_size=1, max_size=8))
    try:
        read_bytes(good[:place] + damage + good[place + len(damage) :], "plan.docx")
    except InputError as error:
        assert "\n" not in str(error)


SCANS = {"r049.pdf", "r063.pdf", "r064.pdf", "r067.pdf", "r070.pdf"}
HEADINGS = {
    "r030.docx": ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"],
    "r034.doc": ["I. MỤC ĐÍCH, YÊU CẦU", "Nơi nhận:"],
    "r038.pdf": ["I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG TRIỂN KHAI THỰC HIỆN", "2. Yêu cầu"],
    "r040.htm": ["I. MỤC ĐÍCH, YÊU CẦU", "XÃ LƯƠNG MINH"],
    "r086.pdf": ["Điều 13. Hiệu lực thi hành"],
}


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the shared originals are not here")
@pytest.mark.parametrize("path", sorted(ORIGINALS.iterdir()) if ORIGINALS.is_dir() else [], ids=lambda path: path.name)
def test_real_files(path: Path) -> None:
    if path.suffix == ".doc" and shutil.which("antiword") is None:
        pytest.skip("antiword is not installed")
    if path.name in SCANS:
        with pytest.raises(InputError, match="OCR"):
            read_path(path)
        return
    lines = [line.strip() for line in read_path(path).text.split("\n")]
    assert [heading for heading in HEADINGS.get(path.name, []) if heading not in lines] == []
