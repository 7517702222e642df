"""The letters behind a number: "QĐ- TTg", "UB ND", "CPquy định" -> tokens, their end, and what is odd about them.

In: a text and the place behind the number. Out: `Tail`. A hyphen with blanks still joins where the next token can only belong; what looks
torn, cut off or glued is joined if the tables know the whole, and otherwise marked `broken`: then no symbol is claimed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ttdn_extract.finders.tokens import code_of, is_unit, mend, party_of, split_code
from ttdn_extract.letters import LOWER

SEPARATORS = r"/⁄∕\-–—−"
UPPER = "A-ZĐƯÂÊÔĂƠŒ"
GAP = rf"[ ]?[{SEPARATORS}][ ]?(?:[{SEPARATORS}][ ]?)?"
_TOKEN = re.compile(
    rf"[{UPPER}][{UPPER}0-9&]*(?:[a-z§]{{1,2}}(?![{LOWER}])[{UPPER}0-9&]*){{0,2}}(?:\.(?:[{UPPER}]{{1,3}}|UBND|HĐND)(?![{UPPER}{LOWER}]))?"
)
_SUFFIX = re.compile(rf"(?:\([{UPPER}]{{2,6}}\d?\)|_[{UPPER}]{{2,6}}\d?|/(?:19|20)\d\d)(?![\w/(\-–])")
# Most symbols are clean: two tokens, then a word of small letters. Behind such a word nothing is left to close, join or doubt.
_CLEAN = re.compile(rf"([{UPPER}]{{2,}}r?)([-/])([{UPPER}]{{2,}}|TTg)(?=[,;]?[ ][{LOWER}]{{2,}}(?![{UPPER}{LOWER}]))")
_JOIN = re.compile(rf"({GAP})(?=[{UPPER}])")
_FRAGMENT = re.compile(
    rf"(?P<gap>[ \n]{{1,3}})(?P<rest>[{UPPER}0-9][{UPPER}0-9&]{{0,14}}|g)(?![{UPPER}{LOWER}0-9])(?!(?<=[ \n].)(?:\)|\.(?![{UPPER}]{{2}}))|(?<=[IVX][IVX])[.)])"
)
# What no Vietnamese word looks like: a lone consonant, capitals within small letters.
_ODD = re.compile(
    rf"[ \n]{{1,3}}[.,;]?(?:[b-df-hj-np-tv-zđ]|[a-zđ]{{1,3}}[A-ZĐ][A-Za-zĐđ]{{0,6}}|[A-ZĐ]{{1,6}}[a-zđ]{{1,2}}[A-ZĐ]{{0,3}})(?![{UPPER}{LOWER}0-9])"
)
_SPACED = re.compile(rf"[ .,]{{0,3}}[-–][ ]{{0,2}}([{UPPER}0-9][{UPPER}0-9a-z&]*)(?![{LOWER}])")
_LOOSE = re.compile(rf"[ ]([{UPPER}][{UPPER}a-z0-9&]{{1,14}})(?![{UPPER}{LOWER}0-9])")
_LATE = re.compile(
    rf"[ ]?(?:\n{{1,2}}[ ]?[{SEPARATORS}]|[{SEPARATORS}][ ]?\n{{1,2}})[ ]?([{UPPER}][{UPPER}a-z0-9&]*)(?![{LOWER}])"
)
_CRAMPED = re.compile(
    rf"[.,; \n]?&[{UPPER}]|[.,;]?§|[.,;](?:[-/]|[{UPPER}](?![{LOWER}])|[a-zđ][{UPPER}])"
    # a unit or a year behind the body that could not be read
    rf"|\s?_|\(\s?[{UPPER}](?![{LOWER}])|\([a-z][{UPPER}]|\s\.[{UPPER}]|\s?/\s?[12]"
)
# A letter without a unit is whole only if a sentence goes on or ends behind it.
_PLAIN = re.compile(
    rf"[ ]?(?:[;:)”\"|(]|[.,](?=\s(?![{UPPER}]{{2}})|$)|$)|[ ](?=[{LOWER}]{{2}}|\()|\n(?![-–/ ]*[{UPPER}0-9]{{2}})"
)
_BOUND = re.compile(r"\s*(?:$|[.,;:)\n]|ngày|của|về|ban hành|năm)")
_MAX = 8


class Tail(NamedTuple):
    """The tokens of a symbol, each with the separator before it."""

    tokens: list[tuple[str, str]]
    end: int
    repairs: list[str]
    broken: bool


def read_tail(text: str, at: int) -> Tail:
    """Read the tokens behind the number that ends at `at`."""
    clean = _CLEAN.match(text, at)
    if clean is not None and party_of(clean[3]) is not None:
        return Tail([("", clean[1]), (clean[2], clean[3])], clean.end(), [], broken=False)
    tokens: list[tuple[str, str]] = []
    repairs: list[str] = []
    end, separator = at, ""
    for _ in range(_MAX):
        token = _TOKEN.match(text, at)
        if token is None:
            break
        word, stop = token.group(), token.end()
        glued = text[stop : stop + 1].isalpha()
        if glued:
            word, stop = _unglue(word, stop, text[stop : stop + 2])
        if not word or separator[:1] == " " and not _may_join(tokens, word, separator, text, stop):
            break
        tokens.append((separator, word))
        end = stop
        if glued:
            repairs.append("glued-word")
            break
        closed = -1
        while closed != end:
            closed, end = end, _close_gaps(text, tokens, end, repairs)
        join = _JOIN.match(text, end)
        if join is None:
            end = _add_suffix(text, tokens, end)
            break
        separator, at = join[1], join.end()
    return Tail(tokens, end, repairs, bool(tokens) and _is_broken(text, end, tokens))


def _add_suffix(text: str, tokens: list[tuple[str, str]], end: int) -> int:
    """Add the unit or the year printed behind the body: "UBND(VX)", "UBND_VX", "TTg/2022"; return the new end."""
    suffix = _SUFFIX.match(text, end) if text[end : end + 1] in ("(", "_", "/") and len(tokens) > 1 else None
    separator, word = tokens[-1]
    if suffix is None or "." in word or party_of(word) is None or party_of(word + suffix.group()) is None:
        return end
    tokens[-1] = (separator, word + suffix.group())
    return suffix.end()


def _unglue(word: str, stop: int, following: str) -> tuple[str, int]:
    """Cut a known issuer off the word that a dump glued to it: "CPquy định"; anything else is no token."""
    for length in (len(word), len(word) - 1):
        if (
            length > 1
            and party_of(word[:length]) is not None
            and following.isalpha()
            and following.islower()
            and len(following) == 2
        ):
            return word[:length], stop - (len(word) - length)
    return "", stop


def _may_join(tokens: list[tuple[str, str]], word: str, separator: str, text: str, stop: int) -> bool:
    """Say whether a token behind a spaced hyphen still belongs: "UBND – VP ngày", not "KH-UBND - UBND xã"."""
    if not tokens:
        return True
    alone = len(tokens) == 1
    meant = mend(word)[0]
    bound = _BOUND.match(text, stop) is not None
    if alone and code_of(mend(tokens[0][1])[0]) is not None:
        return bound or party_of(meant) is not None or separator[-1:] != " "
    if separator[-1:] != " ":
        return alone or bound or is_unit(meant)
    return is_unit(meant) or party_of(meant) is not None and (alone and bound or tokens[0][1] in ("TTLT", "NQLT"))


def _close_gaps(text: str, tokens: list[tuple[str, str]], end: int, repairs: list[str]) -> int:
    """Join what a space tore apart: "UB ND" is UBND, "QĐ TTg" is QĐ-TTg."""
    separator, word = tokens[-1]
    fragment = _FRAGMENT.match(text, end)
    if fragment is not None and _is_whole(word, fragment["rest"], first=len(tokens) == 1):
        tokens[-1] = (separator, word + fragment["rest"])
        repairs.append("inner-space")
        return fragment.end()
    loose = _LOOSE.match(text, end)
    if loose is None or len(tokens) > 1 or separator == " ":
        return end
    meant = mend(loose[1])[0]
    if (
        code_of(mend(word)[0]) is not None
        and party_of(meant) is not None
        or party_of(word) is not None
        and is_unit(meant)
        and len(meant) > 2
    ):
        tokens.append((" ", loose[1]))
        repairs.append("missing-hyphen")
        return loose.end()
    return end


def _is_whole(word: str, rest: str, *, first: bool) -> bool:
    """Say whether a token and the fragment behind it are one: the tables know the whole, or a code with a body."""
    whole = word + rest
    if not first:
        return party_of(whole) is not None or is_unit(whole)
    if code_of(word) is not None:
        return False
    glued = split_code(whole)
    return party_of(whole) is not None or party_of(word) is None and glued is not None


def _is_broken(text: str, end: int, tokens: list[tuple[str, str]]) -> bool:
    """Say whether the symbol breaks off or goes on unread: "47/NQ-⏎CP", "QĐ-tTg", "TTL T-BTC"."""
    last = tokens[-1][1]
    if any(len(word) == 1 for _, word in tokens) and [word for _, word in tokens] != ["L", "CTN"]:
        return True  # only the orders of the President have a code of one letter
    ahead = text[end : end + 3]
    if ahead[:1] and ahead[0] in "-/–⁄" and ahead[1:2] not in ("", " ") or ahead[:1] == "§" or _CRAMPED.match(ahead):
        return True
    whole = mend(last)[0]
    letter = len(tokens) == 1 and code_of(whole) is None
    if letter and not _PLAIN.match(text, end) and not text[max(0, end - 60) : end + 30].isupper():
        return True
    late = _LATE.match(text, end) or _SPACED.match(text, end)
    if late is not None and (
        letter or is_unit(mend(late[1])[0]) or party_of(mend(late[1])[0]) is not None and late.re is _LATE
    ):
        return True
    known = (
        party_of(whole) is not None
        or is_unit(whole)
        and len(tokens) > (1 if code_of(mend(tokens[0][1])[0]) is None else 2)
    )
    if whole == "UB" and re.match(r"[ \n.]{1,3}[A-ZĐ]", text[end : end + 4]):
        return True
    odd = _ODD.match(text, end)
    if odd is not None and (not known or letter or party_of(mend(last + odd.group().strip(" \n.,;"))[0]) is not None):
        return True
    fragment = _FRAGMENT.match(text, end)
    if fragment is not None and not text[max(0, end - 60) : end + 30].isupper():
        rest = mend(fragment["rest"])[0]
        return (
            not known
            or letter
            and (is_unit(rest) or text[fragment.end() : fragment.end() + 1] == "-")
            or fragment["gap"] == " "
            and (len(rest) == 1 or is_unit(rest) or party_of(rest) is not None)
        )
    if known:
        return False
    behind = _FRAGMENT.match(text, end + 1) if ahead[:1] in (".", ",", ";") else None
    return (
        len(ahead) > 1
        and ahead[0] in ".,;"
        and (ahead[1].isalnum() or behind is not None and not behind["rest"].isdigit())
    )
