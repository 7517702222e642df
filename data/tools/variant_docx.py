"""Word files with automatic numbering, built from XML strings so that the bytes are the same on every machine."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from marked_model import Document, Line

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NEWLINE = "\n"
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
PARTS = {"document": "document.main", "numbering": "numbering", "styles": "styles", "header1": "header",
         "footer1": "footer"}  # fmt: skip
BULLET_ABSTRACT, BULLET_NUM = 0, 1


@dataclass
class Numbering:
    """Definitions that a document needs: one abstract list per marker shape, one list per run of siblings."""

    shapes: dict[tuple[str, str], int] = field(default_factory=dict)
    nums: list[tuple[int, int]] = field(default_factory=list)
    lists: dict[str, tuple[int, int]] = field(default_factory=dict)
    of_path: dict[str, tuple[int, int]] = field(default_factory=dict)


def _shape(label: str, marker: str) -> tuple[str, str, int] | None:
    """(number format, text around the number, value), or None where Word would count otherwise (đ, slips, Điều)."""
    bare = label.strip("()")
    if marker.count(bare) != 1 or (" " in marker and not marker.startswith("Điều ")):
        return None
    around = marker.replace(bare.removeprefix("Điều "), "%")
    if bare.removeprefix("Điều ").isdigit():
        return "decimal", around, int(bare.removeprefix("Điều "))
    if bare in ROMAN:
        return "upperRoman", around, ROMAN.index(bare) + 1
    if len(bare) == 1 and bare in "abcd":
        return "lowerLetter", around, "abcd".index(bare) + 1
    if len(bare) == 1 and bare in "ABCDEFGH":
        return "upperLetter", around, "ABCDEFGH".index(bare) + 1
    return None


def number_sections(lines: tuple[Line, ...]) -> Numbering:
    """Give a list and a level to every section whose printed marker Word can count by itself."""
    numbering = Numbering()
    expected: dict[str, int] = {}
    for line in lines:
        if line.path is None or line.marker is None:
            continue
        parent, _, label = line.path.rpartition("/")
        outer = parent.rpartition("/")[2]
        if re.fullmatch(rf"{re.escape(outer)}\.\d+", label) and parent in numbering.of_path and outer.isdigit():
            num, level = numbering.of_path[parent]
            value, shape = int(label.rpartition(".")[2]), None
            place = (num, level + 1)
        else:
            shape = _shape(label, line.marker)
            if shape is None:
                continue
            value = shape[2]
            place = numbering.lists.get(parent) or _new_list(numbering, parent, shape)
        if value != expected.get(parent, value if shape else 1):
            continue
        numbering.of_path[line.path] = place
        expected[parent] = value + 1
    return numbering


def _new_list(numbering: Numbering, parent: str, shape: tuple[str, str, int]) -> tuple[int, int]:
    abstract = numbering.shapes.setdefault(shape[:2], len(numbering.shapes) + 1)
    numbering.nums.append((abstract, shape[2]))
    place = (len(numbering.nums) + BULLET_NUM, 0)
    numbering.lists[parent] = place
    return place


def _level(level: int, fmt: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbering_xml(numbering: Numbering) -> str:
    out = [f'<w:abstractNum w:abstractNumId="{BULLET_ABSTRACT}">{_level(0, "bullet", "-")}</w:abstractNum>']
    for (fmt, around), number in numbering.shapes.items():
        levels = [_level(0, fmt, around.replace("%", "%1"))]
        levels += [_level(k, "decimal", "".join(f"%{n}." for n in range(1, k + 2))) for k in (1, 2)]
        out.append(f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>')
    out.append(f'<w:num w:numId="{BULLET_NUM}"><w:abstractNumId w:val="{BULLET_ABSTRACT}"/></w:num>')
    for k, (abstract, start) in enumerate(numbering.nums, BULLET_NUM + 1):
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        out.append(f'<w:num w:numId="{k}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>')
    return f"{XML}<w:numbering {W}>{''.join(out)}</w:numbering>"


def _runs(text: str, bold: bool = False) -> str:
    """Word splits paragraphs into runs at odd places; so does this, in the middle of every fifth word."""
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    cut = [m.start() + 2 for k, m in enumerate(re.finditer(r"\w{4,}", text)) if k % 5 == 4]
    pieces = [text[a:b] for a, b in zip([0, *cut], [*cut, len(text)], strict=True)]
    breaks = '</w:t><w:br/><w:t xml:space="preserve">'
    return "".join(
        f'<w:r>{style}<w:t xml:space="preserve">{escape(p).replace(NEWLINE, breaks)}</w:t></w:r>' for p in pieces if p
    )


def paragraph(text: str, *, bold: bool = False, centred: bool = False, place: tuple[int, int] | None = None) -> str:
    props = ""
    if place:
        props += f'<w:numPr><w:ilvl w:val="{place[1]}"/><w:numId w:val="{place[0]}"/></w:numPr>'
    if centred:
        props += '<w:jc w:val="center"/>'
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{_runs(text, bold)}</w:p>"


def table(rows: list[list[str]], borders: bool) -> str:
    """Cells hold ready paragraphs; letterhead and closing are tables without borders."""
    kind = "single" if borders else "nil"
    sides = "".join(f'<w:{s} w:val="{kind}"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
    wide = 9000 // len(rows[0])
    body = "".join(
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{c}</w:tc>' for c in row)
        + "</w:tr>"
        for row in rows
    )
    columns = f'<w:gridCol w:w="{wide}"/>' * len(rows[0])
    props = f'<w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{props}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl><w:p/>"


def _cell(lines: list[Line], centred: bool) -> str:
    return "".join(paragraph(line.text, centred=centred) for line in lines) or "<w:p/>"


def _body_line(line: Line, numbering: Numbering) -> str:
    bold = line.centred or bool(line.title)
    if line.path in numbering.of_path and line.marker:
        return paragraph(line.text[len(line.marker) :].strip(), bold=bold, place=numbering.of_path[line.path])
    if line.bullet and line.text.startswith("- "):
        return paragraph(line.text[2:], place=(BULLET_NUM, 0))
    return paragraph(line.text, bold=bold, centred=line.centred)


def document_xml(doc: Document, numbering: Numbering) -> str:
    head = [[_cell(doc.zone("org"), True), _cell(doc.zone("motto"), True)],
            [_cell(doc.zone("number", "subject"), True), _cell(doc.zone("dateline"), True)]]  # fmt: skip
    parts = [table(head, False)]
    parts += [_body_line(line, numbering) for line in doc.zone("heading", "title", "to", "body")]
    left, right = _cell(doc.zone("recipients_head", "recipient"), False), _cell(doc.zone("signature"), True)
    parts.append(table([[left, right]], False))
    parts += [_body_line(line, numbering) for line in doc.zone("annex")]
    if rows := doc.zone("table"):
        parts.append(table([[paragraph(cell) for cell in row.cells] for row in rows], True))
    refs = '<w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
    section = f'<w:sectPr>{refs}<w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr>'
    return f"{XML}<w:document {W} {R}><w:body>{''.join(parts)}{section}</w:body></w:document>"


def _field(tag: str) -> str:
    """A header or footer part with a page number field."""
    run = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    run += '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    run += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f'{XML}<w:{tag} {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run}</w:p></w:{tag}>'


def _rels(pairs: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{k}" Type="{REL}/{kind}" Target="{to}"/>' for k, (kind, to) in enumerate(pairs, 1)
    )
    return f'{XML}<Relationships xmlns="{PACK}/relationships">{items}</Relationships>'


def _types() -> str:
    parts = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{TYPE}.{k}+xml"/>' for n, k in PARTS.items())
    return (
        f'{XML}<Types xmlns="{PACK}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="{RELS_TYPE}"/>'
        f"{parts}</Types>"
    )


def docx(doc: Document) -> bytes:
    """The document as a .docx file; stored without compression and with a fixed time, so bytes never change."""
    numbering = number_sections(doc.lines)
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _rels([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _rels(
            [
                ("numbering", "numbering.xml"),
                ("styles", "styles.xml"),
                ("header", "header1.xml"),
                ("footer", "footer1.xml"),
            ]
        ),
        "word/document.xml": document_xml(doc, numbering),
        "word/numbering.xml": numbering_xml(numbering),
        "word/styles.xml": f"{XML}<w:styles {W}/>",
        "word/header1.xml": _field("hdr"),
        "word/footer1.xml": _field("ftr"),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.create_system = 0
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()
