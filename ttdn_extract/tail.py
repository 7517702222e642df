"""Recipients and signature: the zone that begins with "Nơi nhận:" and "TM. ỦY BAN NHÂN DÂN".

In: the cells of that zone in reading order, both columns mixed as the dump has them. Out: one recipient a line of the list
("Sở Nội vụ", "Lưu: VT"), and the signature: authority "TM. …", capacity "KT. …", position, name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ttdn_extract.bare import bare
from ttdn_extract.doctype import OFFICE, PERSON, is_capital
from ttdn_extract.flow import Flow, Paragraph
from ttdn_extract.letters import LOWER, UPPER


class Piece(NamedTuple):
    """A text of the zone and its place in the flowed text."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Tail:
    """What the zone says; parts that are not there are None."""

    recipients: list[Piece] = field(default_factory=list)
    authority: Piece | None = None
    capacity: Piece | None = None
    position: Piece | None = None
    name: Piece | None = None


_HEAD = re.compile(r"[^\w]{0,4}(?:N[ơoờỡớ]i\s+nh[ậâạaăãấ]n|NƠI NHẬN|Nơi gửi)\s*:?\s*")
_DASH = re.compile(rf"(?:[-–—−•+*~·]\s*)+|\d{{1,2}}[.)]\s+(?=[{UPPER}])")
# "(Đã ký)", also as the mark "[daky]" that web sites put there.
_SIGNED = re.compile(r"\W*(?:đã ký|daky)\W*$", re.IGNORECASE)
_SIGNED_BY = re.compile(r"\W*(?:[Đđ]ã ký|ĐÃ KÝ)\W+")
_ITEM = re.compile(r"[^;\s][^;]*")
_DASHED_ITEM = re.compile(r"\S(?:[^;]|;(?! - ))*;?")
_KEEPING = re.compile(r"L[ưu]+u\b", re.IGNORECASE)
# On whose behalf (TM., TL., TUQ.), and for which head (KT., Q.); the Party writes T/M, K/T.
_FOR_BODY = re.compile(r"(?:TM\s?\.|T\s?/\s?M\b|TM\s|TL\s?\.|T\s?/\s?L\b|TUQ\s?\.|T\s?/\s?UQ\b)\s*")
_FOR_HEAD = re.compile(r"(?:KT(?:\s?\.|\s)|K\s?/\s?T|Q\s?\.)\s*(?=[A-ZĐ])")
_GIVEN = re.compile(rf"[{UPPER}][{LOWER}]*")
_OFFICE_LAST = re.compile(r"\s((?:PHO )?(?:CHU TICH|GIAM DOC|BI THU|TRUONG BAN|HIEU TRUONG|CHU NHIEM|BO TRUONG))$")
_OF_COMMITTEE = re.compile(r"(?:PHO )?(?:TRUONG BAN|TO TRUONG|TRUONG TIEU BAN|CHU TICH HOI DONG)")
_RUN_TOGETHER = re.compile(
    rf"(?<=[{UPPER}])\s+(?=(?:KT|TL|TUQ|K/T|T/L)[\s.])|(?<=TỊCH)\s+(?=PHÓ )|(?<=TRƯỞNG)\s+(?=PHÓ |THỨ )|(?<=ĐỐC)\s+(?=PHÓ )|(?<=[{UPPER}]{{2}})\s+(?=[{UPPER}][{LOWER}])"
)


def read_tail(flow: Flow) -> Tail:
    """Read recipients and signature."""
    cells = [p for p in flow.paragraphs if p.zone == "tail"]
    left, right = _columns(flow.text, cells)
    tail = Tail(recipients=_recipients(left))
    _read_signature(right, tail)
    return tail


def _columns(text: str, cells: Sequence[Paragraph]) -> tuple[list[Piece], list[Piece]]:
    """Part the lines of the list of recipients from those of the signature."""
    left: list[Piece] = []
    right: list[Piece] = []
    column, open_ = 0, False
    for cell in cells:
        piece = Piece(text[cell.start : cell.end], cell.start, cell.end)
        head = None if open_ or left else _HEAD.match(piece.text)
        if head:
            column, open_ = cell.column, True
            piece = Piece(piece.text[head.end() :], cell.start + head.end(), cell.end)
            if not piece.text:
                continue
            if is_capital(piece.text) and not _DASH.match(piece.text):
                right.append(piece)
                continue
        listed = open_ and cell.column <= column and not _signs(piece.text) and not _SIGNED.match(piece.text)
        if listed and not (left and _is_done(left, piece)):
            piece, beside = _part_beside(piece)
            left.append(piece)
            right += beside
        else:
            open_ = open_ and (cell.column > column or _signs(piece.text))
            right.append(piece)
    return left, right


def _part_beside(piece: Piece) -> tuple[Piece, list[Piece]]:
    """Part a recipient from a piece of signature that a scan set on its line: "- Như Điều 5; KT. CHỦ TỊCH"."""
    cut = piece.text.find("; ")
    if cut < 0:
        return piece, []
    rest = piece.text[cut + 2 :].strip()
    if _signs(rest) or PERSON.fullmatch(rest) and rest.count(" ") > 1:
        return Piece(piece.text[: cut + 1], piece.start, piece.start + cut + 1), [
            Piece(rest, piece.end - len(rest), piece.end)
        ]
    return piece, []


def _signs(text: str) -> bool:
    if _DASH.match(text):
        return False
    return (
        bool(_FOR_BODY.match(text))
        and is_capital(" ".join(text.split()[:4]))  # the name may follow
        or is_capital(text)
        and bool(_FOR_HEAD.match(text) or OFFICE.match(bare(text)))
    )


