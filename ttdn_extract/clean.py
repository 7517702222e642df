"""Stage 1: raw text -> clean text, character by character; every change is a recorded edit.

In: the decoded source, e.g. "Số: 05\\u200b/QÐ-UBND" or "**I. MỤC\\u00a0ĐÍCH**". Out: `CleanText` in NFC, one kind of space and
line end, without invisible characters and marks of Markdown; `back` leads each span to its exact place in the source.
Lines stay as they are: which of them belong together is the work of `lines`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ttdn_extract.offsets import Edit, OffsetMap, apply_edits

# Characters that stand for another one. One for one, so they cost no piece of the map.
_SUBSTITUTES = {
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\r\x0b\x85\u2028\u2029", "\n"),
    "\u00d0": "Đ",  # Icelandic eth, typed for Đ by many keyboards and scanners
    "\u0189": "Đ",
    "\u00f0": "đ",
    "\u0256": "đ",
    "\u2010": "-",
    "\u2011": "-",
    "\u00ad": "",
    "\uf02d": "-",  # Symbol and Wingdings bullets left by Word
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf0d8": "•",
    "\uf0fc": "•",
    "\uf076": "•",
    "\uf02b": "+",
}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_ODD = re.compile("[" + re.escape("".join(_SUBSTITUTES) + _INVISIBLE) + "\x00-\x08\x0e-\x1f\x7f]")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
# Where a character of another script may combine with the one before it: everything beyond plain and Vietnamese letters.
_FOREIGN = re.compile(
    "[\\s\\S][\u0300-\u1dff\u20d0-\u20ff\u2c00-\U0010ffff]+|[\u0340-\u0387\u0958-\u0fff\u1f00-\u1fff\u2000-\u2fff\uf900-\ufaff\U0002f800-\U0002fa1f]"
)
_STAR = re.compile(r"\*\**")  # opens with a plain sign, which the search leaps to
_MARKUP = re.compile(
    r"</?jsontable[^>]{0,80}>|<br\s*/?>|&nbsp;|^[ \t]{0,3}#{1,6}[ \t]+|\\(?=[*_.#|\[\]()-])", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text with the way back to its source, and the edits that led to it, in order of the passes."""

    text: str
    back: OffsetMap
    passes: tuple[tuple[Edit, ...], ...]


def clean_text(raw: str) -> CleanText:
    """Run all passes; a pass that changes nothing costs one look at the text."""
    text, back, passes = raw, OffsetMap.identity(len(raw)), []
    for find in (_compose, _characters, _markdown):
        edits = find(text)
        if edits:
            text, step = apply_edits(text, edits)
            back = step.after(back)
            passes.append(tuple(edits))
    return CleanText(text, back, tuple(passes))


def _compose(text: str) -> list[Edit]:
    """Compose letters and marks (NFC): "kế" may come as three characters."""
    if unicodedata.is_normalized("NFC", text):
        return []
    edits = _composed(text, _CLUSTER)
    if unicodedata.is_normalized("NFC", apply_edits(text, edits)[0]):
        return edits
    return _composed(text, _FOREIGN)


def _composed(text: str, cluster: re.Pattern[str]) -> list[Edit]:
    edits = []
    for match in cluster.finditer(text):
        whole = unicodedata.normalize("NFC", match.group())
        if whole != match.group():
            edits.append((match.start(), match.end(), whole))
    return edits


def _characters(text: str) -> list[Edit]:
    """Bring spaces, line ends, look-alikes of Đ and private bullets to one form; drop what nobody sees."""
    edits = []
    for match in _ODD.finditer(text):
        found, (start, end) = match.group(), match.span()
        if found == "\r" and text.startswith("\n", end):
            edits.append((start, end + 1, "\n"))
        elif found in _INVISIBLE:
            edits.append((start, end, ""))
        else:
            edits.append((start, end, _SUBSTITUTES.get(found, " ")))
    return edits


def _markdown(text: str) -> list[Edit]:
    """Drop the marks of Markdown and leftovers of HTML; "(*)", "* Nhiệm vụ" and rules of stars stay."""
    edits: list[Edit] = []
    if any(sign in text for sign in _MARKUP_SIGNS):
        edits = [(m.start(), m.end(), _instead(text, m)) for m in _MARKUP.finditer(text)]
    if text.count("**") > 1:
        stars = map(re.Match.span, _STAR.finditer(text))
        edits += [(start, end, "") for start, end in stars if _is_emphasis(text, start, end)]
        edits.sort()
    return edits


def _instead(text: str, mark: re.Match[str]) -> str:
    """Return what stands for a mark; a break in the row of a table ("| Sở Y tế<br>Sở Xây dựng |") must not end the row."""
    plain = _MARKUP_TEXT.get(mark.group()[:3], "")
    if plain != "\n":
        return plain
    line = text.rfind("\n", max(0, mark.start() - _ROW), mark.start()) + 1
    return " " if text.startswith("|", line) else plain


_MARKUP_SIGNS = ("<", "&nbsp;", "#", "\\")
_ROW = 5000  # no row is longer
_MARKUP_TEXT = {"<br": "\n", "&nb": " "}


def _is_emphasis(text: str, start: int, end: int) -> bool:
    """Tell emphasis from a bullet ("*   Nội dung") and from a footnote sign ("(*)")."""
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return False
    if end - start > 1:
        return True
    line = text.rfind("\n", 0, start) + 1
    return not (text[line:start].isspace() or line == start) or not text[end : end + 1].isspace()


# Old and new places of the tone mark on open syllables compare equal; one letter for one, so offsets are shared.
# Two patterns, for each opens with a plain letter that the engine leaps to: one pattern for both takes seven times as long.
_TONES = (re.compile("o[àáảãạèéẻẽẹ](?![a-zà-ỹ])"), re.compile("u[ỳýỷỹỵ](?![a-zà-ỹ])"))
_MOVED = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_DASHES = "–—−‐‑"


def fold(text: str) -> str:
    """Return the view that rules match: lower case, plain dashes, new tone placement; as long as the text.

    >>> fold("Uỷ ban – QUÝ")
    'ủy ban - quý'
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c) == 1 else "?" for c in map(str.lower, text))
    for dash in _DASHES:  # str.translate() would look up every letter
        if dash in low:
            low = low.replace(dash, "-")
    for tones in _TONES:
        low = tones.sub(_move, low)
    return low


def _move(match: re.Match[str]) -> str:
    if match.start() and match.string[match.start() - 1] == "q":
        return match.group()
    return _MOVED[match.group()]
