"""Whether a symbol can be read in one way only: "34/QĐ-SCT" can, "01-TB-BCĐ" cannot.

In: a symbol taken apart, the form chosen for it and the repairs made. Out: yes or no. What the tables know is believed in any
condition that could be repaired; an unknown token only as a clean print gives it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from ttdn_extract.finders.tokens import begins_known, code_of, is_unit, looks_known, pairs_in, party_of

_CLEAN = re.compile(r"[A-ZĐƯ]{2,}(?:&[A-ZĐ]{2,})?\d{0,3}|BCĐ\w+")
_NORMATIVE = {"NĐ", "TT", "TTLT", "CT", "NQ"}
_ROUGH = {"separator", "double-separator", "missing-slash", "inner-space"}


class Parts(NamedTuple):
    """A symbol taken apart, before its form is chosen."""

    year: str | None
    first: str
    second: str
    words: tuple[str, ...]
    code: str | None
    regime: str | None

    @property
    def issuers(self) -> tuple[str, ...]:
        """The tokens without the type code."""
        return self.words[1:] if self.code else self.words


def is_whole(number: str, parts: Parts) -> bool:
    """Say whether the number is more than a piece of one: not "2017/NĐ-CP"."""
    code = parts.code
    if "." in number and not (parts.year and parts.words == ("NQ", "CP") and number[0] != "0"):
        return False  # only resolutions of the Government have such numbers: 66.7/2025/NQ-CP
    if code in ("NĐ", "TT", "TTLT") and parts.year is None and re.fullmatch(r"(?:19|20)\d\d", number):
        return False
    return not (code in _NORMATIVE and len(number) > 4 and number.isdigit())


def is_certain(parts: Parts, form: str, repairs: tuple[str, ...], *, letter: bool = False) -> bool:
    """Say whether the tables leave one reading; `letter` when "công văn số" stands before the number."""
    if not parts.issuers or _is_cut(parts) or parts.year and "/" in parts.words[-1]:  # two years
        return False
    if parts.code is None:
        if (
            parts.first != "/"
            or form == "printed"
            and "double-separator" in repairs
            or not _is_letter(parts, led=letter and not repairs)
        ):
            return False
    elif (
        parts.regime == "state"
        and form == "party"
        or parts.regime == "both"
        and (not parts.first or parts.first == parts.second == "/")
    ):
        return False
    if _is_torn(parts):
        return False
    unknown = _unknown(parts)
    if not unknown:
        return form != "printed" or parts.code is None
    if parts.code in ("NĐ", "TTLT", "NQLT") or any(
        not _CLEAN.fullmatch(word) or pairs_in(word) or looks_known(word) for word in unknown
    ):
        return False
    if parts.code is None and parts.regime is None and len(parts.issuers) == 1:
        return 2 < len(parts.issuers[0]) < 6 and not repairs
    return form != "printed" and not _ROUGH & set(repairs)


def _unknown(parts: Parts) -> list[str]:
    return [word for word in parts.issuers if party_of(word) is None and not is_unit(word)]


def _is_cut(parts: Parts) -> bool:
    """Say whether the term or a joint issuer is only half there: "14/2012/QH"."""
    return parts.issuers[0] in ("QH", "UBTVQH") or parts.code in ("TTLT", "NQLT") and len(parts.issuers) < 2


def _is_letter(parts: Parts, *, led: bool) -> bool:
    """Say whether issuer and unit can be those of a letter; one that begins like a known code may have lost a hyphen."""
    if parts.regime is not None or parts.year:
        return parts.regime is not None
    body = parts.issuers[0]
    if body.startswith("DH"):
        return False  # a university whose Đ lost its bar
    if body.startswith("DL") and led:
        return False  # so of "điện lực"
    if led and len(parts.words) == 2 and is_unit(parts.words[1]) and not body.startswith("CV"):
        # A letter has no type code; and behind these bodies stand their names: ĐHV, CTNAN.
        return not any(
            party_of(body[:k]) is not None for k in range(2, len(body)) if body[:k] not in ("ĐH", "CT", "CTN")
        )
    return not begins_known(body)


def _is_torn(parts: Parts) -> bool:
    """Say whether a hyphen may have come between the letters of one known token: "VP-TW"."""
    if len(parts.words) > 1 and code_of("".join(parts.words[:2])) and parts.code is None:
        return True
    known = [pair for pair in pairwise(parts.issuers) if party_of("".join(pair)) is not None or is_unit("".join(pair))]
    unknown = _unknown(parts)
    return any(one in unknown or not is_unit(other) for one, other in known)
