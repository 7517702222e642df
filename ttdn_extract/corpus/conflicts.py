"""What documents say against each other about one instrument, with what most of them say.

In: four documents that date 57-KL/TW 2023-06-15 and one that dates it 2022-06-15. Out: a `Conflict` on "date" that is settled by the
majority and shows where the odd one stands. The instrument's own document settles it alone, if it is in the folder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from ttdn_extract.corpus.drafts import CONGRESS, Corpus, Draft, body_key, is_central, province, symbol_key
from ttdn_extract.corpus.merging import facts, weight
from ttdn_extract.corpus.records import Evidence, Mention
from ttdn_extract.corpus.titles import ALIKE, UNLIKE, likeness, title_of
from ttdn_extract.identity import states_year

Settled = Literal["own", "majority", "open"]


@dataclass(slots=True)
class Conflict:
    """A contradiction about one field; `apart` is the draft under which the odd ones stand if they were not merged."""

    draft: int
    name: str
    agreed: str | None
    settled: Settled
    counts: dict[str, int]
    """How many documents say what."""
    apart: int | None = None
    odd: list[Evidence] = field(default_factory=list)


def find_conflicts(corpus: Corpus, undecided: Iterable[tuple[int, int, str]]) -> list[Conflict]:
    """Find the contradictions about each instrument, and what looks like a slip about another one."""
    inside = [c for number, draft in corpus.live() for c in _inside(corpus, number, draft)]
    apart = [_between(corpus, one, other, name) for one, other, name in undecided]
    slips = [_between(corpus, one, other, name) for one, other, name in _slips(corpus)]
    conflicts = sorted(inside + apart + slips, key=lambda c: (c.draft, c.name, c.apart or 0))
    _show(corpus, conflicts)
    return conflicts


def _inside(corpus: Corpus, number: int, draft: Draft) -> Iterator[Conflict]:
    """Yield the contradictions among the votes for one draft."""
    if len(draft.votes) + len(draft.own) < 2:
        return
    own = corpus.documents[draft.own[0]] if draft.own else None
    dates = draft.tally("date")
    if conflict := _contradiction("date", number, dates, own.issued if own else None, _same_date):
        yield conflict
    issuers = draft.tally("issuer") if draft.key[0] != CONGRESS else {}  # a congress is named in many ways
    if conflict := _contradiction("issuer", number, issuers, own.issuer if own else None, _same_body):
        yield conflict


def _contradiction(
    name: str, number: int, counts: dict[str, int], own: str | None, same: Callable[[str, str], bool]
) -> Conflict | None:
    """Compare all values with the surest one: the document's own, or the one that most state."""
    ranked = sorted(counts, key=lambda value: (counts[value], len(value), value), reverse=True)
    surest = own or (ranked[0] if ranked else None)
    odd = [value for value in ranked if surest is not None and not same(surest, value)]
    if not odd:
        return None
    settled: Settled = "own" if own else "majority" if counts[ranked[0]] > counts[odd[0]] else "open"
    return Conflict(number, name, None if settled == "open" else surest, settled, counts)


def _same_date(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _same_body(one: str, other: str) -> bool:
    return body_key(one) == body_key(other)


def _between(corpus: Corpus, one: int, other: int, name: str) -> Conflict:
    """Report two drafts that are probably one; the weightier says what is agreed."""
    first, second = sorted((one, other), key=lambda k: (weight(corpus.drafts[k]), -k), reverse=True)
    heavier, lighter = weight(corpus.drafts[first]), weight(corpus.drafts[second])
    place = 0 if name == "date" else 1
    counts: dict[str, int] = {}
    for number in (first, second):
        value = facts(corpus, corpus.drafts[number])[place]
        if value:
            counts[value] = max(corpus.drafts[number].cited_by, counts.get(value, 0))
    decided = heavier > lighter and not corpus.drafts[second].own
    settled: Settled = "open" if not decided else "own" if corpus.drafts[first].own else "majority"
    agreed = next(iter(counts), None) if decided else None
    return Conflict(first, name, agreed, settled, counts, second)


def _slips(corpus: Corpus) -> Iterator[tuple[int, int, str]]:
    """Yield pairs that differ in the year alone, or in the body alone within one province.

    The numbers of the State begin anew each year, and each body has its own: such a pair may be two instruments,
    so it is reported and not merged.
    """
    by_day: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, draft in corpus.live():
        date, issuer, symbol = facts(corpus, draft)
        if not (date and len(date) == 10 and issuer and symbol) or states_year(symbol):
            continue
        place = province(corpus, draft, issuer)
        by_day["date", body_key(issuer), place or "", symbol_key(symbol), date[4:]].append(number)
        if place and not is_central(issuer):
            by_day["issuer", place, symbol_key(symbol), date].append(number)
    for key, numbers in by_day.items():
        ranked = sorted(numbers, key=lambda k: (weight(corpus.drafts[k]), -k), reverse=True)
        for number in ranked[1:]:
            if _is_slip(corpus, key[0], corpus.drafts[ranked[0]], corpus.drafts[number]):
                yield ranked[0], number, key[0]


def _is_slip(corpus: Corpus, name: str, usual: Draft, odd: Draft) -> bool:
    """Say whether one of two drafts is rare enough, and like enough to the other, to be a slip."""
    # Two that both lie in the folder are two; so are two that many cite.
    if odd.own or odd.cited_by * 2 > max(usual.cited_by, 2 * bool(usual.own)):
        return False
    alike = likeness(title_of(corpus, usual), title_of(corpus, odd))
    # Neighbours have the same number on the same day now and then, but not under the same title.
    return alike >= ALIKE if name == "issuer" else not 0 <= alike < UNLIKE


def _show(corpus: Corpus, conflicts: list[Conflict]) -> None:
    """Add the places in the documents where the odd values stand."""
    wanted: dict[int, list[tuple[Conflict, bool]]] = defaultdict(list)
    for conflict in conflicts:
        wanted[conflict.draft].append((conflict, False))
        if conflict.apart is not None:
            wanted[conflict.apart].append((conflict, True))
    for place, document in enumerate(corpus.documents):
        links = corpus.links[place]
        if wanted.keys().isdisjoint(links):
            continue
        for mention in document.mentions:
            if mention.instrument < 0:
                continue
            for conflict, apart in wanted.get(links[mention.instrument], ()):
                if _is_odd(conflict, mention, apart):
                    conflict.odd.append(
                        Evidence(
                            document.id, mention.start, mention.end, mention.text, mention.relation, mention.section
                        )
                    )


def _is_odd(conflict: Conflict, mention: Mention, apart: bool) -> bool:
    """Say whether a mention states something else than what is agreed; where nothing is, all that state something."""
    said = mention.date if conflict.name == "date" else mention.issuer
    if said is None or conflict.apart is not None and not apart and conflict.agreed is not None:
        return False
    if conflict.agreed is None or apart:
        return True
    return not (_same_date if conflict.name == "date" else _same_body)(conflict.agreed, said)
