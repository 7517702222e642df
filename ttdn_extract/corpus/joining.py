"""Instruments that their document leaves incomplete -> the only one of the corpus that can be meant.

In: "Kế hoạch số 12/KH-UBND về thông tin đối ngoại" in a text from Hòa Giang, without date and issuer. Out: the plan 12/KH-UBND
of the province, if it is the only one in reach that nothing speaks against; otherwise the mention stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from ttdn_extract.corpus.drafts import (
    OPEN,
    Corpus,
    Draft,
    body_key,
    is_central,
    is_placed,
    itself,
    level,
    province,
    symbol_key,
)
from ttdn_extract.corpus.merging import facts
from ttdn_extract.corpus.records import Cited, Document
from ttdn_extract.corpus.titles import ALIKE, UNLIKE, likeness, title_of
from ttdn_extract.places import province_of

_ABOVE = {"xa": ("tinh", "dang"), "huyen": ("tinh", "dang"), "so": ("tinh", "dang"), "dang": ("tinh", "dang")}


class Join(NamedTuple):
    """A document's incomplete instrument and the draft it was joined to; `inferred` are the fields it did not state."""

    document: int
    place: int | None
    """Its number in `Document.cited`; None for the document itself."""
    cited: Cited
    draft: int
    inferred: tuple[str, ...]


class _Reach:
    """Finds the determined drafts with one symbol that a document may mean."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.by: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.place_of: dict[int, str | None] = {}
        for number, draft in corpus.live():
            date, issuer, symbol = facts(corpus, draft)
            if not symbol or not issuer:
                continue
            key, place = symbol_key(symbol), province(corpus, draft, issuer)
            self.by[key, "body", body_key(issuer)].append(number)
            if is_central(issuer):
                self.by[key, "central"].append(number)
            elif place and level(issuer) in ("tinh", "dang") and province_of(issuer):
                self.by[key, "province", place].append(number)
            if date and len(date) == 10:
                self.by[key, "day", date].append(number)
            self.place_of[number] = place

    def candidates(self, cited: Cited, document: Document) -> set[int]:
        """Return what a document may mean by a symbol, by who issued it and where."""
        if cited.symbol is None:
            return set()
        key = symbol_key(cited.symbol)
        if cited.issuer:
            named = self.by.get((key, "body", body_key(cited.issuer)), ())
            # There are many communes of one name.
            return {n for n in named if is_placed(cited.issuer) or self._near(n, document)}
        found = set(self.by.get((key, "central"), ()))
        if document.issuer:
            own = self.by.get((key, "body", body_key(document.issuer)), ())
            found.update(n for n in own if is_placed(document.issuer) or self._near(n, document))
        if document.province:
            if document.level in _ABOVE:
                found.update(self.by.get((key, "province", document.province), ()))
            if cited.date and len(cited.date) == 10:
                same_day = self.by.get((key, "day", cited.date), ())
                found.update(number for number in same_day if self.place_of[number] == document.province)
        return found

    def _near(self, number: int, document: Document) -> bool:
        """Say whether no province speaks against a draft."""
        return document.province is None or self.place_of[number] in (None, document.province)


def join(corpus: Corpus) -> list[Join]:
    """Join what is incomplete where one thing can be meant; what stays gets a draft of its own."""
    joins = _find(corpus, _Reach(corpus))
    for j in joins:
        if j.place is None:
            corpus.own[j.document] = j.draft
            corpus.drafts[j.draft].own.append(j.document)
        else:
            corpus.links[j.document][j.place] = j.draft
            corpus.drafts[j.draft].cited_by += 1
    for number, document in enumerate(corpus.documents):
        links = corpus.links[number]
        for k, cited in enumerate(document.cited):
            if links[k] == OPEN:
                links[k] = _apart(corpus, cited, document)
        if corpus.own[number] == OPEN:
            corpus.own[number] = _itself_apart(corpus, number)
    return joins


def _find(corpus: Corpus, reach: _Reach) -> list[Join]:
    """Find all joins before one is made, so that none depends on the order of the documents."""
    joins: list[Join] = []
    claims: dict[int, list[Join]] = defaultdict(list)
    for number, document in enumerate(corpus.documents):
        # A draft that the document cites in full, or is, is not what it cites in part: that would have been seen there.
        taken = {*corpus.links[number], corpus.own[number]}
        for k, cited in enumerate(document.cited):
            if corpus.links[number][k] == OPEN:
                draft = _only(corpus, reach, cited, document)
                if draft is not None and draft not in taken:
                    taken.add(draft)
                    joins.append(Join(number, k, cited, draft, _missing(cited)))
        own = itself(document)
        if corpus.own[number] == OPEN and own.symbol and own.issuer:
            draft = _only(corpus, reach, own, document)
            if draft is not None and draft not in taken and not corpus.drafts[draft].own:
                claims[draft].append(Join(number, None, own, draft, _missing(own)))
    return joins + [claim for (claim, *rivals) in claims.values() if not rivals]


def _missing(cited: Cited) -> tuple[str, ...]:
    return tuple(name for name in ("date", "issuer") if getattr(cited, name) is None)


def _itself_apart(corpus: Corpus, number: int) -> int:
    """Give a document whose identity is not complete a draft of its own: by its content where it has no number."""
    document = corpus.documents[number]
    own = itself(document)
    known, _, _ = own.id.rpartition("/")
    surrogate = f"{own.id}@{document.id}" if document.symbol else f"{known}/sha256-{document.sha256[:12]}"
    return corpus.add(Draft(("document", document.id), own=[number], surrogate=surrogate))


def _apart(corpus: Corpus, cited: Cited, document: Document) -> int:
    draft = Draft((cited.id, document.id), {cited: 1}, cited_by=1, surrogate=f"{cited.id}@{document.id}")
    draft.citers_province = document.province
    return corpus.add(draft)


def _only(corpus: Corpus, reach: _Reach, cited: Cited, document: Document) -> int | None:
    """Return the only draft that a document can mean, None if there are several or none."""
    alike: dict[int, float] = {}
    central = False
    for number in reach.candidates(cited, document):
        date, issuer, _ = facts(corpus, corpus.drafts[number])
        if _in_time(cited, document, date):
            alike[number] = likeness(cited.title, title_of(corpus, corpus.drafts[number]))
            central = is_central(issuer or "")
    if len(alike) > 1:
        # Of several, a title may pick one, if it is known to be none of the others'.
        alike = {number: score for number, score in alike.items() if not 0 <= score < UNLIKE}
        least = ALIKE
    else:
        # A bare number of a local body is used by hundreds: only the title can tell.
        bare = cited.date is None and cited.issuer is None and not central
        least = ALIKE if bare else -1.0
    if len(alike) != 1:
        return None
    ((number, score),) = alike.items()
    return number if score >= least and not 0 <= score < UNLIKE else None


def _in_time(cited: Cited, document: Document, date: str | None) -> bool:
    """Say whether no date speaks against a draft."""
    if not date:
        return True
    if cited.date and not (date.startswith(cited.date) or cited.date.startswith(date)):
        return False
    # Nobody cites what is not written yet.
    told = document.issued or (document.period or "").rpartition("/")[2][:4]
    return not told[:4].isdigit() or date[: len(told)] <= told
