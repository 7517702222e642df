"""Files for the tests, made in memory: small .docx zips and a PDF of placed words. All places are invented."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ROOT = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def paragraph(text: str, *, num: tuple[int, int] | None = None, style: str = "", run: str = "", mark: str = "") -> str:
    """A w:p of one run; `num` is list and level, `run` and `mark` are raw run properties."""
    listing = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    body = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{named}{listing}{marked}</w:pPr>{body}</w:p>"


def table(rows: list[list[str]], *, bordered: bool = True) -> str:
    """A w:tbl; a cell is text, or raw XML when it starts with "<"."""
    kind = "single" if bordered else "nil"
    sides = "".join(f'<w:{side} w:val="{kind}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    cells = ["".join(f"<w:tc>{_cell(cell)}</w:tc>" for cell in row) for row in rows]
    body = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>{body}</w:tbl>"


def _cell(cell: str) -> str:
    return cell if cell.startswith("<") else "".join(paragraph(line) for line in cell.split("\n"))


def level(index: int, fmt: str, text: str, *, start: int = 1, extra: str = "") -> str:
    """A w:lvl."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(lists: dict[int, str], nums: dict[int, tuple[int, str]]) -> str:
    """A numbering part: abstract lists by id, and nums as (abstract id, raw overrides)."""
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{key}">{body}</w:abstractNum>' for key, body in lists.items())
    used = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{target}"/>{extra}</w:num>'
        for key, (target, extra) in nums.items()
    )
    return f"<w:numbering {_ROOT}>{abstract}{used}</w:numbering>"


def styles(body: str) -> str:
    """A styles part."""
    return f"<w:styles {_ROOT}>{body}</w:styles>"


def make_docx(body: str, *, numbers: str = "", style_part: str = "", raw_main: bytes = b"") -> bytes:
    """A .docx with the given body."""
    main = raw_main or f"<w:document {_ROOT}><w:body>{body}</w:body></w:document>".encode()
    related = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in ("styles", "numbering")
    )
    parts = {
        "_rels/.rels": _RELS.format(
            f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _RELS.format(related),
        "word/document.xml": main,
        "word/numbering.xml": numbers or f"<w:numbering {_ROOT}/>",
        "word/styles.xml": style_part or f"<w:styles {_ROOT}/>",
        "word/header1.xml": f"<w:hdr {_ROOT}>{paragraph('ĐẦU TRANG')}</w:hdr>",
    }
    return make_zip(parts)


def make_zip(parts: dict[str, str | bytes]) -> bytes:
    """A deflated zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return buffer.getvalue()


Word = tuple[float, float, float, str]
"""x, y, size, text."""

_CMAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
)


def make_pdf(pages: list[list[Word]], *, picture: bool = False, stamp: str = "") -> bytes:
    """A PDF of words at places, in a font whose codes are Unicode; `picture` puts an image over each page."""
    objects: list[bytes] = [b"", b"", b"", b"", b"", b""]
    objects[2] = b"<</Type/Font/Subtype/Type0/BaseFont/T/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
    objects[3] = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/T/DW 500/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/T/Flags 4/Ascent 891/Descent -216"
        b"/CapHeight 700/ItalicAngle 0/StemV 80/FontBBox[0 -216 1000 891]>>>>"
    )
    objects[4] = _stream(b"", _CMAP)
    objects[5] = _stream(
        b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\xff"
    )
    kids = []
    for words in pages:
        drawn = b"q 595 0 0 842 0 0 cm /I Do Q\n" if picture else b""
        drawn += b"".join(
            b"BT /F %g Tf %g %g Td <%s> Tj ET\n" % (size, x, y, text.encode("utf-16-be").hex().encode())
            for x, y, size, text in words
        )
        objects.append(_stream(b"", drawn))
        annotation = _stamp(objects, stamp) if stamp else b""
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>"
            b"/XObject<</I 6 0 R>>>>%s>>" % (len(objects) - (2 if stamp else 0), annotation)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return _write(objects)


def _stamp(objects: list[bytes], text: str) -> bytes:
    """An annotation that shows text, as offices stamp a number."""
    drawn = b"BT /F 13 Tf 2 4 Td <%s> Tj ET" % text.encode("utf-16-be").hex().encode()
    objects.append(_stream(b"/Type/XObject/Subtype/Form/BBox[0 0 60 20]/Resources<</Font<</F 3 0 R>>>>", drawn))
    objects.append(b"<</Type/Annot/Subtype/Stamp/Rect[90 696 150 716]/F 4/AP<</N %d 0 R>>>>" % len(objects))
    return b"/Annots[%d 0 R]" % len(objects)


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def _write(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        rows,
        size,
        len(out),
    )
