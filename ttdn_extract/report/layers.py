"""Which layer of the graph an instrument belongs to: trung ương (0), tỉnh (1), huyện (2), xã (3), or not known (4).

In: level "dang", issuer "Ban Thường vụ Huyện ủy Vân Khê". Out: 2. Party bodies and departments stand with the administration
of the same rank.
"""

from __future__ import annotations

import re

UNKNOWN = 4
_LEVELS = {"tw": 0, "tinh": 1, "so": 1, "huyen": 2, "xa": 3}
_NATIONAL_KINDS = frozenset(["L", "BL", "PL", "HP", "CƯ", "NĐ", "TT", "TTLT", "HĐ", "HƯ", "NĐT", "ĐL", "TCVN", "QCVN"])
_ISSUERS = (
    (re.compile(r"Bộ Chính trị|Ban Bí thư|Trung ương|Đại hội .*của Đảng|quốc gia$"), 0),
    (re.compile(r"Đảng (?:ủy|bộ) (?:xã|phường|thị trấn|đặc khu)|\b(?:xã|phường|thị trấn|đặc khu)\s"), 3),
    (re.compile(r"(?:Huyện|Quận|Thị) ủy|Đảng bộ (?:huyện|quận|thị xã)|\b(?:huyện|quận|thị xã)\s"), 2),
    (re.compile(r"(?:Tỉnh|Thành) ủy|Đảng bộ (?:tỉnh|thành phố)|\b(?:tỉnh|thành phố)\s"), 1),
)
_SYMBOLS = (("/TW", 0), ("-TW", 0), ("/TU", 1), ("/HU", 2))


def layer(level: str | None, issuer: str | None, kind: str | None, symbol: str | None) -> int:
    """Return the layer of an instrument.

    >>> layer("dang", "Ban Thường vụ Huyện ủy Vân Khê", "KH", None), layer(None, None, "NĐ", "30/2020/NĐ-CP")
    (2, 0)
    """
    if level in _LEVELS:
        return _LEVELS[level]
    for pattern, found in _ISSUERS:
        if issuer and pattern.search(issuer):
            return found
    for ending, found in _SYMBOLS:
        if symbol and symbol.endswith(ending):
            return found
    return 0 if kind in _NATIONAL_KINDS else UNKNOWN
