"""Documents -> drafts of instruments: all that the corpus says of one identity, before doubtful ones are looked at.

In: documents that cite "57-KL/TW" of "Bộ Chính trị", 2023. Out: one `Draft` with a vote for each document, and for each
document the numbers of the drafts that it cites. What is not determined in its document has no draft yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ttdn_extract.bodies import level_of
from ttdn_extract.corpus.records import Cited, Document
from ttdn_extract.identity import body_of, identify, slug, slug_of_body, states_year, unpadded
from ttdn_extract.places import place_of, province_above, province_of

OPEN = -1  # the draft of what is not determined yet
CONGRESS = "congress"  # first part of the key of a resolution that is known by its congress
KEY_LENGTH = 3  # body, year, symbol; the province comes fourth where many bodies have one name
UNKNOWN = "_"
_MIXED = ""
_ORDINAL = re.compile(r"[ivx]{1,6}|\d{1,2}")
_CENTRAL = re.compile(r"^(?:Bộ Chính trị|Ban Bí thư)$|\bTrung ương\b|^Đại hội .*của Đảng$")
_CONGRESS_WORDS = frozenset(["nghi", "quyet", "dai", "hoi", "bieu", "toan", "quoc", "lan", "thu", "cua"])
_RANKS = frozenset(["tinh", "thanh", "pho", "huyen", "quan", "thi", "xa", "phuong", "khoi"])

Key = tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """An instrument of the corpus: what each document says of it, and the documents that are it."""

    key: Key
    votes: dict[Cited, int] = field(default_factory=dict)
    own: list[int] = field(default_factory=list)
    """Numbers of documents of the folder that are this instrument."""
    cited_by: int = 0
    citers_province: str | None = None
    surrogate: str | None = None
    """The id of what is known in one document only."""
    merged: int | None = None
    """The number of the draft that this one turned out to be."""

    def tally(self, name: str) -> dict[str, int]:
        """Count the documents for each value of a field."""
        counts: dict[str, int] = {}
        for cited, votes in self.votes.items():
            value = getattr(cited, name)
            if value:
                counts[value] = counts.get(value, 0) + votes
        return _exact(counts) if name == "date" and len(counts) > 1 else counts

    def best(self, name: str) -> str | None:
        """Return what most documents say; of equals the longest, so that runs agree."""
        counts = self.tally(name)
        return max(counts, key=lambda value: (counts[value], len(value), value)) if counts else None


def _exact(counts: dict[str, int]) -> dict[str, int]:
    """Let a bare year count for the only day of it that is stated; between two days it decides nothing.

    >>> _exact({"2025": 3, "2025-01-10": 1, "2024-03-01": 1})
    {'2024-03-01': 1, '2025-01-10': 4}
    """
    exact: dict[str, int] = {}
    for date in sorted(counts, key=lambda date: (-len(date), -counts[date], date)):
        longer = [other for other in exact if other.startswith(date)]
        if not longer:
            exact[date] = counts[date]
        elif len(longer) == 1:
            exact[longer[0]] += counts[date]
    return exact


@dataclass(slots=True)
class Corpus:
    """Documents, drafts, and who cites what: `links[d][k]` is the draft of the k-th instrument that document d cites."""

    documents: list[Document] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    links: list[list[int]] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    """The draft that each document is, `OPEN` where its identity is not complete."""

    def live(self) -> Iterator[tuple[int, Draft]]:
        """Yield the drafts that are no other."""
        return ((number, draft) for number, draft in enumerate(self.drafts) if draft.merged is None)

    def add(self, draft: Draft) -> int:
        """Add a draft; return its number."""
        self.drafts.append(draft)
        return len(self.drafts) - 1


def collect(documents: Iterable[Document]) -> Corpus:
    """Let equal identities of all documents meet."""
    corpus = Corpus()
    by_key: dict[Key, int] = {}
    same: dict[tuple[Cited, str | None], tuple[Cited, int]] = {}
    for place, document in enumerate(documents):
        corpus.documents.append(document)
        links: list[int] = []
        cited: list[Cited] = []
        for stated in document.cited:
            seen = stated, None if stated.issuer is None or is_placed(stated.issuer) else document.province
            if seen not in same:
                same[seen] = stated, _number(corpus, by_key, *seen)
            kept, number = same[seen]
            cited.append(kept)
            links.append(number)
            if number != OPEN:
                _vote(corpus.drafts[number], kept, document)
        document.cited = tuple(cited)
        corpus.links.append(links)
        own = itself(document)
        corpus.own.append(_number(corpus, by_key, own, None if is_placed(own.issuer or "") else document.province))
        if corpus.own[-1] != OPEN:
            corpus.drafts[corpus.own[-1]].own.append(place)
    for draft in corpus.drafts:
        draft.own.sort(key=lambda number: corpus.documents[number].id)  # the first speaks for all
    return corpus


def itself(document: Document) -> Cited:
    """Return a document as an instrument, with the identity that others would cite it by."""
    name, determined = identify(document.kind, document.symbol, document.issuer, document.issued, document.title)
    determined = determined and document.symbol is not None
    return Cited(name, document.kind, document.symbol, document.issued, document.issuer, document.title, determined)


def _number(corpus: Corpus, by_key: dict[Key, int], cited: Cited, where: str | None) -> int:
    """Return the draft of an instrument; `where` is the province that the name of its issuer leaves open."""
    key = key_of(cited)
    if key is None:
        return OPEN
    if len(key) == KEY_LENGTH and cited.issuer and not is_placed(cited.issuer):
        key = *key, where or UNKNOWN
    if key not in by_key:
        by_key[key] = corpus.add(Draft(key))
    return by_key[key]


def _vote(draft: Draft, cited: Cited, document: Document) -> None:
    draft.votes[cited] = draft.votes.get(cited, 0) + 1
    draft.cited_by += 1
    if document.province and draft.citers_province != document.province:
        draft.citers_province = document.province if draft.citers_province is None else _MIXED


def key_of(cited: Cited) -> Key | None:
    """Return what all mentions of an instrument share in the whole corpus; None if that is not known.

    >>> key_of(Cited("", "KL", "57-KL/TW", "2023-06-15", "Bộ Chính trị", None, True))
    ('bo-chinh-tri', '2023', '57-kl-tw')
    """
    if cited.symbol is None:
        congress = congress_of(cited.issuer or cited.title or "") if cited.kind == "NQ" else None
        return congress or ((cited.id,) if cited.determined else None)
    year = states_year(cited.symbol) or (cited.date[:4] if cited.date else None)
    if not cited.determined or cited.issuer is None or year is None:
        return (cited.id,) if cited.determined else None
    return body_key(cited.issuer), year, symbol_key(cited.symbol)


@lru_cache(maxsize=4096)
def congress_of(name: str) -> Key | None:
    """Return which congress of which Party organisation a resolution is of: it is held once, so no date is needed.

    >>> congress_of("Nghị quyết XIII của Đảng") == congress_of("Đại hội đại biểu toàn quốc lần thứ XIII của Đảng")
    True
    """
    words = slug(name).split("-")
    ordinals = [_roman(word) for word in words if _ORDINAL.fullmatch(word)]
    rest = [word for word in words if word not in _CONGRESS_WORDS and not _ORDINAL.fullmatch(word)]
    if len(ordinals) != 1 or rest[:1] != ["dang"]:
        return None
    # "Đảng bộ tỉnh" names no place: it is another one in each document.
    placed = rest == ["dang"] or rest[1:2] == ["bo"] and any(word not in _RANKS for word in rest[2:])
    return (CONGRESS, str(ordinals[0]), "-".join(rest)) if placed else None


def _roman(word: str) -> int:
    if word.isdigit():
        return int(word)
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in word]
    return sum(-v if any(later > v for later in values[k + 1 :]) else v for k, v in enumerate(values))


@lru_cache(maxsize=8192)
def body_key(issuer: str) -> str:
    """Return a body as part of a key; "Tỉnh ủy" and its "Ban Thường vụ" are one, a province and its namesake city are two."""
    body = body_of(issuer)
    return slug_of_body(issuer) if body == issuer else f"{slug(body)}-{slug(place_rank(issuer))}"


def place_rank(issuer: str) -> str:
    """Return the rank of the place of a Party committee: "tỉnh", "thành phố"."""
    found = re.search(r"\b(tỉnh|thành|huyện|quận|thị)(?=\s|$)", issuer.lower())
    return found[1] if found else ""


@lru_cache(maxsize=65536)
def symbol_key(symbol: str) -> str:
    """Return a symbol as part of a key."""
    return slug(unpadded(symbol))


@lru_cache(maxsize=8192)
def level(issuer: str) -> str:
    """Return the level of a body."""
    return level_of(issuer)


@lru_cache(maxsize=8192)
def is_central(issuer: str) -> bool:
    """Say whether a body is one for the whole country."""
    return not place_of(issuer) and (level(issuer) == "tw" or _CENTRAL.search(issuer) is not None)


@lru_cache(maxsize=8192)
def is_placed(issuer: str) -> bool:
    """Say whether a name belongs to one body in the whole country: there are many "UBND xã Tân An"."""
    return is_central(issuer) or own_province(issuer) is not None or issuer.startswith("Đại hội ")


@lru_cache(maxsize=8192)
def own_province(issuer: str) -> str | None:
    """Return the province that the name of a body gives away."""
    return province_of(issuer) or province_above(place_of(issuer))


def province(corpus: Corpus, draft: Draft, issuer: str | None) -> str | None:
    """Return the province of an instrument: by its issuer, by its own document, or the one that all who cite it share."""
    if issuer is None or is_central(issuer):
        return None
    stated = next((corpus.documents[d].province for d in draft.own if corpus.documents[d].province), None)
    told = draft.key[KEY_LENGTH] if len(draft.key) > KEY_LENGTH and draft.key[KEY_LENGTH] != UNKNOWN else None
    return own_province(issuer) or stated or told or draft.citers_province or None
