"""Which kind of body a symbol is of, and which kind a citation says: "49-KH/TU" is not "của Ban Thường vụ Huyện ủy".

In: a symbol and a canonical issuer. Out: the body that the symbol stands for, if the two cannot go together. Only kinds that are told apart
without doubt are compared: "TU" is of a province, and of a city or town below it; an unknown token contradicts nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ttdn_extract.finders.tokens import bare_body, body_of, code_of
from ttdn_extract.rulebook import load_table

_SHARED = (("province", "city"), ("ministry", "department"))  # some of them use the same tokens
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS = re.compile(r"[/-]")
_KINDS = (
    ("centre", re.compile(r"(?:Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương)\b")),
    ("province", re.compile(r"(?:.*\b)?(?:Tỉnh ủy|Đảng bộ tỉnh)\b")),
    ("city", re.compile(r"(?:.*\b)?(?:Thành ủy|Thị ủy|Đảng bộ (?:thành phố|thị xã))\b")),
    ("district", re.compile(r"(?:.*\b)?(?:Huyện ủy|Quận ủy|Đảng bộ (?:huyện|quận))\b")),
    ("base", re.compile(r"(?:(?:Ban Thường vụ|Ban Chấp hành) )?(?:Đảng ủy|Đảng bộ) (?:xã|phường|thị trấn|đặc khu)\b|Đảng ủy$")),
    ("government", re.compile(r"Chính phủ$")),
    ("premier", re.compile(r"Thủ tướng(?: Chính phủ)?$")),
    ("people", re.compile(r"(?:Chủ tịch )?UBND\b")),
    ("council", re.compile(r"(?:Thường trực )?HĐND\b")),
    ("department", re.compile(r"Sở ")),
    ("ministry", re.compile(r"Bộ (?!Chính trị|Chỉ huy|Tư lệnh|Tổng|phận|môn)")),
)  # fmt: skip


def kind_of(body: str) -> str | None:
    """Return the kind of a canonical body, None where it could be taken for another.

    >>> kind_of("Ban Thường vụ Huyện ủy Vân Khê"), kind_of("Tỉnh ủy"), kind_of("Văn phòng Tỉnh ủy"), kind_of("Công ty A")
    ('district', 'province', None, None)
    """
    if body.startswith(
        ("Văn phòng", "Ủy ban Kiểm tra", "Ban Tổ chức", "Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính")
    ):
        return None
    return next((kind for kind, pattern in _KINDS if pattern.match(body)), None)


@lru_cache(maxsize=8192)
def contradiction(symbol: str, issuer: str) -> str | None:
    """Return the body whose symbol this is, if the issuer can be no such body.

    >>> contradiction("49-KH/TU", "Ban Thường vụ Huyện ủy Vân Khê"), contradiction("12/KH-UBND", "HĐND tỉnh Hòa Giang")
    ('Tỉnh ủy, Thành ủy', 'UBND')
    >>> contradiction("49-KH/TU", "Ban Thường vụ Thành ủy Vân Khê"), contradiction("08/QĐ-UBND", "UBND xã An Tân")
    (None, None)
    >>> contradiction("77/UBND-VX", "Sở Nội vụ tỉnh Hòa Giang"), contradiction("4/LĐTBXH-KH", "Sở Nội vụ tỉnh Hòa Giang")
    ('UBND', None)
    """
    said = kind_of(issuer)
    meant = bodies_in(symbol)
    if said is None or len(meant) != 1:
        return None
    ((token, name),) = meant.items()
    kind = "centre" if token == "TW" else kind_of(name)
    if kind is None or kind == said and (kind != "ministry" or issuer == name):
        return None
    if any(kind in pair and said in pair for pair in _SHARED):
        return None
    if kind == said == "ministry" and issuer not in _ministries():
        return None
    shown = {"province": "Tỉnh ủy, Thành ủy", "centre": "cơ quan Trung ương của Đảng"}
    return shown.get(kind, name)


def bodies_in(symbol: str) -> dict[str, str]:
    """Return the known bodies in a symbol by their tokens; "TT-BTC" has one, "TTLT-BTC-BTP" two."""
    number, *parts = _PARTS.split(symbol)
    tokens = [bare_body(part) for part in parts if not _YEAR.fullmatch(part) and not code_of(part)]
    return {token: name for token in tokens if (name := body_of(token)[0]) or token == "TW"}


@cache
def _ministries() -> frozenset[str]:
    return frozenset(row["name"] for row in load_table("issuers") if row["name"].startswith("Bộ "))
