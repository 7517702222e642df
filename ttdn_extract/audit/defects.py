"""What is wrong with single citations: their number, date, issuer, what the first one leaves out, whose symbol it is.

In: a document that cites "47/NQCP", and what the registry knows of 47/NQ-CP. Out: `Defect`s, one for each instrument and way of being wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ttdn_extract.audit.folder import Folder
from ttdn_extract.audit.messages import day_in_words, say
from ttdn_extract.audit.organs import bodies_in, contradiction
from ttdn_extract.audit.papers import Around, Paper
from ttdn_extract.audit.policy import FIELDS, Policy
from ttdn_extract.audit.records import Defect, Shown
from ttdn_extract.corpus.records import Evidence, Mention
from ttdn_extract.corpus.registry import Disagreement, Entry
from ttdn_extract.identity import BY_NAME, body_of

DECREE_30 = "2020-03-05"
"""The day from which Decree 30/2020/NĐ-CP holds; the Party has rules of its own."""
# What a scanner, a printer's spaces or a broken line do to a number is no fault of its writer.
_PRINTED = frozenset({"spaces", "inner-space", "dash", "slash", "look-alike", "glued-word"})
_SPACED = frozenset({"spaces", "inner-space", "dash"})
_BEHIND = 25  # characters
_NUMBER = re.compile(r"\d[^,;]*?(?=[,;]|\s+(?:ngày|tháng|năm|của|về)\b|$)")
_OWN_FILE = "own"


def find_defects(folder: Folder, paper: Paper, policy: Policy) -> list[Defect]:
    """Find what is wrong with the citations of a document."""
    found = [
        *_malformed(folder, paper),
        *_first_incomplete(folder, paper, policy),
        *_wrong_organ(folder, paper),
        *_inside(folder, paper),
    ]
    return [defect for defect in found if policy.findings[defect.code] != "off"]


def _id(folder: Folder, entry: int) -> str | None:
    return folder.registry.entries[entry].id if entry >= 0 else None


def _malformed(folder: Folder, paper: Paper) -> Iterator[Defect]:
    places: dict[tuple[int, str, str | None], list[Shown]] = {}
    for number, (mention, citation) in enumerate(zip(paper.document.mentions, paper.citations, strict=True)):
        if set(mention.repairs) - _PRINTED:
            core = _NUMBER.search(mention.text)
            key = paper.entry_at(mention), core.group() if core else mention.text, citation.symbol
            places.setdefault(key, []).append(paper.show(number, say("note.printed")))
    for (entry, printed, symbol), shown in places.items():
        code = "malformed-number" if symbol else "malformed-unread"
        message = say(code, printed=printed, symbol=symbol)
        yield Defect("malformed-number", paper.id, _id(folder, entry), (printed,), message, tuple(shown))


def _first_incomplete(folder: Folder, paper: Paper, policy: Policy) -> Iterator[Defect]:
    """Yield the instruments whose first citation behind the title leaves out what later ones could build on."""
    document = paper.document
    if document.level == "dang" or (document.issued or DECREE_30) < DECREE_30[: len(document.issued or DECREE_30)]:
        return
    title = paper.spans.get("title")
    seen: set[int] = set()
    for number, (mention, citation) in enumerate(zip(document.mentions, paper.citations, strict=True)):
        inside = title is not None and title.start <= mention.start < title.end
        if mention.instrument < 0 or mention.instrument in seen or inside:
            continue
        seen.add(mention.instrument)
        cited = document.cited[mention.instrument]
        if cited.symbol is None or cited.kind in BY_NAME:
            continue
        stated = {name: getattr(citation, name) for name in FIELDS}
        lacks = paper.lacks.get((mention.start, mention.end), tuple(name for name in FIELDS if not stated[name]))
        about = folder.registry.entries[paper.entry_at(mention)]
        told = _told_around(paper, mention, about)
        wanted = [name for name in FIELDS if name in lacks and name in policy.first_citation and name not in told]
        if wanted:
            fields = ", ".join(say(f"field.{name}") for name in wanted)
            message = say("first-citation-incomplete", symbol=cited.symbol, fields=fields)
            entry = _id(folder, paper.entry_at(mention))
            shown = (paper.show(number, say("note.first")),)
            yield Defect("first-citation-incomplete", paper.id, entry, (cited.symbol, *wanted), message, shown)


def _told_around(paper: Paper, mention: Mention, about: Entry) -> set[str]:
    """Return what the sentence says before a citation: "Ngày 10/01/2025, UBND tỉnh ban hành Kế hoạch số 12/KH-UBND".

    An issuer is missed only where nobody can tell whose number it is.
    """
    told = set()
    opens, of = paper.around.get((mention.start, mention.end), Around(mention.start, False))
    if any(opens <= a < mention.start or mention.end <= a < mention.end + _BEHIND for a, _ in paper.days):
        told.add("date")
    named = of or any(opens < end <= mention.start for _, end in paper.bodies)
    dated = mention.date is not None or "date" in told
    placed = about.issuer is not None or not bodies_in(about.symbol or "")
    if named or dated and placed or about.issuer == paper.document.issuer:
        told.add("issuer")
    return told


def _wrong_organ(folder: Folder, paper: Paper) -> Iterator[Defect]:
    places: dict[tuple[int, str, str, str], list[Shown]] = {}
    for number, (mention, citation) in enumerate(zip(paper.document.mentions, paper.citations, strict=True)):
        # A misread number says nothing sure about its body.
        if citation.symbol and citation.issuer and set(citation.repairs) <= _SPACED:
            body = contradiction(citation.symbol, citation.issuer)
            if body is not None:
                key = paper.entry_at(mention), citation.symbol, citation.issuer, body
                places.setdefault(key, []).append(paper.show(number, say("note.organ")))
    for (entry, symbol, issuer, body), shown in places.items():
        message = say("symbol-issuer", symbol=symbol, issuer=issuer, body=body)
        yield Defect("symbol-issuer", paper.id, _id(folder, entry), (symbol, issuer), message, tuple(shown))


def _inside(folder: Folder, paper: Paper) -> Iterator[Defect]:
    """Yield where a document contradicts itself."""
    for number, conflicts in enumerate(paper.conflicts):
        cited = paper.document.cited[number]
        name = cited.symbol or cited.title or cited.id
        for conflict in conflicts:
            field, _, values = conflict.partition(": ")
            one, _, other = values.partition(" / ")
            shown = tuple(
                paper.show(k, say("note.odd"))
                for k, mention in enumerate(paper.document.mentions)
                if mention.instrument == number and getattr(mention, field, None) in (one, other)
            )
            entry = _id(folder, paper.links[number])
            if field == "date":
                message = say("inside-date", symbol=name, one=day_in_words(one), other=day_in_words(other))
            else:
                message = say("inside-issuer", symbol=name, one=one, other=other)
            yield Defect(f"{field}-conflict", paper.id, entry, ("inside", *sorted((one, other))), message, shown)


def find_disagreements(folder: Folder, policy: Policy) -> Iterator[Defect]:
    """Find where documents say different things of one instrument: one defect for each document that stands alone."""
    for about in folder.registry.disagreements:
        code = f"{about.field}-conflict"
        by_document: dict[tuple[str, str], list[Evidence]] = {}
        for odd in about.odd if policy.findings[code] != "off" else ():
            by_document.setdefault((odd.document, _said(folder, about, odd) or ""), []).append(odd)
        for (document, said), places in by_document.items():
            if said:
                yield _disagreement(folder, about, code, document, said, places)


def _said(folder: Folder, about: Disagreement, odd: Evidence) -> str | None:
    """Return the odd value that stands in a place."""
    number = folder.by_id.get(odd.document)
    mentions = folder.papers[number].document.mentions if number is not None else ()
    return next((getattr(m, about.field) for m in mentions if (m.start, m.end) == (odd.start, odd.end)), None)


def _disagreement(
    folder: Folder, about: Disagreement, code: str, document: str, said: str, places: list[Evidence]
) -> Defect:
    write = day_in_words if about.field == "date" else str
    entry = folder.registry.entries[folder.place[about.entry]]
    others = {value: count for value, count in about.counts.items() if value != said}
    usual = about.agreed or max(others, key=lambda value: (others[value], value), default=said)
    value, count = write(usual), others.get(usual, 0)
    agreed = say(f"agreed-{about.settled}", value=value, count=count)
    message = say(code, symbol=entry.symbol or entry.title or entry.id, odd=write(said), agreed=agreed)
    shown = [Shown(document, p.start, p.end, p.text, say("note.odd")) for p in places]
    return Defect(code, document, about.entry, (said,), message, (*shown, *_counterpart(folder, about, usual)))


def _counterpart(folder: Folder, about: Disagreement, usual: str) -> Iterator[Shown]:
    """Yield one place where the usual value stands: the instrument's own header, else the first citation that states it."""
    wanted = folder.place[about.entry]
    if about.settled == _OWN_FILE:
        for number in folder.holders.get(wanted, ())[:1]:
            name = "issued" if about.field == "date" else "issuer"
            yield from folder.papers[number].field(name, say("note.other"))
        return
    for paper in (folder.papers[number] for number in folder.citers.get(wanted, ())):
        for number, mention in enumerate(paper.document.mentions):
            if paper.entry_at(mention) == wanted and _same(about.field, getattr(mention, about.field), usual):
                yield paper.show(number, say("note.other"))
                return


def _same(field: str, one: str | None, other: str) -> bool:
    return one is not None and (one == other if field == "date" else body_of(one) == body_of(other))
