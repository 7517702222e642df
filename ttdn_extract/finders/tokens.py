"""The letters of a symbol: which of them are a type, a body or a unit, and which misprint stands for which.

In: tokens such as "Ctr", "NQCP", "BOP". Out: the tokens as the tables of types, issuers and units write them. A token that no table knows
is kept: abbreviations of bodies are an open set.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ttdn_extract.rulebook import load_table

_UNIT = re.compile(r"(?:V|C|A|K|X|B|P[ACVXKH])\d{2}|[VP]\d|(?:VP|VPUB)\d{1,2}")
_TERM = re.compile(r"(QH|UBTVQH|TVQH|HĐNN|ĐĐQH|ĐUQH|HĐBCQG)(?:[2-9]|1\d)?")
_POLICE = re.compile(r"(V|C|A|K|X|B|P[ACVXKH])([0-9OIl]{2})")
# Some provinces print the unit, or the year, behind the body: "UBND.HC", "UBND(VX)", "UBND_VX", "TTg/2022".
_BODY = re.compile(r"([^._(/]+)(?:[._](\w+)|\((\w+)\)|/(?:19|20)\d\d)")
_FOOTNOTE = re.compile(r"(CP|TTg|UBND|HĐND)[1-9]")
# Letters that scanners and keyboards exchange; each maps to one sign of its group.
_ALIKE = str.maketrans(
    {
        "Đ": "D",
        "0": "O",
        "Q": "O",
        "1": "I",
        "l": "I",
        "Œ": "G",
        "Ư": "U",
        "Ô": "O",
        "Ơ": "O",
        "Ê": "E",
        "Â": "A",
        "Ă": "A",
        "5": "S",
        "8": "B",
    }
)

DOTTED = (".UBND", ".HĐND")  # printed so by some provinces: "4567/QĐ.UBND-VX"
_KNOWN = 4096  # symbols are made of few tokens, and a run meets them again and again


@cache
def _codes() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["kind"], row["regime"]) for row in load_table("codes")}


@cache
def _issuers() -> dict[str, tuple[str, str, str]]:
    return {row["code"]: (row["name"], row["scope"], row["regime"]) for row in load_table("issuers")}


@cache
def _units() -> frozenset[str]:
    return frozenset(row["unit"] for row in load_table("units"))


def code_of(token: str) -> str | None:
    """Return the kind that a type code stands for: "CTr", None for no code."""
    found = _codes().get(token)
    return found[0] if found else None


@lru_cache(maxsize=_KNOWN)
def party_of(token: str) -> str | None:
    """Return the regime of a known body (state, party, both), None for an unknown one."""
    found = _issuers().get(token)
    if found:
        return found[2]
    term = _TERM.fullmatch(token)
    if term:
        return _issuers()[term[1]][2]
    body = bare_body(token)
    return party_of(body) if body != token else None


@lru_cache(maxsize=_KNOWN)
def bare_body(token: str) -> str:
    """Return a body without the unit or the year printed behind it: "UBND(VX)" is UBND; any other token unchanged."""
    body = _BODY.fullmatch(token)
    unit = body and (body[2] or body[3])
    return body[1] if body and body[1] in _issuers() and (not unit or is_unit(unit)) else token


@lru_cache(maxsize=_KNOWN)
def body_of(token: str) -> tuple[str, str]:
    """Return (name, scope) of a known body; ("", "") for an unknown one."""
    term = _TERM.fullmatch(token)
    found = _issuers().get(term[1] if term else token)
    return (found[0], found[1]) if found else ("", "")


@lru_cache(maxsize=_KNOWN)
def begins_known(token: str) -> bool:
    """Say whether an unknown token begins with a known body: "UBNDVX" may have lost its hyphen."""
    return (
        any(party_of(token[:k]) is not None for k in range(2, len(token)))
        or len(token) > 3
        and any(token[:k] in _codes() for k in (2, 3))
    )


@lru_cache(maxsize=_KNOWN)
def is_unit(token: str) -> bool:
    """Say whether a token is a unit or field behind the issuer of a letter: "TTĐN", "VP9", "C06"."""
    return token in _units() or _UNIT.fullmatch(token) is not None


@cache
def _skeletons() -> dict[str, str]:
    """Map the skeleton of each known token to it; two tokens with one skeleton cannot be told apart by it."""
    found: dict[str, str] = {}
    for token in (
        *_codes(),
        *_issuers(),
        *(unit for unit in _units() if len(unit) > 2),
        *(f"QH{n}" for n in range(9, 17)),
        *(f"UBTVQH{n}" for n in range(9, 17)),
        *(f"HĐNN{n}" for n in range(2, 9)),
    ):
        key = _skeleton(token)
        found[key] = "" if key in found and found[key] != token else token
    return found


@lru_cache(maxsize=_KNOWN)
def _skeleton(token: str) -> str:
    return token.translate(_ALIKE).upper().translate(_ALIKE).replace("§", "")


@lru_cache(maxsize=_KNOWN)
def mend(token: str) -> tuple[str, str]:
    """Return (token as the tables write it, id of the repair or ""): "Ctr" is CTr, "BOP" is BQP."""
    note = _FOOTNOTE.fullmatch(token)
    if note:
        return note[1], "glued-word"
    if token in _codes() or party_of(token) is not None or is_unit(token):
        return token, ""
    police = _POLICE.fullmatch(token)
    if police:
        return police[1] + police[2].replace("O", "0").replace("I", "1").replace("l", "1"), "look-alike"
    meant = _skeletons().get(_skeleton(token))
    if meant:
        return meant, "letter-case" if meant.upper() == token.upper() else "look-alike"
    single = token.replace("ĐĐ", "Đ").replace("DĐ", "Đ").replace("ĐD", "Đ")
    if single != token and single in _codes():
        return single, "look-alike"
    return token, ""


@lru_cache(maxsize=_KNOWN)
def split_code(token: str) -> tuple[str, str] | None:
    """Split a token into a type code and the known body glued to it: "TTBTTTT" is TT and BTTTT; a bare code has rest ""."""
    token = mend(token)[0]
    if token in _codes():
        return token, ""
    if party_of(token) is not None and token != "CTUBND" or is_unit(token):
        return None
    cuts = [
        (token[:k], mend(token[k:])[0])
        for k in range(1, min(6, len(token) - 1))
        if mend(token[:k])[0] in _codes() and len(token) - k > 1
    ]
    known = [(mend(code)[0], rest) for code, rest in cuts if party_of(rest) is not None]
    return known[0] if len(known) == 1 else None


@lru_cache(maxsize=_KNOWN)
def split_pair(token: str) -> tuple[str, str] | None:
    """Split a token into a known body and a known body or unit, if there is exactly one way: "BNVBTC"."""
    cuts = pairs_in(token)
    return cuts[0] if len(cuts) == 1 and len(cuts[0][1]) > 2 else None


def pairs_in(token: str) -> list[tuple[str, str]]:
    """Return the ways to split an unknown token so: "CATPC06" has two, and cannot be read."""
    if party_of(token) is not None or is_unit(token) or token.startswith("BCĐ"):
        return []  # steering committees are told apart by what follows without a hyphen: BCĐCCHC, BCĐ389
    cuts = [(token[:k], token[k:]) for k in range(2, len(token) - 1)]
    return [(body, rest) for body, rest in cuts if party_of(body) and (party_of(rest) or is_unit(rest))]


def looks_known(token: str) -> bool:
    """Say whether an unknown token may be a misprint of a unit: "DT" of "ĐT"."""
    return _skeleton(token) in _unit_skeletons()


@cache
def _unit_skeletons() -> frozenset[str]:
    return frozenset(map(_skeleton, _units()))


def same_but_look(one: str, other: str) -> bool:
    """Say whether two codes differ only in letters that are taken for one another: "DA" and "ĐA"."""
    return one != other and _skeleton(one) == _skeleton(other)


def read_tokens(raw: list[str]) -> tuple[list[str], str | None, list[str], str]:
    """Mend the tokens and find the type code: (tokens, code or None, repairs, doubt)."""
    repairs: list[str] = []
    words: list[str] = []
    code: str | None = None
    if "." in raw[0] and mend(raw[0].split(".")[0])[0] in _codes():
        if not raw[0].endswith(DOTTED):
            repairs.append("separator")
        raw = [*raw[0].split("."), *raw[1:]]
    for position, word in enumerate(raw):
        token, repair = mend(word)
        if position and repair and party_of(token) is None and not is_unit(token):
            token, repair = word, ""  # a code stands in the first place only
        glued = split_code(token) if position == 0 else None
        if glued is not None and glued[1]:
            words += glued
            repairs.append("missing-hyphen")
            code = glued[0]
            continue
        pair = split_pair(token) if position or token not in _codes() else None
        if pair is not None:
            words += pair
            repairs.append("missing-hyphen")
            continue
        if repair:
            repairs.append(repair)
        words.append(token)
        if position == 0 and token in _codes():
            code = token
    if code == "CT" and len(words) > 1 and party_of(words[1]) is None and is_unit(words[1]):
        code = None  # letters of a tax department: 5348/CT-CS
    if code is None and words[0] in _codes() and party_of(words[0]) is None:
        code = words[0]
    bodies = words[1:] if code else words
    doubt = "" if bodies and party_of(bodies[0]) is not None else "unknown-issuer"
    return words, code, repairs, doubt
