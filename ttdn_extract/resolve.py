"""Mentions -> instruments: what is cited is one thing, however often and however briefly it is named.

In: the citations of one document. Out: `Instrument`s with a readable identity such as "vn/chinh-phu/2024/47-nq-cp". A symbol alone is
never a key: a mention that gives only the number joins an instrument if just one in the document can be meant; otherwise it
stays on its own, with "_" for what is unknown. Contradictions and what the first citation should have said are reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ttdn_extract.finders.attached import type_words
from ttdn_extract.finders.mention import CitationMention, Note
from ttdn_extract.identity import BY_NAME, body_of, identify, plain_name, states_year, unpadded

_ANAPHOR = re.compile(r"\s(?:(?P<self>này)|nêu trên|nói trên|trên đây|kể trên|đã nêu|trên(?=\s?[,.;)\n]))(?!\w)")


@dataclass(slots=True)
class Instrument:
    """A cited instrument; `mentions` are numbers of citations in reading order."""

    id: str = ""
    kind: str | None = None
    symbol: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    mentions: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    underdetermined: bool = False


class Anaphor(NamedTuple):
    """A word such as "Nghị quyết nêu trên"; `target` is the number of an instrument, -1 the document itself, None unresolved."""

    start: int
    end: int
    kind: str
    target: int | None


def build_instruments(text: str, mentions: Sequence[CitationMention]) -> tuple[list[Instrument], list[Note]]:
    """Let the mentions of one instrument meet; number them as the citations are."""
    instruments: list[Instrument] = []
    by_key: dict[str, list[int]] = {}
    later: list[tuple[int, str]] = []
    for number, mention in enumerate(mentions):
        key = _key(text, mention)
        if key is None:
            continue
        if not _is_placed(mention):
            later.append((number, key))
            continue
        found = next((k for k in by_key.get(key, ()) if _agrees(instruments[k], mention)), None)
        if found is None:
            found = len(instruments)
            instruments.append(Instrument(kind=mention.kind, symbol=mention.symbol))
            by_key.setdefault(key, []).append(found)
        _join(text, instruments[found], mention, number)
        if (
            mention.symbol and mention.kind in BY_NAME and mention.title
        ):  # a law with its number is also known by its name
            names = by_key.setdefault(f"{mention.kind}|{plain_name(text[mention.title[0] : mention.title[1]])}", [])
            if found not in names:
                names.append(found)
    _place_short(text, mentions, later, instruments, by_key)
    instruments.sort(key=lambda instrument: instrument.mentions[0])
    notes = [note for instrument in instruments for note in _judge(text, instrument, mentions)]
    _name(instruments)
    return instruments, notes


def _key(text: str, mention: CitationMention) -> str | None:
    """Return what two mentions of one instrument always share: the symbol without padding, or the name."""
    if mention.symbol:
        return unpadded(mention.symbol)
    if mention.form != "named":
        return None
    name = plain_name(text[mention.core_start : mention.core_end])
    return f"{mention.kind}|{name}"


def _is_placed(mention: CitationMention) -> bool:
    """Say whether a mention says enough to found an instrument of its own."""
    return (
        mention.date is not None
        or mention.stated
        and not mention.open
        or mention.form == "named"
        and mention.kind not in ("L", "BL", "PL", "HP")
    )


def _agrees(instrument: Instrument, mention: CitationMention) -> bool:
    """Say whether a mention may mean this instrument: no year and no body speaks against it."""
    if instrument.date and mention.date and instrument.date[:4] != mention.date[:4]:
        return states_year(mention.symbol) is not None
    if (
        instrument.issuer
        and mention.issuer
        and not mention.open
        and body_of(instrument.issuer) != body_of(mention.issuer)
    ):
        return (
            bool(instrument.date)
            and instrument.date == mention.date
            and mention.symbol is not None
            and mention.symbol.endswith("/TW")
        )
    return True


def _join(text: str, instrument: Instrument, mention: CitationMention, number: int) -> None:
    """Add what a mention says; a contradiction is kept, the first statement stays."""
    for name in ("date", "issuer"):
        said, known = getattr(mention, name), getattr(instrument, name)
        if said is None or name == "issuer" and mention.open:
            continue
        if known is None or name == "date" and said.startswith(known):
            setattr(instrument, name, said)
        elif known != said and not known.startswith(said) and (name == "date" or body_of(known) != body_of(said)):
            conflict = f"{name}: {known} / {said}"
            if conflict not in instrument.conflicts:
                instrument.conflicts.append(conflict)
    if mention.kind and instrument.kind is None:
        instrument.kind = mention.kind
    if instrument.title is None and mention.title:
        instrument.title = text[mention.title[0] : mention.title[1]].strip()
    instrument.mentions.append(number)


def _place_short(
    text: str,
    mentions: Sequence[CitationMention],
    later: list[tuple[int, str]],
    instruments: list[Instrument],
    by_key: dict[str, list[int]],
) -> None:
    """Give short mentions to the only instrument that fits; several make the mention stay on its own."""
    own: dict[str, int] = {}
    for number, key in later:
        mention = mentions[number]
        fits = [k for k in by_key.get(key, ()) if _agrees(instruments[k], mention)]
        if len(fits) == 1:
            _join(text, instruments[fits[0]], mention, number)
            instruments[fits[0]].mentions.sort()
            continue
        if key not in own:
            own[key] = len(instruments)
            instruments.append(Instrument(kind=mention.kind, symbol=mention.symbol))
        _join(text, instruments[own[key]], mention, number)


def _judge(text: str, instrument: Instrument, mentions: Sequence[CitationMention]) -> list[Note]:
    """Fill `missing` and name what the first citation leaves out against Decree 30, and what contradicts itself."""
    first = mentions[instrument.mentions[0]]
    if instrument.symbol is None:
        instrument.title = instrument.title or text[first.core_start : first.core_end]
    needs = (
        [] if instrument.kind in BY_NAME or instrument.symbol is None else ["kind", "symbol", "date", "issuer", "title"]
    )
    said = {"kind": instrument.kind, "symbol": instrument.symbol, "date": instrument.date, "title": instrument.title}
    said["issuer"] = instrument.issuer if any(mentions[k].stated for k in instrument.mentions) else None
    instrument.missing = [name for name in needs if not said[name]]
    notes = []
    at_first = {
        "kind": first.kind,
        "symbol": first.symbol,
        "date": first.date,
        "issuer": first.issuer if first.stated else None,
        "title": first.title,
    }
    lacks = [name for name in needs if not at_first[name]]
    if lacks:
        notes.append(
            Note(
                "first-citation-incomplete",
                f"the first citation does not state: {', '.join(lacks)}",
                first.start,
                first.end,
            )
        )
    for conflict in instrument.conflicts:
        notes.append(
            Note(
                "instrument-conflict",
                f"the document contradicts itself about {instrument.symbol or instrument.title} ({conflict})",
                first.start,
                first.end,
            )
        )
    return notes


def _name(instruments: list[Instrument]) -> None:
    """Give each instrument its identity; two that cannot be told apart get "#2"."""
    seen: dict[str, int] = {}
    for instrument in instruments:
        base, determined = identify(
            instrument.kind, instrument.symbol, instrument.issuer, instrument.date, instrument.title
        )
        instrument.underdetermined = not determined
        seen[base] = seen.get(base, 0) + 1
        instrument.id = base if seen[base] == 1 else f"{base}#{seen[base]}"


def find_anaphors(
    folded: str, own_kind: str | None, mentions: Sequence[CitationMention], instruments: Sequence[Instrument]
) -> list[Anaphor]:
    """Find "Kế hoạch này", "Nghị quyết nêu trên": resolved where one thing can be meant, never guessed."""
    owner = {number: k for k, instrument in enumerate(instruments) for number in instrument.mentions}
    found: list[Anaphor] = []
    known: dict[str, set[int]] = {}
    read = 0
    for match in _pointers(folded):
        word = type_words().longest_before(folded, match.start())
        if word is None:
            continue
        start, kind = word
        while read < len(mentions) and mentions[read].end <= start:
            if read in owner:
                known.setdefault(mentions[read].kind or "", set()).add(owner[read])
            read += 1
        if match["self"]:
            target = -1 if kind == own_kind else None
        else:
            target = next(iter(known[kind])) if len(known.get(kind, ())) == 1 else None
        found.append(Anaphor(start, match.end(), kind, target))
    return found


def _pointers(folded: str) -> list[re.Match[str]]:
    """Find the words that point back, each looked up by itself: faster than one pattern for all."""
    places = set()
    for word in (" này", " trên", " đã nêu"):
        at = folded.find(word)
        while at >= 0:
            places.add(at)
            if folded.endswith((" nêu", " nói", " kể"), 0, at):  # "nêu trên" is one pointer
                places.add(folded.rfind(" ", 0, at))
            at = folded.find(word, at + 1)
    found = (_ANAPHOR.match(folded, place) for place in sorted(places))
    return [match for match in found if match is not None]
