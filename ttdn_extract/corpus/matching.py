"""Documents whose number is blank -> the instrument that others cite them as, by issuer, kind, year and title.

In: "Số:      /KH-UBND" of the UBND tỉnh Hòa Giang, 2025, "Công tác thông tin đối ngoại năm 2025", and a citation "Kế hoạch số
12/KH-UBND ngày 10/01/2025 của UBND tỉnh Hòa Giang về thông tin đối ngoại năm 2025". Out: a probable match with its score.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from ttdn_extract.corpus.drafts import Corpus, body_key, is_placed, province, symbol_key
from ttdn_extract.corpus.merging import facts
from ttdn_extract.corpus.optional import load_package
from ttdn_extract.corpus.records import Document
from ttdn_extract.identity import slug
from ttdn_extract.places import place_of

THRESHOLD = 0.5
_CLEAR = 0.05  # how much better than the second best a match must be
_TITLES = 3  # titles of one instrument that are compared
_SAMPLE = 20_000  # titles from which the weights of the letter groups are learnt
_BATCH = 4_000  # titles that are compared at a time
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
Block = tuple[list[int], list[int]]


class Match(NamedTuple):
    """A document that is probably an instrument; `score` is the likeness of their titles, from 0 to 1."""

    document: int
    draft: int
    score: float


def match_blank(corpus: Corpus, threshold: float = THRESHOLD) -> list[Match]:
    """Match documents with a blank number to the instruments that others cite; only a mutual and clear best counts."""
    blocks = _blocks(corpus)
    if not blocks:
        return []
    scored: dict[tuple[int, int], float] = {}
    for (document, draft), score in _compare(corpus, blocks):
        scored[document, draft] = max(score, scored.get((document, draft), 0.0))
    rivals: dict[tuple[str, int], list[float]] = defaultdict(list)
    for (document, draft), score in scored.items():
        rivals["document", document].append(score)
        rivals["draft", draft].append(score)
    best = {who: sorted(scores, reverse=True)[:2] for who, scores in rivals.items()}
    return [
        Match(document, draft, round(score, 3))
        for (document, draft), score in sorted(scored.items())
        if score >= threshold and _clear(score, best["document", document]) and _clear(score, best["draft", draft])
    ]


def _clear(score: float, best: list[float]) -> bool:
    return score == best[0] and (len(best) == 1 or score - best[1] >= _CLEAR)


def _blocks(corpus: Corpus) -> list[Block]:
    """Pair documents and instruments of the same issuer, kind and year; all else is never compared."""
    blank: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, document in enumerate(corpus.documents):
        if document.symbol is None and document.issuer and document.kind and document.title:
            for year in _years(document):
                blank[body_key(document.issuer), document.kind, year].append(place)
    cited: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, draft in corpus.live():
        if draft.own or draft.surrogate or not draft.votes:
            continue
        date, issuer, _ = facts(corpus, draft)
        kind = draft.best("kind")
        if date and issuer and kind:
            cited[body_key(issuer), kind, date[:4]].append(number)
    return [(blank[key], cited[key]) for key in blank if key in cited]


def _years(document: Document) -> tuple[str, ...]:
    """Return the years in which a document may have been issued: a plan for 2025 often is from the end of 2024."""
    if document.year:
        return (document.year,)
    start = (document.period or "")[:4]
    return (str(int(start) - 1), start) if start.isdigit() else ()


def _compare(corpus: Corpus, blocks: Sequence[Block]) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the likeness of each pair that nothing speaks against, a bounded number of titles at a time."""
    text = load_package("sklearn.feature_extraction.text", "documents without a number")
    weights = text.TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), lowercase=False)
    pairs = _pairs(corpus, blocks)
    sample = [title for pair in islice(_pairs(corpus, blocks), _SAMPLE) for title in pair[2:]]
    if not sample:
        return
    weights.fit(sorted(set(sample)))
    while batch := list(islice(pairs, _BATCH)):
        yield from _score(weights, batch)


def _score(weights: Any, batch: list[tuple[int, int, str, str]]) -> Iterator[tuple[tuple[int, int], float]]:
    titles = sorted({title for pair in batch for title in pair[2:]})
    row = {title: k for k, title in enumerate(titles)}
    matrix = weights.transform(titles)
    # Rows have length 1, so the sum of the products is the cosine.
    products = matrix[[row[pair[2]] for pair in batch]].multiply(matrix[[row[pair[3]] for pair in batch]])
    for (document, draft, _, _), score in zip(batch, products.sum(axis=1).A1.tolist(), strict=True):
        yield (document, draft), score


def _pairs(corpus: Corpus, blocks: Sequence[Block]) -> Iterator[tuple[int, int, str, str]]:
    for documents, drafts in blocks:
        titles = {number: _titles(corpus, number) for number in drafts}
        for place in documents:
            document = corpus.documents[place]
            mine = _plain(document.title or "", document.issuer)
            cited, latest = set(corpus.links[place]), document.latest()
            for number in drafts:
                if number not in cited and _may_be(document, latest, corpus, number):
                    yield from ((place, number, mine, other) for other in titles[number] if _same_years(mine, other))


def _titles(corpus: Corpus, number: int) -> list[str]:
    draft = corpus.drafts[number]
    _, issuer, _ = facts(corpus, draft)
    counts = draft.tally("title")
    common = sorted(counts, key=lambda title: (-counts[title], title))[:_TITLES]
    return [plain for title in common if (plain := _plain(title, issuer))]


def _may_be(document: Document, latest: str | None, corpus: Corpus, number: int) -> bool:
    """Say whether number and date of an instrument go with what a document prints of its own."""
    date, issuer, symbol = facts(corpus, corpus.drafts[number])
    where = province(corpus, corpus.drafts[number], issuer)
    if where and document.province and where != document.province and not is_placed(issuer or ""):
        return False
    tail = slug(document.template or "")
    if tail and not symbol_key(symbol or "").endswith(tail):
        return False
    if document.issued and date and not (date.startswith(document.issued) or document.issued.startswith(date)):
        return False
    return not (latest and date and date < latest[: len(date)])


def _same_years(one: str, other: str) -> bool:
    years, others = set(_YEARS.findall(one)), set(_YEARS.findall(other))
    return not years or not others or bool(years & others)


def _plain(title: str, issuer: str | None) -> str:
    """Return a title for comparison: without marks, opening words, and the place that all titles of its block share."""
    plain = slug(title).replace("-", " ")
    for words in (slug(place_of(issuer or "")).replace("-", " "), "tren dia ban", "ve viec", "ban hanh"):
        if words:
            plain = plain.replace(words, " ")
    return " ".join(plain.split()).removeprefix("ve ")
