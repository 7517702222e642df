"""What an audit of the folder must say of a document: `@verdict`, `@finding` and `@matched` lines of its head.

In: `@finding first-citation-incomplete date, title = Chương trình số 40-Ctr/TU`. Out: entries of `gold/audit.json`, whose quotes
are spelt as the rendering of the document spells them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from marked_inline import CORE
from marked_model import Document, Gold, MarkError
from variant_align import Projection

FIELDS = ("verdict", "finding", "matched")
REQUIREMENTS = ("parent-plan", "parent-basis")
VERDICTS = ("cited", "cited-with-defect", "indirect", "missing", "undetermined")
UNMET = ("not-cited", "cited-indirectly")  # codes of findings that follow from a verdict
DEFECTS = ("malformed-number", "date-conflict", "issuer-conflict", "first-citation-incomplete", "symbol-issuer")
CODES = (*DEFECTS, "deadline-after-parent", "ended-body", *UNMET)
LACKS = ("kind", "date", "issuer", "title")
BETWEEN = " <> "  # two places that contradict each other
_VERDICT = re.compile(
    r"(?P<optional>optional )?(?P<name>\S+) (?P<target>[^=]+) = (?P<verdict>[\w-]+)(?:, with title (?P<full>[\w-]+))?"
)
_FINDING = re.compile(r"(?P<optional>optional )?(?P<code>[\w-]+)(?: (?P<lacks>[a-z, ]+))? = (?P<quote>.+)")
_MATCHED = re.compile(r"(?P<document>\S+) = (?P<quote>.+)")


def check(name: str, value: str, where: str) -> None:
    """Refuse a line that breaks the syntax; `where` is file:line."""
    _READERS[name](value, where)


def _verdict(value: str, where: str) -> Gold:
    found = _VERDICT.fullmatch(value)
    if not found:
        raise MarkError(f"{where}: a verdict reads '@verdict [optional] REQUIREMENT TARGET = VERDICT', got {value!r}")
    for word, known in (
        (found["name"], REQUIREMENTS),
        (found["verdict"], VERDICTS),
        (found["full"], (*VERDICTS, None)),
    ):
        if word not in known:
            raise MarkError(f"{where}: {word!r} is none of {', '.join(map(str, known))}")
    target = None if found["target"] == "-" else found["target"]
    out: Gold = {"requirement": found["name"], "target": target, "verdict": found["verdict"]}
    if found["full"]:
        out["with_title"] = found["full"]
    if found["optional"]:
        out["optional"] = True
    return out


def _finding(value: str, where: str) -> Gold:
    found = _FINDING.fullmatch(value)
    if not found:
        raise MarkError(f"{where}: a finding reads '@finding [optional] CODE [what is missing] = QUOTE', got {value!r}")
    if found["code"] not in CODES:
        raise MarkError(f"{where}: {found['code']!r} is none of {', '.join(CODES)}")
    lacks = found["lacks"].split(", ") if found["lacks"] else []
    if bool(lacks) != (found["code"] == "first-citation-incomplete") or not set(lacks) <= set(LACKS):
        raise MarkError(f"{where}: say what a first citation lacks, and of nothing else: {', '.join(LACKS)}")
    quotes = [] if found["quote"] == "-" else found["quote"].split(BETWEEN)
    out: Gold = {"code": found["code"], "quotes": quotes}
    if lacks:
        out["lacks"] = lacks
    if found["optional"]:
        out["optional"] = True
    return out


def _matched(value: str, where: str) -> Gold:
    found = _MATCHED.fullmatch(value)
    if not found:
        raise MarkError(f"{where}: a match reads '@matched DOCUMENT = QUOTE', got {value!r}")
    return {"cited_by": found["document"], "quote": found["quote"]}


_READERS: dict[str, Callable[[str, str], Gold]] = {"verdict": _verdict, "finding": _finding, "matched": _matched}


def audit_for(pairs: Iterable[tuple[Document, str]]) -> Gold:
    """Return the gold of the audit for documents, each with the text that is quoted."""
    all_of = {doc.id: (doc, Projection(doc, text)) for doc, text in pairs}
    documents: dict[str, Gold] = {}
    for name, (doc, shown) in all_of.items():
        entry: Gold = {f"{key}s": [_READERS[key](v, name) for v in doc.fields.get(key, [])] for key in FIELDS[:2]}
        for finding in entry["findings"]:
            finding["quotes"] = [_quote(doc, shown, quote) for quote in finding["quotes"]]
        matched = [_matched(value, name) for value in doc.fields.get("matched", [])]
        for match in matched:
            if match["cited_by"] not in all_of:
                raise MarkError(f"{name}: no document {match['cited_by']!r}")
            match["quote"] = _quote(*all_of[match["cited_by"]], match["quote"])
        documents[name] = {**entry, "matched": matched} if matched else entry
    _name_targets(documents, {name: doc for name, (doc, _) in all_of.items()})
    clean = [name for name, entry in documents.items() if _is_clean(entry)]
    return {"clean": clean, "documents": documents}


def _is_clean(entry: Gold) -> bool:
    """A document that must give no finding, under whatever policy: its parent is known, and it cites all it should."""
    return not entry["findings"] and all(verdict["verdict"] == "cited" for verdict in entry["verdicts"])


def _quote(doc: Document, shown: Projection, quote: str) -> str:
    """The quote as the rendering spells it; it must stand once in the text, so that it names one place."""
    if doc.flat.count(quote) != 1:
        raise MarkError(f"{doc.id}: {quote!r} stands {doc.flat.count(quote)} times in the text, not once")
    begin = doc.flat.index(quote)
    return shown.quote((begin, begin + len(quote)), quote)


def _name_targets(documents: dict[str, Gold], docs: dict[str, Document]) -> None:
    """Give each target that is a document of the folder the number by which others cite it."""
    for name, entry in documents.items():
        for verdict in entry["verdicts"]:
            target = verdict["target"]
            if target is None or "/" in target or " " in target:
                verdict["symbol"] = target
            elif target not in docs:
                raise MarkError(f"{name}: no document {target!r}")
            else:
                cited_as = [m["quote"] for m in documents[target].get("matched", [])]
                found = CORE.search(" ".join(cited_as))
                verdict["symbol"] = docs[target].gold["header"]["symbol"] or (found[0] if found else None)
