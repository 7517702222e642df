"""Character noise: functions text -> text that change letters, spaces or dashes, never the reading. All are seeded."""

from __future__ import annotations

import random
import re
import unicodedata

from marked_inline import CORE

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
NBSP, ZERO_WIDTH, SOFT_HYPHEN = "\u00a0", "\u200b", "\u00ad"
# An open syllable in oa, oe, uy: the tone sits on the first letter (new style) or on the second (old style).
NEW_STYLE = re.compile(r"(?<![qQ])([òóỏõọùúủũụ])([aey])(?!\w)", re.IGNORECASE)
OLD_STYLE = re.compile(r"(?<![qQ])([ou])([àáảãạèéẻẽẹỳýỷỹỵ])(?!\w)", re.IGNORECASE)
OPEN_PAIRS = frozenset({"oa", "oe", "uy"})


def _split_tone(letter: str) -> tuple[str, str]:
    """("o", grave) from "ò"; the circumflex, breve and horn stay with the letter."""
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(c for c in parts if c in TONES)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES)), tone


def _compose(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


def _move(found: re.Match[str], to_second: bool) -> str:
    first, second = found.groups()
    (a, tone_a), (b, tone_b) = _split_tone(first), _split_tone(second)
    if (a + b).lower() not in OPEN_PAIRS:
        return found[0]
    tone = tone_a or tone_b
    return a + _compose(b, tone) if to_second else _compose(a, tone) + b


def tone_old(text: str) -> str:
    """hòa -> hoà, ủy -> uỷ.

    >>> tone_old("Ủy ban, hòa giải, thủy lợi, quý, toàn")
    'Uỷ ban, hoà giải, thuỷ lợi, quý, toàn'
    """
    return NEW_STYLE.sub(lambda found: _move(found, True), text)


def tone_new(text: str) -> str:
    """hoà -> hòa, uỷ -> ủy.

    >>> tone_new("Uỷ ban, hoà giải, quý, toàn")
    'Ủy ban, hòa giải, quý, toàn'
    """
    return OLD_STYLE.sub(lambda found: _move(found, False), text)


def en_dash(text: str) -> str:
    """En dashes for bullets, between words and in year intervals, as word processors put them by themselves."""
    text = re.sub(r"(?m)^- ", "– ", text)
    text = re.sub(r"(?<=\w) - (?=\w)", " – ", text)
    return re.sub(r"(?<=\d{4})-(?=\d{4})", "–", text)


def nfd(text: str) -> str:
    """Decomposed letters, as some file systems and PDF producers give them."""
    return unicodedata.normalize("NFD", text)


def nbsp_zero_width(text: str) -> str:
    """No-break spaces, zero-width spaces and soft hyphens sprinkled over the text."""
    rng = random.Random(20240415)
    out: list[str] = []
    for k, letter in enumerate(text):
        draw = rng.random()
        inside = letter.isalpha() and k + 1 < len(text) and text[k + 1].isalpha()
        if letter == " " and draw < 0.06:
            out.append(NBSP)
        elif inside and draw < 0.004:
            out.append(letter + SOFT_HYPHEN)
        elif draw > 0.996 and letter != "\n":
            out.append(letter + ZERO_WIDTH)
        else:
            out.append(letter)
    return "".join(out)


def broken_symbols(text: str) -> str:
    """Breaks and stray spaces inside symbols: "57-<newline>KL/TW", "QĐ- TTg", "12 /KH-UBND", "UBND – VX"."""
    count = -1

    def damage(found: re.Match[str]) -> str:
        nonlocal count
        core = found[0]
        if re.search(r"\s", core):
            return core
        count += 1
        last = core.rfind("-")
        slash = core.find("/")
        cuts = {1: (last + 1, "\n"), 2: (last + 1, " "), 4: (slash, " "), 5: (slash + 1, "\n\n"), 7: (last, " ")}
        at, gap = cuts.get(count % 9, (0, ""))
        return core[:at] + gap + core[at:] if at > 0 else core

    return CORE.sub(damage, text)
