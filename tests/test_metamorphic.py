"""One plan, many dumps: every rendering of a document gives the same sections and the same header."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import marked
import pytest
import variants

from ttdn_extract import Plan, extract
from ttdn_extract.clean import clean_text, fold
from ttdn_extract.ingest import read_bytes

DOCUMENTS = {document.id: document for document in marked.load_all()}
FIELDS = ("kind", "symbol", "symbol_template", "issued", "place", "issuer", "level", "province", "title", "period")


def plain(text: str | None) -> str | None:
    """Fold away what the variants change on purpose: dashes, tone placement, spaces."""
    return None if text is None else re.sub(r"\s+", " ", fold(clean_text(text).text)).strip(" .;:")


def outline(plan: Plan) -> list[tuple[str, str | None]]:
    return [(section.path, plain(section.title)) for section in plan.sections if section.kind != "bullet"]


def expected(document: marked.Document) -> list[tuple[str, str | None]]:
    return [(section["path"], plain(section["title"])) for section in document.gold["sections"]]


def header_of(plan: Plan) -> dict[str, str | None]:
    return {name: plain(getattr(plan.header, name)) for name in FIELDS}


@cache
def expected_header(doc_id: str) -> dict[str, str | None]:
    return {name: plain(DOCUMENTS[doc_id].gold["header"].get(name)) for name in FIELDS}


@pytest.mark.parametrize("style", variants.TEXT_STYLES)
@pytest.mark.parametrize("doc_id", DOCUMENTS)
def test_text_style_gives_the_same_plan(doc_id: str, style: str) -> None:
    plan = extract(variants.TEXT_STYLES[style](DOCUMENTS[doc_id]))
    assert outline(plan) == expected(DOCUMENTS[doc_id])
    assert header_of(plan) == expected_header(doc_id)


@pytest.mark.parametrize("suffix", variants.FILE_FORMATS)
@pytest.mark.parametrize("doc_id", DOCUMENTS)
def test_file_format_gives_the_same_plan(doc_id: str, suffix: str) -> None:
    pytest.importorskip("lxml" if suffix != "pdf" else "fpdf")
    source = read_bytes(variants.FILE_FORMATS[suffix](DOCUMENTS[doc_id]), f"{doc_id}.{suffix}")
    plan = extract(source.text)
    assert outline(plan) == expected(DOCUMENTS[doc_id])
    assert header_of(plan) == expected_header(doc_id)


@pytest.mark.parametrize("doc_id", DOCUMENTS)
def test_recipients_and_signature_of_the_clean_text(doc_id: str) -> None:
    plan = extract(variants.TEXT_STYLES["clean"](DOCUMENTS[doc_id]))
    header = DOCUMENTS[doc_id].gold["header"]
    assert [plain(r.text) for r in plan.recipients] == [plain(r) for r in header["recipients"]]
    assert {name: getattr(plan.signature, name) for name in header["signature"]} == header["signature"]


@pytest.mark.parametrize("encoding", [name for name in variants.ENCODINGS if name != "tcvn3"])
@pytest.mark.parametrize("doc_id", ["hg-03-huyen-2025", "tsh-04-xa-2016"])
def test_encoding_gives_the_same_plan(doc_id: str, encoding: str) -> None:
    encode: Callable[[str], bytes] = variants.ENCODINGS[encoding]
    text = variants.TEXT_STYLES["wrapped_80"](DOCUMENTS[doc_id])
    plan = extract(read_bytes(encode(text), f"{doc_id}.txt").text)
    assert outline(plan) == expected(DOCUMENTS[doc_id])
    assert header_of(plan) == expected_header(doc_id)
