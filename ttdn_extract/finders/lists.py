"""Lists of citations: what the end of a list says for all, "các Quyết định số A, B cùng ngày … của …", and who a symbol names.

In: mentions in reading order. Out: the same with dates and issuers shared where the list allows one reading.
"""

from __future__ import annotations

import re

from ttdn_extract.finders.attached import join_names
from ttdn_extract.finders.mention import CitationMention
from ttdn_extract.finders.symbols import Symbol
from ttdn_extract.finders.tokens import body_of, code_of

IN_LIST = re.compile(r"\s*(?:[,;]|và|hoặc|[,;]\s?và|;\s?các)\s*(?:số|sô)?\s*:?\s*$")
_OWN = re.compile(r"[\s,]*\(?(?:của|do)\s")  # a body follows that no table knows: it is not that of the neighbour
_NUMBER = re.compile(r"^\d+[^/-]*(?:/\d{4})?[/-]")
_SIGN = re.compile(r"[-/]")
_PLURAL = re.compile(r"\bcác\s$")


def implied_issuer(symbol: Symbol) -> str | None:
    """Return the body that the symbol names, if there is one in the country: 765/BTTTT-TTĐN."""
    found = [body_of(code) for code in symbol.issuers]
    if (
        not found
        or symbol.text is None
        or any(scope != "tw" or not name for name, scope in found)
        or (len(found) > 1 and symbol.code not in ("TTLT", "NQLT"))
    ):
        return found[0][0] if found and found[0][1] == "tw" and found[0][0] and symbol.text else None
    return join_names([name for name, _ in found])


def share_lists(folded: str, mentions: list[CitationMention]) -> list[CitationMention]:
    """Give the members of a list what its end or its head says for all."""
    shared = list(mentions)
    for k in range(len(shared) - 2, -1, -1):
        here, behind = shared[k], shared[k + 1]
        if not _are_listed(folded, here, behind):
            continue
        if not here.stated and behind.stated:
            here = here._replace(issuer=behind.issuer, stated=True, open=behind.open)
        if (
            here.date is None
            and behind.date is not None
            and here.issuer
            and here.end == here.core_end
            and _share_date(folded, shared, k)
        ):
            here = here._replace(date=behind.date)
        shared[k] = here
    for k in range(1, len(shared)):
        here, ahead = shared[k], shared[k - 1]
        if (
            here.issuer is None
            and ahead.issuer
            and (here.kind == ahead.kind or not (here.symbol or "").endswith("/TW"))  # TW: several bodies
            and not _OWN.match(folded, here.end)
            and _are_listed(folded, ahead, here)
        ):
            shared[k] = here._replace(issuer=ahead.issuer, stated=ahead.stated, open=ahead.open)
    return shared


def _are_listed(folded: str, one: CitationMention, other: CitationMention) -> bool:
    """Say whether two mentions are neighbours in one list and of one body."""
    near = 0 <= other.start - one.end <= 16 and IN_LIST.match(folded[one.end : other.start]) is not None
    return near and same_tail(one.symbol, other.symbol)


def _share_date(folded: str, mentions: list[CitationMention], k: int) -> bool:
    """Say whether a date at the end of a list holds for mention k: "các … A và B ngày …", "A, B cùng ngày …"."""
    if "cùng ngày" in folded[mentions[k].end : mentions[k + 1].end]:
        return True
    for _ in range(6):
        if (
            k == 0
            or mentions[k].start != mentions[k].core_start
            or not _are_listed(folded, mentions[k - 1], mentions[k])
        ):
            break
        k -= 1
    return _PLURAL.search(folded[max(0, mentions[k].start - 6) : mentions[k].start]) is not None


def same_tail(one: str | None, other: str | None) -> bool:
    """Say whether two symbols name the same body: only then may a list share its issuer."""
    body = _body(one) if one else ""
    return bool(body) and other is not None and body == _body(other)


def _body(symbol: str) -> str:
    """Return what stands in a symbol behind number, year and code."""
    first, *rest = _SIGN.split(_NUMBER.sub("", symbol), maxsplit=1)
    return rest[0] if rest and code_of(first) else first
