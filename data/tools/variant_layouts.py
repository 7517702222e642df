"""Layouts: the same document as different dumps print it. Every function is Document -> text, without randomness."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable

from marked_model import Document, Line

LEFT = ("org", "number", "subject")
RIGHT = ("motto", "dateline")
PAGE_LINES = 38
URL = "http://www.congbao.hoagiang.example/van-ban/chi-tiet"


def clean(doc: Document) -> str:
    """One paragraph per line."""
    return "\n".join(line.text for line in doc.lines) + "\n"


def fold(text: str, width: int) -> list[str]:
    """Break at spaces only: a symbol such as 57-KL/TW stays whole here."""
    if len(text) <= width:
        return [text]
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def wrapped(width: int) -> Callable[[Document], str]:
    """Hard line breaks at a column, as text copied out of a PDF has them."""

    def render(doc: Document) -> str:
        return "\n".join(row for line in doc.lines for row in fold(line.text, width)) + "\n"

    return render


def double_spaced(doc: Document) -> str:
    """A blank line, sometimes with a space on it, after every printed line."""
    rows = wrapped(84)(doc).splitlines()
    return "".join(f"{row} \n{' ' if k % 3 == 0 else ''}\n" for k, row in enumerate(rows))


def paged(doc: Document) -> str:
    """Page number at the foot, a running head and a form feed at the top of the next page."""
    rows = wrapped(88)(doc).splitlines()
    running = doc.fields["issuer"][0]
    out: list[str] = []
    for page, first in enumerate(range(0, len(rows), PAGE_LINES), 1):
        if page > 1:
            out += ["", str(page - 1), f"\f{running}", ""]
        out += rows[first : first + PAGE_LINES]
    return "\n".join(out) + "\n"


def paged_top(doc: Document) -> str:
    """Page numbers at the head of each page from the second on, "2/5" at the foot."""
    rows = wrapped(76)(doc).splitlines()
    pages = [rows[k : k + PAGE_LINES] for k in range(0, len(rows), PAGE_LINES)]
    out: list[str] = []
    for page, body in enumerate(pages, 1):
        out += ([f"\f{page}", ""] if page > 1 else []) + body + ["", f"Trang {page}/{len(pages)}"]
    return "\n".join(out) + "\n"


def url_noise(doc: Document) -> str:
    """A page link that the dump printed into the middle of a sentence, about once in seven paragraphs."""
    out: list[str] = []
    seen = 0
    for line in doc.lines:
        rows = fold(line.text, 82)
        if line.zone == "body" and line.path is None and len(rows) > 2:
            seen += 1
            if seen % 7 == 2:
                rows.insert(1, f"{URL}/{seen}")
        out += rows
    return "\n".join(out) + "\n"


def columns(left: Iterable[str], right: Iterable[str], width: int = 44) -> list[str]:
    """Two columns on shared lines, filled with spaces."""
    a = [row for text in left for row in fold(text, width - 3)]
    b = [row for text in right for row in fold(text, 60)]
    a += [""] * (len(b) - len(a))
    b += [""] * (len(a) - len(b))
    return [f"{x:<{width}}{y}".rstrip() for x, y in zip(a, b, strict=True)]


def texts(doc: Document, *zones: str) -> list[str]:
    return [line.text for line in doc.zone(*zones)]


def middle(doc: Document) -> list[Line]:
    """Type line, title, addressees and body: what stands between the letterhead and the recipients."""
    return doc.zone("heading", "title", "to", "body")


def two_column(doc: Document) -> str:
    """Letterhead and closing as two columns on shared lines, as a layout-preserving dump prints them."""
    head_left, head_right = texts(doc, "org"), texts(doc, "motto")
    rows = columns(head_left, head_right)
    rows += [*columns(texts(doc, "number", "subject"), texts(doc, "dateline")), ""]
    rows += [row for line in middle(doc) for row in fold(line.text, 90)]
    rows += ["", *columns(texts(doc, "recipients_head", "recipient"), texts(doc, "signature"), 56)]
    rows += [row for line in doc.zone("annex", "table") for row in fold(line.text, 90)]
    return "\n".join(rows) + "\n"


def tabs(doc: Document) -> str:
    """Letterhead columns separated by a tab, the right cell's later lines on lines of their own."""
    right = texts(doc, "motto")
    rows = [*texts(doc, "org")]
    rows[-1] = f"{rows[-1]}\t{right[0]}"
    rows += right[1:]
    dateline = texts(doc, "dateline")
    number = texts(doc, "number")
    rows += [f"{number[0]}\t{dateline[0]}" if dateline else number[0], *texts(doc, "subject")]
    rows += [line.text for line in middle(doc)]
    recipients, signed = texts(doc, "recipients_head", "recipient"), texts(doc, "signature")
    rows += [*recipients[:-1], f"{recipients[-1]}\t{signed[0]}", *signed[1:]]
    rows += [line.text.replace(" | ", "\t") for line in doc.zone("annex", "table")]
    return "\n".join(rows) + "\n"