def _is_done(left: list[Piece], piece: Piece) -> bool:
    """Say whether the list has ended with its "Lưu: …" line, so that this piece is none of it."""
    if _DASH.match(piece.text):
        return False
    last = next((p for p in reversed(left) if _DASH.match(p.text)), left[-1])
    keeping = bool(_KEEPING.match(_DASH.sub("", last.text, count=1))) or "; Lưu" in last.text
    ended = left[-1].text.rstrip()[-1:] in ".;"
    if keeping:
        return ended or piece.text[0].isupper() and not left[-1].text.endswith((",", "-"))
    return ended and bool(PERSON.match(piece.text)) and any(_DASH.match(p.text) for p in left)


def _recipients(pieces: list[Piece]) -> list[Piece]:
    dashed = any(_DASH.match(p.text) for p in pieces)
    if pieces and not dashed and (len(pieces) == 1 or pieces[0].text.count("; ") > 1):
        # "Nơi nhận: Sở Nội vụ; Lưu: VT."
        return [_join([part]) for whole in pieces for part in _cut(whole, _ITEM)]
    if dashed and any("; - " in p.text for p in pieces):
        pieces = [part for piece in pieces for part in _cut(piece, _DASHED_ITEM)]
    items: list[list[Piece]] = []
    for piece in pieces:
        mark = _DASH.match(piece.text)
        if mark:
            items.append([Piece(piece.text[mark.end() :], piece.start + mark.end(), piece.end)])
        elif items and (dashed and not _is_noise(piece.text) or items[-1][-1].text[-1:] not in ";."):
            items[-1].append(piece)
        elif not dashed:
            items.append([piece])
    return [joined for item in items if (joined := _join(item)).text]


def _cut(whole: Piece, item: re.Pattern[str]) -> list[Piece]:
    """Cut the items apart that a dump ran together."""
    start = whole.start
    return [Piece(part.group(), start + part.start(), start + part.end()) for part in item.finditer(whole.text)]


def _is_noise(text: str) -> bool:
    return not any(map(str.isalpha, text)) or text.startswith("(") and len(text) < 10


def _join(pieces: list[Piece]) -> Piece:
    text = " ".join(p.text for p in pieces if p.text).strip()
    text = re.sub(r"[\s;.,+*@#`_|]+$", "", text)
    if text.endswith(")") and text.count("(") < text.count(")"):
        text = text[:-1]
    return Piece(text, pieces[0].start, pieces[-1].end)


def _read_signature(pieces: list[Piece], tail: Tail) -> None:
    """Sort the lines of the signature; a long authority may run over two lines."""
    parts = [part for piece in pieces for part in _split(piece)]
    growing = False
    for part in parts:
        if _FOR_BODY.match(part.text) and tail.authority is None:
            tail.authority, growing = part, True
        elif is_capital(part.text) and _FOR_HEAD.match(part.text):
            tail.capacity, growing = part, False
        elif is_capital(part.text) and OFFICE.match(bare(part.text)):
            growing = False
            if tail.position is not None and tail.name is None and _OF_COMMITTEE.match(bare(tail.position.text)):
                continue  # below comes the office that the head of a committee holds elsewhere
            tail.position = part._replace(text=re.sub(r"^PH[OÓAẲẢEÔ] ", "PHÓ ", part.text))
        elif growing and tail.authority is not None and part.text.isupper():
            tail.authority = _join([tail.authority, part])
        else:
            _take_name(part, tail)
    _part_position(tail)
    if tail.position is None and tail.capacity is not None and tail.capacity.text.startswith("Q"):
        tail.position, tail.capacity = tail.capacity, None  # who acts for no one else


def _part_position(tail: Tail) -> None:
    """Part "TM. BAN THƯỜNG TRỰC CHỦ TỊCH", whose lines were cut word by word, into authority and position."""
    if tail.authority is None or tail.position is not None or tail.capacity is not None:
        return
    found = _OFFICE_LAST.search(bare(tail.authority.text))
    if found:
        at = found.start(1)
        text, start, end = tail.authority
        tail.authority = Piece(text[:at].rstrip(), start, end)
        tail.position = Piece(text[at:], start, end)


def _take_name(part: Piece, tail: Tail) -> None:
    if (
        tail.name is not None
        and tail.name.text.count(" ") == 1
        and part.start - tail.name.end < 3
        and _GIVEN.fullmatch(part.text)
    ):
        tail.name = _join([tail.name, part])
        return
    signed = _SIGNED_BY.match(part.text)
    if signed:  # "Đã ký: Lê Văn An"
        part = Piece(part.text[signed.end() :], part.start + signed.end(), part.end)
    person = PERSON.match(part.text)
    if person and not part.text.isupper():
        tail.name = Piece(person[1], part.end - len(person[1]), part.end)
    elif (
        tail.name is None
        and tail.position
        and part.text.isupper()
        and 2 <= len(part.text.split()) <= 5
        and part.text.replace(" ", "").isalpha()
    ):
        tail.name = part


def _split(piece: Piece) -> list[Piece]:
    """Part what a dump ran together: "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn A"."""
    parts, at = [], 0
    for gap in _RUN_TOGETHER.finditer(piece.text):
        parts.append(Piece(piece.text[at : gap.start()], piece.start + at, piece.start + gap.start()))
        at = gap.end()
    parts.append(Piece(piece.text[at:], piece.start + at, piece.end))
    return [p for p in parts if p.text]
