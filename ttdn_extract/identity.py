"""What makes an instrument this one and no other: "vn/chinh-phu/2024/47-nq-cp", the same in a document and in a corpus.

In: kind, symbol, issuer, date and name, as far as they are known. Out: a readable id with "_" for what is not known, and
whether it is determined. The numbers of the State begin anew each year; those of a Party organisation count on for its term.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ttdn_extract.bare import bare
from ttdn_extract.clean import fold

BY_NAME = frozenset(  # cited by name alone, by Decree 30
    {"L", "BL", "PL", "HP", "CƯ", "HĐ", "HƯ", "NĐT", "ĐL", "TCVN", "QCVN"}
)
LAWGIVERS = dict.fromkeys(("L", "BL", "HP"), "Quốc hội")  # who passes what is cited without an issuer
_SAME = {
    "unclos": "cong-uoc-lien-hop-quoc-ve-luat-bien",
    "hien-phap-nuoc-cong-hoa-xa-hoi-chu-nghia-viet-nam": "hien-phap",
    "dieu-le-dang-cong-san-viet-nam": "dieu-le-dang",
    "luat-bau-cu-dai-bieu-quoc-hoi-va-hoi-dong-nhan-dan": "luat-bau-cu-dai-bieu-quoc-hoi-va-dai-bieu-hoi-dong-nhan-dan",
    "luat-ban-hanh-van-ban-qppl": "luat-ban-hanh-van-ban-quy-pham-phap-luat",
}
_SIGNS = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"[\s,]*(?:(?<!viet )nam\s)?(?:19|20)\d\d$")
_STATED_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_PADDING = re.compile(r"^0+(?=\d)")
_COMMITTEE = re.compile(
    r"^(?:Ban Thường vụ|Ban Chấp hành|Thường trực)\s+(?:Đảng bộ (?:tỉnh|thành phố|huyện|quận|thị xã)\s+|(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy\s*)|^(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy\s*"
)


class Identity(NamedTuple):
    """An id, and whether nothing is missing that tells the instrument from others."""

    id: str
    determined: bool


def slug(name: str) -> str:
    """Write a name as part of an identity.

    >>> slug("UBND tỉnh Hòa Giang")
    'ubnd-tinh-hoa-giang'
    """
    return _SIGNS.sub("-", bare(name).lower()).strip("-")


@lru_cache(maxsize=4096)  # the same few bodies issue almost everything
def slug_of_body(issuer: str) -> str:
    """Write a body as part of an identity."""
    return slug(issuer)


@lru_cache(maxsize=2048)  # a document names the same laws again and again
def plain_name(name: str) -> str:
    """Return a name for comparison: without year, marks and signs."""
    plain = bare(fold(name))
    if "19" in plain or "20" in plain:
        plain = _YEAR.sub("", plain)
    plain = _SIGNS.sub("-", plain).strip("-")
    return _SAME.get(plain, plain)


def unpadded(symbol: str) -> str:
    """Return a symbol without the zeros before its number: "05-KH/ĐU" and "5-KH/ĐU" are one."""
    return symbol if symbol[0] != "0" else _PADDING.sub("", symbol)


def states_year(symbol: str | None) -> str | None:
    """Return the year in a symbol of a normative instrument: "09/2017/NĐ-CP"."""
    found = _STATED_YEAR.search(symbol or "")
    return found[1] if found else None


def body_of(issuer: str) -> str:
    """Return what identifies a body: the committees of one Party organisation share their numbers."""
    return "dang-" + issuer[found.end() :] if (found := _COMMITTEE.match(issuer)) else issuer


def identify(
    kind: str | None, symbol: str | None, issuer: str | None, date: str | None, name: str | None = None
) -> Identity:
    """Return the identity of an instrument.

    >>> identify("KH", "12/KH-UBND", "UBND tỉnh Hòa Giang", "2025-01-10")
    Identity(id='vn/ubnd-tinh-hoa-giang/2025/12-kh-ubnd', determined=True)
    >>> identify("KH", "12/KH-UBND", None, "2025-01")
    Identity(id='vn/_/2025/12-kh-ubnd', determined=False)
    """
    year = states_year(symbol) or (date[:4] if date else "_")
    issuer = issuer or LAWGIVERS.get(kind or "")
    body = slug_of_body(issuer) if issuer else "_"
    named = slug(symbol) if symbol else plain_name(name or "")
    return Identity(f"vn/{body}/{year}/{named}", "_" not in (year, body) or kind in BY_NAME)
