"""Web pages as Word saves them: table letterhead, split spans, entities, a menu and a footer around the text."""

from __future__ import annotations

import re
from html import escape

from marked_model import Document, Line

HEAD = (
    '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>\n'
    "<style>p.MsoNormal {{margin:0; font-size:14.0pt}}</style><script>var page = 1;</script></head>\n"
    '<body lang="VI">\n<div class="WordSection1">\n'
)


def _spans(text: str) -> str:
    """Spans cut words in two, blanks become entities, source lines wrap: none of it is part of the text."""
    safe = escape(text, quote=False).replace("  ", "&nbsp; ")
    words = safe.split(" ")
    out = []
    for k, word in enumerate(words):
        if k % 9 == 5 and re.fullmatch(r"\w{4,}", word):
            word = f"{word[:2]}<span lang=EN-US>{word[2:]}</span>"
        out.append(word + ("\n" if k % 14 == 13 and k + 1 < len(words) else " "))
    return "".join(out).rstrip(" ")


def _paragraph(line: Line) -> str:
    inner = _spans(line.text)
    if line.centred or line.title:
        inner = f"<b>{inner}</b>"
    align = ' align="center" style="text-align:center"' if line.centred else ""
    return f'<p class="MsoNormal"{align}>{inner}</p>'


def _cell(lines: list[Line]) -> str:
    inner = "<br>\n".join(_spans(line.text) for line in lines)
    return f'<td valign="top"><p class="MsoNormal">{inner}</p></td>'


def _table(rows: list[list[list[Line]]]) -> str:
    body = "\n".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in rows)
    return f'<table border="0" cellspacing="0">\n{body}\n</table>'


def _data_table(rows: list[Line]) -> str:
    body = "\n".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row.cells) + "</tr>" for row in rows)
    return f'<table border="1">\n{body}\n</table>' if rows else ""


def html(doc: Document) -> bytes:
    """The document as an HTML page in UTF-8."""
    letterhead = [[doc.zone("org"), doc.zone("motto")], [doc.zone("number", "subject"), doc.zone("dateline")]]
    closing = [[doc.zone("recipients_head", "recipient"), doc.zone("signature")]]
    parts = [HEAD.format(title=escape(doc.id)), _table(letterhead)]
    parts += [_paragraph(line) for line in doc.zone("heading", "title", "to", "body")]
    parts += [_table(closing), *(_paragraph(line) for line in doc.zone("annex")), _data_table(doc.zone("table"))]
    return ("\n".join(part for part in parts if part) + "\n</div>\n</body></html>\n").encode("utf-8")
