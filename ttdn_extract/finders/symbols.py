"""Numbers and symbols: "47/NQ-CP", "57- KL/TW", "06/2022/TTBTTTT" -> what each part of them says.

In: a text. Out: `Symbol`s with their canonical form, type code and issuers, and the repairs that led there. Knowledge is
in codes.csv, issuers.csv, units.csv; a repair is made only where these tables leave one reading. What stays in doubt has `text`
None: a wrong symbol is worse than none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from ttdn_extract.finders.attached import read_type
from ttdn_extract.finders.certainty import Parts, is_certain, is_whole
from ttdn_extract.finders.tails import GAP, SEPARATORS, UPPER, Tail, read_tail
from ttdn_extract.finders.tokens import DOTTED, bare_body, is_unit, party_of, read_tokens, split_code
from ttdn_extract.rulebook import load_rows

# A number is tried at its first digit only, and never has more than five: a megabyte of digits costs one look at each.
_SCAN = re.compile(
    rf"[0-9](?<![\w][0-9])[0-9]{{0,4}}(?![0-9])(?:\.[0-9]{{1,2}}(?=[ ]?[{SEPARATORS}]))?[a-hA-HđĐlIOo]?"
    rf"(?P<first>{GAP}|[ ]?(?=(?:NQ|QĐ|CT|KH|KL|NĐ|TT|TB|BC|HD|CTr|TTr|CV)[ ]?[{SEPARATORS}]))"
    rf"(?:(?P<year>(?:19|20)[0-9]{{2}})(?P<second>{GAP}|[ ]?))?(?=[{UPPER}])"
)
# "số 1 5/KH-UBND", "06/20 22/TT-BTC", "05/⏎2021/TT-BTC": the number itself is torn.
_TORN = re.compile(
    r"\d\s*[-–]+[\s.]*$|\d +,?$|\d[.,]{2}$|s[ốôó][\s:.]+[\d\s.,]*\d\s*\n\s*$|(?:[^\W\d_][ :.]+|[/⁄]\s*)\w{0,3}\d[\s.,]*\n\s*$|\w[\s,.§]{0,3}[/⁄]+[\s.,§]*$"
    r"|s[ốôó][ :.]+(?:\S{0,3}\d\S{0,3}|\S)[\s.]+$|[/⁄] ?\w{0,3}\d\w{0,3} +$"
)
_BEFORE = re.compile(r"[^\s\w(\[“\"':;.,|*<>=+\-–/…]")
# One tail for several numbers: "các Nghị quyết số 35, 36 và 37-NQ/TW"; what stands before the last of them.
_LISTED = re.compile(r" số:? ((?:[1-9]\d{0,4}|0[1-9])(?:/(?:19|20)\d\d)?(?:, và | và |[,;] )){1,6}$")
_MEMBER = re.compile(r"(\d{1,5})(?:/(\d{4}))?(?=[,; ])")
_AS_MEANT = re.compile(r"\w+(?:[-/.]\w+)*")  # nothing to mend in print
_STATE_ONLY = ("CP", "TTg", "UBND", "HĐND", "QH", "UBTVQH")


class Symbol(NamedTuple):
    """A number with its symbol; `text` is canonical, None if it cannot be read with certainty."""

    start: int
    end: int
    text: str | None
    number: str
    year: str | None
    code: str | None
    issuers: tuple[str, ...]
    units: tuple[str, ...]
    repairs: tuple[str, ...]
    doubt: str
    sure: bool  # the symbol alone proves a citation; otherwise a word such as "số" must stand before it


@cache
def _print_repairs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row.id, re.compile(row.pattern)) for row in load_rows("repairs") if row["stage"] == "print")


def find_symbols(text: str, *, strict: bool = False) -> list[Symbol]:
    """Find all numbers that a symbol follows, in order; overlaps are excluded.

    >>> [s.text for s in find_symbols("Kết luận số 57- KL/TW và Nghị quyết 47/NQCP, giai đoạn 2021-2025")]
    ['57-KL/TW', '47/NQ-CP']
    """
    found: list[Symbol] = []
    at = 0
    for match in _SCAN.finditer(text):
        if match.start() >= at and (symbol := _read(text, match)) is not None:
            if strict and symbol.repairs:
                symbol = symbol._replace(text=None, repairs=(), doubt="needs-repair")
            found += _sharing(text, symbol) if symbol.text else ()
            found.append(symbol)
            at = symbol.end
    return found


def _read(text: str, match: re.Match[str]) -> Symbol | None:
    """Read the symbol whose number, year and first separator `match` holds."""
    start = match.start()
    if start > 1 and (
        text[start - 1] in ".,⁄" and text[start - 2].isdigit() or text[start - 1] in "/-–" and text[start - 2].isalnum()
    ):
        return None  # the end of a date, of a longer number, of a web address
    tail = read_tail(text, match.end())
    if not tail.tokens:
        return None
    first, spaced = _separator(match["first"]), match["first"][:1] == " " and match["first"][-1:] == " "
    led = split_code(tail.tokens[0][1]) is not None
    if (
        not led
        and (not first or match["year"] and not match["second"].strip() or first == "-" and spaced)
        or led
        and first == "-"
        and spaced
        and len(tail.tokens) < 2
    ):
        return None  # "năm 2025 - UBND tỉnh", "tháng 12/2024 UBND"
    printed = text[start : tail.end]
    repairs = list(tail.repairs)
    if not _AS_MEANT.fullmatch(printed):
        repairs = [name for name, pattern in _print_repairs() if pattern.search(printed)] + repairs
    if not first or match["year"] and not match["second"].strip():
        repairs.append("missing-slash")
    number = _number(match.group()[: match.start("first") - start], repairs)
    symbol = _build(text, start, number, match["year"], first, tail, repairs)
    if symbol.code is None and text.endswith(("dự án ", "Dự án "), 0, start):
        return None  # a part of a programme, "dự án 6/CTMTQG"
    if (
        tail.broken
        or start
        and not text.endswith(" số ", 0, start)  # as nearly all are; nothing is torn there
        and (
            _BEFORE.match(text, start - 1)
            or not text[start - 1].isalpha()
            and _TORN.search(text[max(0, start - 20) : start])
            and not (symbol.text and _sharing(text, symbol))
        )
    ):
        return symbol._replace(text=None, repairs=(), doubt="broken-symbol")
    return symbol


def _number(printed: str, repairs: list[str]) -> str:
    """Read a number whose last figure a scanner took for a letter: "9l/QĐ-UBND"."""
    if printed[-1] not in "lIOo":
        return printed
    repairs.append("look-alike")
    return printed[:-1] + ("1" if printed[-1] in "lI" else "0")


def _sharing(text: str, last: Symbol) -> list[Symbol]:
    """Give the numbers listed before `last` its tail, behind a type word that fits it: "số 1234, 1235/UBND-VX"."""
    at = last.start
    if text[max(0, at - 2) : at] not in (", ", "; ", "à ") or last.text is None or last.repairs:
        return []
    low = max(0, at - 90)
    listed = _LISTED.search(text, low, at)
    own = last.number + (f"/{last.year}" if last.year else "")
    if listed is None or not last.text.startswith(own):
        return []
    word = read_type(text[low : listed.start() + 4].lower(), listed.start() + 4 - low)
    if word is None or not word.kind or not word.generic and (last.code or "CV") not in word.codes:
        return []
    found = []
    for member in _MEMBER.finditer(text, listed.start() + 3, at):
        number, year = member.groups()
        whole = member.group() + last.text[len(own) :]
        found.append(last._replace(start=member.start(), end=member.end(), text=whole, number=number, year=year))
    numbers = [symbol.number for symbol in (*found, last)]
    plain = all(symbol.year is None for symbol in found) if last.year is None else all(symbol.year for symbol in found)
    rising = all(one.isdigit() and other.isdigit() and int(one) < int(other) for one, other in pairwise(numbers))
    # Else they may be the pieces of one torn number.
    return found if plain and (rising or last.year) else []


@lru_cache(maxsize=256)
def _separator(printed: str) -> str:
    """Return the one sign that a separator means."""
    return re.sub("[–—−]", "-", re.sub("[⁄∕]", "/", printed.strip()))[:1]


class _Reading(NamedTuple):
    """What the tables make of a symbol, whatever its number."""

    parts: Parts
    form: str
    certain: bool
    doubt: str
    issuers: tuple[str, ...]
    units: tuple[str, ...]
    repairs: tuple[str, ...]
    sure: bool


@lru_cache(maxsize=4096)  # few symbols are new: "NQ-CP", "QĐ-TTg", "KH-UBND" come again in every document
def _interpret(
    tokens: tuple[tuple[str, str], ...], first: str, year: str | None, repairs: tuple[str, ...], *, letter: bool
) -> _Reading:
    """Mend and interpret the tokens."""
    words, code, changed, doubt = read_tokens([word for _, word in tokens])
    second = _separator(tokens[1][0]) if len(tokens) > 1 else ""
    bodies = words[1:] if code else words
    parts = Parts(year, first, second, tuple(words), code, party_of(bodies[0]) if bodies else None)
    form = _form(parts)
    if form == "party" and first == "/":
        changed.append("party-form")
    elif form == "state" and first == "-":
        changed.append("state-form")
    elif form == "state" and second == "/":
        changed.append("separator")
    repairs = tuple(dict.fromkeys((*repairs, *changed)))
    units = tuple(word for word in bodies[1:] if is_unit(word) or party_of(word) is None)
    issuers = tuple(bare_body(word) for word in bodies if word not in units)
    sure = (
        parts.regime is not None and (code is not None or bool(units) or bool(year)) or code is not None and bool(year)
    )
    sure = sure and not (first == "-" and code is None)
    return _Reading(parts, form, is_certain(parts, form, repairs, letter=letter), doubt, issuers, units, repairs, sure)


def _build(text: str, start: int, number: str, year: str | None, first: str, tail: Tail, repairs: list[str]) -> Symbol:
    """Interpret the tokens, then write the symbol in its canonical form."""
    letter = text.endswith("ông văn số ", 0, start)
    reading = _interpret(tuple(tail.tokens), first, year, tuple(repairs), letter=letter)
    parts = reading.parts
    certain = reading.certain and is_whole(number, parts)
    return Symbol(
        start,
        tail.end,
        _write(number, parts, reading.form, tail) if certain else None,
        number,
        year,
        parts.code,
        reading.issuers,
        reading.units,
        reading.repairs,
        reading.doubt if certain else "uncertain-symbol",
        reading.sure,
    )


def _form(parts: Parts) -> str:
    """Choose between the form of the State ("47/NQ-CP"), of the Party ("57-KL/TW"), and what is printed."""
    if parts.code is None:
        known = parts.regime is not None and all(is_unit(word) for word in parts.words[1:])
        return "state" if parts.first == "/" and (parts.second in ("", "-") or known) else "printed"
    if parts.year or parts.words == ("CĐ", "TW") and parts.first == "/":
        return "state"  # telegrams of the national committees for disasters: 05/CĐ-TW
    if parts.regime == "party":
        return "party"
    if parts.regime == "state" and (
        parts.first != "-" or parts.second != "/" or parts.issuers[0].startswith(_STATE_ONLY)
    ):
        return "state"
    if parts.first == "-":
        return "printed" if parts.second == "-" else "party"
    if not parts.first and parts.second == "/":
        return "party"
    return "state"


def _write(number: str, parts: Parts, form: str, tail: Tail) -> str:
    """Write the symbol in its form."""
    if form == "party":
        return f"{number}-{parts.code}/{'-'.join(parts.issuers)}"
    if form == "state":
        dotted = tail.tokens[0][1].endswith(DOTTED) and parts.code is not None
        joined = "-".join(parts.words).replace("-", "." if dotted else "-", 1)
        return number + (f"/{parts.year}/" if parts.year else "/") + joined
    text = number + (f"{parts.first}{parts.year}/" if parts.year else parts.first)
    if len(parts.words) != len(tail.tokens):
        return text + "-".join(parts.words)
    return text + "".join(
        _separator(separator) + word for (separator, _), word in zip(tail.tokens, parts.words, strict=True)
    )


def read_symbol(symbol: str) -> Symbol | None:
    """Read a symbol that stands alone, as a registry or a header gives it."""
    found = find_symbols(f"số {symbol}")
    return found[0] if found else None
