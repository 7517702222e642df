"""What the place of a citation says: is it the document's basis, what is done with it, which article of it is meant.

In: the folded text and the place where a mention begins. Out: basis, relation, provision. "…; UBND xã An Tân ban hành Kế hoạch thực hiện
Nghị quyết số …" in the preamble is no longer the basis: there the document enacts itself.
"""

from __future__ import annotations

import re
from functools import cache

from ttdn_extract.finders.date_points import needed
from ttdn_extract.rulebook import load_rows
from ttdn_extract.vocabulary import Relation

_PIN = r"(?:tiết|điểm|khoản|điều|mục|tiểu mục|phần|chương|phụ lục)\s(?:số\s)?(?:[\d.]{1,6}[a-zđ]?|[a-zđ]|[ivx]{1,6}|thứ \w+)(?![\w])"
# One of these stands in every pinpoint; looking for them costs less than the pattern.
_PINNED = ("điều", "khoản", "điểm", "mục", "phần", "phụ lục", "chương", "tiết")
_PROVISION = re.compile(
    rf"{_PIN}(?:(?:,\s|\svà\s|\s|;\s)(?:{_PIN}|[\d]{{1,3}}|[a-zđ](?=[,\s]))){{0,8}},?\s(?:(?:của|tại|trong|ban hành kèm theo|kèm theo)\s)?(?:chính\s)?$"
)
_BASIS = re.compile(
    r"[-+*•\s(]*(?:c[ăâa]n c[ứưử]|thực hiện|theo|xét|trên cơ sở|triển khai|tiếp tục|để|nhằm|thi hành|quán triệt|được|qua|sau khi|chấp hành|tiếp theo|ngày|phát huy|hưởng ứng|tổ chức|cụ thể|kế hoạch|luật|nghị|quyết|thông tư|chỉ thị|công văn|ý kiến|tại)\b"
)
_LATER_BASIS = re.compile(r"(?:căn cứ|thực hiện|triển khai|theo|để|nhằm|chấp hành|quán triệt|trên cơ sở|thi hành)\b")
# The clause that enacts the document itself ends the basis: "…; UBND xã An Tân ban hành Kế hoạch thực hiện Nghị quyết số …".
_ENACTING = re.compile(
    r"[,;.”\")]\s(?:ubnd|ủy ban|hđnd|hội đồng nhân dân|sở|ban|bộ|trường|đảng|phòng|tỉnh ủy|thành ủy|huyện ủy|công an|trung tâm|liên đoàn|hội|đoàn|chi cục|cục|tổng cục|viện|văn phòng|công ty)\b[^,;.\n]{0,90}?"
    r"\s(?:ban hành|xây dựng|đề ra|lập|hướng dẫn|yêu cầu|tổ chức|triển khai)\s(?:kế hoạch|chương trình|quy|một số|hướng dẫn|các|thực hiện|chỉ thị|phương án|đề án)"
)
_OF = re.compile(r",?\s+(?:(?:ban hành )?kèm theo|của|tại|trong|chính)?\s*$")


@cache
def _relations() -> tuple[tuple[tuple[str, ...], re.Pattern[str], Relation], ...]:
    """Return the rows with the words of which one must be there: looking for them costs less than the pattern."""
    return tuple((needed(row.pattern), re.compile(row.pattern), row["says"]) for row in load_rows("citations"))


class Preamble:
    """The stretch between title and first section, where "Căn cứ …" stands."""

    def __init__(self, folded: str, span: tuple[int, int]) -> None:
        self.folded, self.start, self.end = folded, *span
        self.enacting = [match.start() for match in _ENACTING.finditer(folded, *span)]

    def is_basis(self, start: int) -> bool:
        """Say whether a mention that begins here is what the document is based on."""
        if not self.start <= start < self.end:
            return False
        line = max(self.folded.rfind("\n", 0, start) + 1, self.start)
        opens = _BASIS.match(self.folded, line) is not None
        if not opens:  # "Năm 2010, … phức tạp. Thực hiện Chỉ thị số …, UBND tỉnh yêu cầu"
            sentence = self.folded.rfind(". ", line, start)
            opens = sentence >= 0 and _LATER_BASIS.match(self.folded, sentence + 2) is not None
        return opens and not any(line < place < start for place in self.enacting)


def words_before(folded: str, start: int) -> str:
    """Return what stands before a mention on its line, as far as it can matter."""
    before = folded[max(0, start - 90) : start]
    return before[before.rfind("\n") + 1 :]


def relation_before(before: str) -> Relation:
    """Return what the words before a mention say is done with it."""
    for words, pattern, says in _relations():
        if (not words or any(map(before.__contains__, words))) and pattern.search(before):
            return says
    return "cites"


def provision_before(text: str, before: str, start: int) -> str | None:
    """Return the pinpoint before a mention as printed: "điểm b khoản 2 Điều 5"."""
    found = _PROVISION.search(before) if any(map(before.__contains__, _PINNED)) else None
    if found is None:
        return None
    printed = _OF.sub("", text[start - len(before) + found.start() : start])
    return _OF.sub("", printed).strip(" ,")