def _bold(line: Line) -> str:
    """Marks as a converter leaves them: around headings, and around the bare marker of a numbered paragraph."""
    if line.zone in ("heading", "title") or (line.title and not line.text.rstrip().endswith(".")):
        if line.title and line.marker and ": " in line.text:
            head, _, rest = line.text.partition(":")
            return f"**{head}:** {rest.strip()}"
        return f"**{line.text}**"
    if line.marker:
        return f"**{line.marker}** {line.text[len(line.marker) :].strip()}"
    return line.text


def markdown(doc: Document) -> str:
    """Letterhead and closing between bars, headings in asterisks, wrapped paragraphs with blank lines between."""
    org = [f"**{text}**" if k == 0 else text for k, text in enumerate(texts(doc, "org"))]
    motto = [f"**{text}**" if k == 0 else text for k, text in enumerate(texts(doc, "motto"))]
    rows = ["|", *org, "-------", "|", *motto, "---------------", "|", "|", *texts(doc, "number", "subject"), "|"]
    rows += [f"*{text}*" for text in texts(doc, "dateline")] + ["|", "", "** **", ""]
    for line in middle(doc):
        rows += [*fold(_bold(line), 80), ""]
    rows += ["* *", "", "|", *texts(doc, "recipients_head", "recipient"), "|"]
    rows += [f"**{text}**" for text in texts(doc, "signature")] + ["|", ""]
    for line in doc.zone("annex", "table"):
        rows += [f"| {line.text} |" if line.zone == "table" else _bold(line), ""]
    return "\n".join(rows) + "\n"


def grid(left: list[str], right: list[str]) -> list[str]:
    """A pandoc grid table of one row and two cells, one blank row between the lines of a cell."""
    wide = [max((len(text) for text in cell), default=1) + 2 for cell in (left, right)]
    rule = "+" + "+".join("-" * (w + 1) for w in wide) + "+"
    a = [row for text in left for row in (text, "")]
    b = [row for text in right for row in (text, "")]
    height = max(len(a), len(b)) - 1
    a += [""] * (height - len(a))
    b += [""] * (height - len(b))
    body = [f"| {a[k]:<{wide[0]}}| {b[k]:<{wide[1]}}|" for k in range(height)]
    return [rule, *body, rule.replace("-", "="), rule]


def pandoc_grid(doc: Document) -> str:
    """Letterhead and closing as +----+ tables, paragraphs separated by blank lines."""
    rows = [*grid(texts(doc, *LEFT), texts(doc, *RIGHT)), ""]
    rows += [row for line in middle(doc) for row in (line.text, "")]
    rows += [*grid(texts(doc, "recipients_head", "recipient"), texts(doc, "signature")), ""]
    rows += [row for line in doc.zone("annex", "table") for row in (line.text, "")]
    return "\n".join(rows) + "\n"
