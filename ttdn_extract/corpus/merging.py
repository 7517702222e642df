"""Drafts that the rules of numbering make one, although a date or an issuer differs.

In: "57-KL/TW" of the Bộ Chính trị from 2023 (three documents) and from 2022 (one). A Party organisation uses a number once in
a term, and two central bodies give no document of one day the same symbol; so these are one instrument, and the larger side
says which. Where no side is larger they stay apart, and the contradiction is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ttdn_extract.corpus.drafts import KEY_LENGTH, UNKNOWN, Corpus, Draft, body_key, is_central, province, symbol_key
from ttdn_extract.corpus.terms import term
from ttdn_extract.identity import plain_name, states_year

_PARTY = re.compile(r"\d+\w*-")


def merge(corpus: Corpus) -> list[tuple[int, int, str]]:
    """Merge what the rules of numbering make one; return the pairs that stay undecided, with the field they differ in."""
    _merge_laws(corpus)
    _merge_places(corpus)
    undecided = [
        *_merge_groups(corpus, _by_term(corpus), "date"),
        *_merge_groups(corpus, _by_day(corpus), "issuer"),
    ]
    for links in (*corpus.links, corpus.own):
        for k, number in enumerate(links):
            if number >= 0:
                links[k] = _final(corpus, number)
    pairs = [(_final(corpus, one), _final(corpus, other), name) for one, other, name in undecided]
    return [pair for pair in pairs if pair[0] != pair[1]]


def _merge_laws(corpus: Corpus) -> None:
    """Let a law that is cited by name and year meet the one that is cited by its number."""
    numbered: dict[tuple[str, str, str], set[int]] = {}
    named: dict[tuple[str, str, str], list[int]] = {}
    for number, draft in corpus.live():
        for cited in draft.votes:
            if cited.kind in ("L", "BL", "PL") and cited.title and (year := states_year(cited.symbol) or cited.date):
                law = cited.kind, year[:4], plain_name(cited.title)
                if cited.symbol:
                    numbered.setdefault(law, set()).add(number)
                elif cited.determined:
                    named.setdefault(law, []).append(number)
    for law, numbers in named.items():
        if len(numbered.get(law, ())) == 1:
            for number in dict.fromkeys(numbers):
                if corpus.drafts[number].merged is None:
                    absorb(corpus, min(numbered[law]), number)


def _merge_places(corpus: Corpus) -> None:
    """Let bodies of one name meet over provinces where that is sure: by the same day, or as the only one there is.

    A commune stays the same when its province is renamed, so its plan may be cited from the old one and from the new one;
    but another "UBND xã Tân An" has a plan 12/KH-UBND of that year as well.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, draft in corpus.live():
        if len(draft.key) > KEY_LENGTH:
            groups.setdefault(draft.key[:KEY_LENGTH], []).append(number)
    for group in groups.values():
        by_day: dict[str, int] = {}
        for number in group if len(group) > 1 else ():
            date, _, _ = facts(corpus, corpus.drafts[number])
            if date and len(date) == len("2025-01-10"):
                first = by_day.setdefault(date, number)
                if first != number and not (corpus.drafts[first].own and corpus.drafts[number].own):
                    absorb(corpus, *_own_first(corpus, first, number))
                    by_day[date] = _final(corpus, number)
        left = [number for number in group if corpus.drafts[number].merged is None]
        unknown = [number for number in left if corpus.drafts[number].key[KEY_LENGTH] == UNKNOWN]
        if len(left) == 2 and len(unknown) == 1 and _agree(corpus, *left):
            absorb(corpus, next(number for number in left if number not in unknown), unknown[0])


def _own_first(corpus: Corpus, one: int, other: int) -> tuple[int, int]:
    first, second = sorted((one, other), key=lambda n: (not corpus.drafts[n].own, corpus.drafts[n].key))
    return first, second


def _agree(corpus: Corpus, one: int, other: int) -> bool:
    """Say whether two drafts may be one by their dates, and are not two documents of the folder."""
    first, second = corpus.drafts[one], corpus.drafts[other]
    date, another = facts(corpus, first)[0] or "", facts(corpus, second)[0] or ""
    return not (first.own and second.own) and (date.startswith(another) or another.startswith(date))


def weight(draft: Draft) -> tuple[bool, int]:
    """Return what a draft weighs against its rivals: the document itself first, then how many cite it."""
    return bool(draft.own), draft.cited_by


def _by_term(corpus: Corpus) -> Iterator[list[int]]:
    groups: dict[tuple[str, str, str, int], list[int]] = {}
    for number, draft in corpus.live():
        date, issuer, symbol = facts(corpus, draft)
        if symbol and issuer and _PARTY.match(symbol):
            # "/TW" is one series of the central organs, each other body has its own term.
            when = term(date, central=is_central(issuer))
            if when is not None:
                where = province(corpus, draft, issuer) or ""
                groups.setdefault((body_key(issuer), where, symbol_key(symbol), when), []).append(number)
    return (group for group in groups.values() if len(group) > 1)


def _by_day(corpus: Corpus) -> Iterator[list[int]]:
    groups: dict[tuple[str, str], list[int]] = {}
    for number, draft in corpus.live():
        date, issuer, symbol = facts(corpus, draft)
        if symbol and issuer and date and len(date) == 10 and is_central(issuer):
            groups.setdefault((symbol_key(symbol), date), []).append(number)
    return (group for group in groups.values() if len(group) > 1)


def facts(corpus: Corpus, draft: Draft) -> tuple[str | None, str | None, str | None]:
    """Return date, issuer and symbol of a draft: its own document knows best, those who cite it fill in."""
    if len(draft.votes) == 1 and not draft.own:
        (only,) = draft.votes
        return only.date, only.issuer, only.symbol
    date, issuer, symbol = draft.best("date"), draft.best("issuer"), draft.best("symbol")
    if not draft.own:
        return date, issuer, symbol
    own = corpus.documents[draft.own[0]]
    if own.issued and not (date and date.startswith(own.issued)):
        date = own.issued
    return date, own.issuer or issuer, own.symbol or symbol


def _merge_groups(corpus: Corpus, groups: Iterable[list[int]], name: str) -> Iterator[tuple[int, int, str]]:
    for group in groups:
        ranked = sorted(group, key=lambda number: (weight(corpus.drafts[number]), -number), reverse=True)
        first, second = (corpus.drafts[number] for number in ranked[:2])
        # Two documents of the folder are two, whatever they say of themselves.
        if weight(first) == weight(second) or second.own:
            yield ranked[0], ranked[1], name
            continue
        for number in ranked[1:]:
            absorb(corpus, ranked[0], number)


def absorb(corpus: Corpus, into: int, number: int) -> None:
    """Make one draft a part of another."""
    target, source = corpus.drafts[into], corpus.drafts[number]
    for cited, votes in source.votes.items():
        target.votes[cited] = target.votes.get(cited, 0) + votes
    target.cited_by += source.cited_by
    target.own += source.own
    if source.citers_province is not None and target.citers_province != source.citers_province:
        target.citers_province = source.citers_province if target.citers_province is None else ""
    source.merged, source.votes = into, {}


def _final(corpus: Corpus, number: int) -> int:
    while (merged := corpus.drafts[number].merged) is not None:
        number = merged
    return number
