"""Which instrument implements which, where a title says so.

In: the citations of one document. "Kế hoạch số 12/KH-UBND … thực hiện Nghị quyết số 47/NQ-CP …" gives (12/KH-UBND, 47/NQ-CP,
"implements"): the second stands in the title of the first, right behind words that say what the first does with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ttdn_extract.corpus.records import Nested
from ttdn_extract.plan import Citation

_MANNER = r"(?:(?:có )?hiệu quả|nghiêm túc|đồng bộ|các|những|nội dung|nhiệm vụ)"
_CUES = (
    ("guides", re.compile(rf"\bhướng dẫn (?:việc )?(?:triển khai )?(?:thực hiện|thi hành)(?: {_MANNER})*\s*$", re.I)),
    ("implements", re.compile(rf"\b(?:thực hiện|thi hành|cụ thể hóa|cụ thể hoá)(?: {_MANNER})*\s*$", re.I)),
    ("amends", re.compile(r"\bsửa đổi(?:, bổ sung)?(?: một số điều)?(?: của)?(?: các)?\s*$", re.I)),
)
# A report on how something is implemented does not implement it.
_ABOUT = re.compile(
    r"\b(?:kiểm tra|giám sát|đánh giá|sơ kết|tổng kết|báo cáo|kết quả|tình hình|đôn đốc)\b[^,;]*$", re.I
)
# A title that was read too far: another body comes, and what it issues.
_NEXT = re.compile(
    r"[,;]\s*(?:Thủ tướng|Chính phủ|Bộ|Sở|UBND|Ủy ban|Uỷ ban|HĐND|Hội đồng|Ban|Tỉnh|Thành|Huyện|Đảng)\b[^,;]*\bban hành\b"
)
_LIST = re.compile(r"\s*(?:,|;|và|,\s*và|;\s*và)\s*")
_REACH = 400  # characters of a title that are looked at


def find_nested(citations: Sequence[Citation], number: dict[str, int]) -> Iterator[Nested]:
    """Find the instruments that are named inside the title of another, with what it does to them."""
    for place, outer in enumerate(citations):
        source = number.get(outer.instrument or "")
        if source is None or not outer.title:
            continue
        for inner, relation in _inside(outer.title[:_REACH], citations[place + 1 : place + 9], outer.span.end):
            target = number.get(inner.instrument or "")
            if target is not None and target != source:
                said = f"{outer.text} {outer.title[: outer.title.find(inner.text) + len(inner.text)]}"
                yield Nested(source, target, relation, outer.span.start, inner.span.end, said)


def _inside(title: str, following: Sequence[Citation], end: int) -> Iterator[tuple[Citation, str]]:
    """Yield the first citation in a title, if the words before it say what it is to the title, and those listed with it."""
    placed: list[tuple[int, int, Citation]] = []
    at = 0
    for citation in following:
        found = title.find(citation.text, at)
        # What stands further from the citation in the text than in its title is another mention.
        if found < 0 or citation.span.start - end > 2 * found + 40:
            break
        placed.append((found, at := found + len(citation.text), citation))
    relation = _relation(title[: placed[0][0]]) if placed else None
    if relation is None:
        return
    yield placed[0][2], relation
    for (_, before, _), (start, _, citation) in pairwise(placed):
        if not _LIST.fullmatch(title, before, start):
            return
        yield citation, relation


def _relation(words: str) -> str | None:
    """Return what a title that begins with these words does to the instrument that follows them."""
    for relation, cue in _CUES:
        if found := cue.search(words):
            before = words[: found.start()]
            return None if _NEXT.search(words) or relation == "implements" and _ABOUT.search(before) else relation
    return None
