"""Every rendering holds the document's letters, and its gold holds for the rendering."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import marked
import pytest
import variants
from lxml import etree
from lxml import html as lxml_html
from marked_model import Gold
from variant_align import Letters, Projection
from variant_bytes import cp1258, tcvn3, vni
from variant_docx import number_sections
from variant_noise import broken_symbols, tone_new, tone_old

DOCS = {doc.id: doc for doc in marked.load_all()}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def check_gold(flat: str, gold: Gold) -> None:
    """The own minimal check of the gold rules: surfaces in order, cores inside, paths unique with parents."""
    for layer in ("sections", "citations", "dates"):
        at = 0
        for item in gold[layer]:
            found = flat.find(item["surface"], at)
            assert found >= 0, (layer, item["surface"])
            at = found + len(item["surface"])
    assert all(item["core"] in item["surface"] for item in gold["citations"])
    assert all(item["start"] in flat for item in gold["tasks"])
    assert all(region["from"] in flat and region["to"] in flat for region in gold["ignore"])
    paths = [item["path"] for item in gold["sections"]]
    assert len(set(paths)) == len(paths)
    for path in paths:
        parent = path.rpartition("/")[0]
        assert not parent or parent in paths or parent.startswith("PL")
    assert {task["path"] for task in gold["tasks"]} <= {*paths, ""}


@pytest.mark.parametrize("style", variants.TEXT_STYLES)
@pytest.mark.parametrize("name", DOCS)
def test_gold_holds_for_every_text_style(name: str, style: str) -> None:
    doc = DOCS[name]
    text = variants.TEXT_STYLES[style](doc)
    assert text == variants.TEXT_STYLES[style](doc)
    gold = variants.gold_for(doc, text)
    check_gold(variants.flatten(text), gold)
    for layer in ("sections", "citations", "dates", "tasks"):
        assert len(gold[layer]) == len(doc.gold[layer])


@pytest.mark.parametrize("style", variants.TEXT_STYLES)
@pytest.mark.parametrize("name", DOCS)
def test_no_letter_of_the_body_is_lost(name: str, style: str) -> None:
    doc = DOCS[name]
    projection = Projection(doc, variants.TEXT_STYLES[style](doc))
    body = doc.zone("heading", "title", "to", "body", "annex", "table")
    wanted = sum(len(Letters(line.text).at) for line in body)
    assert len(projection.links) == wanted
    assert all(projection.clean.key[a] == projection.other.key[b] for a, b in projection.links.items())


@pytest.mark.parametrize("style", ["clean", "wrapped_60", "double_spaced"])
def test_pure_layouts_keep_the_flat_text(style: str) -> None:
    for doc in DOCS.values():
        assert variants.flatten(variants.TEXT_STYLES[style](doc)) == doc.flat


def test_units_keep_their_tones_where_the_text_has_both() -> None:
    doc = DOCS["hg-10-xa-2025"]
    gold = variants.gold_for(doc, variants.TEXT_STYLES["clean"](doc))
    assert gold["tasks"][-1]["responsible"] == ["các ban, ngành", "các bản"]


def test_noise_does_what_it_says() -> None:
    assert tone_old("Ủy ban, hòa, thủy, quý, toàn, mùa") == "Uỷ ban, hoà, thuỷ, quý, toàn, mùa"
    assert tone_new(tone_old("Ủy ban, HÒA, khóe, quỹ")) == "Ủy ban, HÒA, khóe, quỹ"
    broken = broken_symbols("số 1/KH-UBND, số 57-KL/TW, số 12/QĐ-TTg")
    assert broken == "số 1/KH-UBND, số 57-\nKL/TW, số 12/QĐ- TTg"
    plain = variants.TEXT_STYLES["wrapped_80"](DOCS["hg-02-tinh-2025"])
    for name, change in variants.NOISES.items():
        assert (change(plain) != plain) == (name != "tone_new"), name


def test_encodings() -> None:
    text = "Kế hoạch số 12/KH-UBND: ữ Ữ ợ Ợ đ Đ ẵ Ẵ ị ỵ"
    assert unicodedata.normalize("NFC", cp1258(text).decode("cp1258")) == text
    assert tcvn3("Céng hòa".replace("é", "ộ")).decode("latin-1") == "Céng hßa"
    assert vni("Cộng hòa xã hội chủ nghĩa Việt Nam").decode("cp1252") == "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"
    with pytest.raises(ValueError, match="TCVN3"):
        tcvn3("–")


def letters(text: str) -> str:
    return Letters(variants.flatten(text)).key


@pytest.mark.parametrize("name", DOCS)
def test_html_holds_every_letter(name: str) -> None:
    tree = lxml_html.fromstring(variants.FILE_FORMATS["html"](DOCS[name]).decode("utf-8"))
    shown = " ".join(tree.find("body").itertext())
    for line in DOCS[name].lines:
        assert letters(line.text) in letters(shown)


@pytest.mark.parametrize("name", DOCS)
def test_docx_numbers_by_itself(name: str) -> None:
    doc = DOCS[name]
    data = variants.FILE_FORMATS["docx"](doc)
    assert data == variants.FILE_FORMATS["docx"](doc)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part: etree.fromstring(archive.read(part)) for part in archive.namelist() if part.endswith(".xml")}
    shown = letters("\n".join("".join(p.itertext()) for p in parts["word/document.xml"].iter(f"{W}p")))
    numbered = number_sections(doc.lines).of_path
    assert numbered
    for line in doc.lines:
        text = line.text[len(line.marker) :] if line.path in numbered and line.marker else line.text
        assert letters(text) in shown
    nums = {n.get(f"{W}numId") for n in parts["word/numbering.xml"].iter(f"{W}num")}
    assert {str(num) for num, _ in numbered.values()} <= nums


def test_docx_leaves_to_the_author_what_word_counts_otherwise() -> None:
    numbered = number_sections(DOCS["hg-05-xa-2025"].lines).of_path
    assert "II/2/d" in numbered
    assert "II/2/đ" not in numbered
    assert "I/2" not in number_sections(DOCS["hg-03-huyen-2025"].lines).of_path


@pytest.mark.parametrize("name", DOCS)
def test_pdf_text_layer(name: str) -> None:
    pytest.importorskip("fpdf")
    pdfium = pytest.importorskip("pypdfium2")
    doc = DOCS[name]
    data = variants.FILE_FORMATS["pdf"](doc)
    assert data == variants.FILE_FORMATS["pdf"](doc)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data))
    shown = letters(text)
    missing = [line.text for line in doc.lines if line.zone != "table" and letters(line.text)[:30] not in shown]
    assert missing == []
    check_gold(variants.flatten(text), variants.gold_for(doc, text))
