"""The year or interval that a plan covers, from its title: "… năm 2025" -> "2025", "giai đoạn 2026 - 2030" -> "2026/2030".

Years that belong to something else in the title do not count: a cited resolution, a strategy "đến năm 2030", a term of office.
"""

from __future__ import annotations

import re

_YEAR = r"((?:19|20)\d\d)"
_PERIODS = (
    (re.compile(rf"từ năm\s+{_YEAR}\s+đến (?:hết )?năm\s+{_YEAR}"), "{0}/{1}"),
    (re.compile(rf"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?{_YEAR}\s*(?:-|–|đến(?:\s+năm)?)\s*(?:năm\s+)?{_YEAR}"), "{0}/{1}"),
    (re.compile(rf"năm học\s+{_YEAR}\s*(?:-|–)\s*{_YEAR}"), "{0}/{1}"),
    (re.compile(rf"\b{_YEAR}\s*(?:-|–)\s*{_YEAR}\b"), "{0}/{1}"),
    (re.compile(rf"qu[ýí]\s+(iv|iii|ii|i|[1-4])\s*(?:năm|/|-)\s*{_YEAR}"), "{1}-Q{0}"),
    (re.compile(rf"tháng\s+(\d{{1,2}})\s*(?:năm|/|-)\s*{_YEAR}"), "{1}-M{0}"),
    (re.compile(rf"(?:năm|trong năm)\s+{_YEAR}(?!\s*[-–]\s*\d)"), "{0}"),
)
_QUARTERS = {"i": 33, "ii": 34, "iii": 35, "iv": 36, "1": 33, "2": 34, "3": 35, "4": 36}
# Years behind these words belong to another thing: a cited instrument, a strategy, a term of office.
_NOT_OWN = re.compile(
    r"(?:(?:nghị quyết|quyết định|chỉ thị|kết luận|nghị định|thông tư|kế hoạch|công văn|quy định|hướng dẫn|chương trình|đề án|chiến lược|(?<!pháp )luật)\s(?:số\s)?(?:\d|(?:hành động|quốc gia|mục tiêu|tổng thể|phòng)).*|"
    r"(?:(?<!pháp )luật|bộ luật|pháp lệnh)\s[^,;\d]{3,80}?năm\s+\d{4}|nhiệm kỳ\s+\d{4}\s*[-–]\s*\d{4}|(?:tầm nhìn|định hướng)?\s*đến\s(?:hết\s)?năm\s+\d{4}|ngày\s+\d{1,2}\s*(?:/|tháng).*?\d{4})"
)
_TAIL_PERIOD = re.compile(rf"(?:năm\s+{_YEAR}|(?:giai đoạn|năm học)\s+{_YEAR}\s*[-–]\s*{_YEAR})\W*$")
_OWN_AREA = re.compile(
    r"\b(?:trên địa bàn|của|tại|thuộc)\s+(?:tỉnh|thành phố|huyện|xã|phường|ngành|bộ|sở|quận|thị xã)\b|(?:tỉnh|huyện|xã|phường|thành phố|ngành|bộ)\s\S+(?:\s\S+){0,5}$"
)


def period_of(title: str) -> str | None:
    """Return the year or interval that the plan covers, from its title, as EDTF.

    >>> period_of("Thông tin đối ngoại huyện An Tân năm 2025"), period_of("Thực hiện Chiến lược quốc gia đến năm 2030")
    ('2025', None)
    """
    low = title.lower()
    if whole := _PERIODS[0][0].search(low):
        return _period(_PERIODS[0][1], whole.groups())
    last = _TAIL_PERIOD.search(low)
    own = low
    if last and not low[: last.start()].rstrip().endswith("đến") and _OWN_AREA.search(low[: last.start()].rstrip()):
        own = last.group()
    else:
        own = _NOT_OWN.sub(" ", low)
    for pattern, form in _PERIODS:
        found = pattern.search(own)
        if found:
            return _period(form, found.groups())
    return None


def _period(form: str, groups: tuple[str, ...]) -> str:
    if "Q" in form:
        return f"{groups[1]}-{_QUARTERS[groups[0]]}"
    if "M" in form:
        return f"{groups[1]}-{int(groups[0]):02}"
    return form.format(*groups)
