"""Inline marks: `[[c KH: surface|attributes]]` for a citation, `[[d surface|edtf,role]]` for a date."""

from __future__ import annotations

import re

from marked_model import Gold, Mark, MarkError

MARK = re.compile(r"\[\[(?P<layer>[a-z]) (?P<inner>[^\[\]]*)\]\]")
CORE = re.compile(r"\d+[A-Z]?(?:\.\d+)?\s?(?:/\s?\d{4}\s?)?[/-]\s?[A-ZĐ][\w&]*(?:\s?[-/–]\s?[A-ZĐ][\w&]*)*")
FULL_DATE = re.compile(r"(?<![\d/])(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})(?![\d/])")
BARE_YEAR = re.compile(r"(?<![\d:/])(?:năm )?((?:19|20)\d\d)$")
INTERVAL = re.compile(r"^(\d{4})\s?[-–]\s?(\d{4})$")
YEAR = re.compile(r"^năm (\d{4})$")
ROLES = frozenset({"issued", "instrument", "deadline", "period", "event"})
# Bodies whose printed name is already canonical, so that "của ..." needs no `issuer=`.
CENTRAL = re.compile(
    r" của ((?:Chính phủ|Thủ tướng Chính phủ|Bộ Chính trị|Ban Bí thư|Quốc hội|Bộ \w|Văn phòng Chính phủ).*)$"
)
NAMED_DATE = re.compile(r",? ngày \d.*$")


def read_inline(text: str, where: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the plain text and its marks; `where` (file:line) opens every error message."""
    plain, marks, last = "", [], 0
    for found in MARK.finditer(text):
        plain += text[last : found.start()]
        surface, made = _read_mark(found["layer"], found["inner"], len(plain), where)
        marks += made
        plain += surface
        last = found.end()
    plain += text[last:]
    if "[[" in plain or "]]" in plain:
        raise MarkError(f"{where}: a mark is not closed, or marks are nested: {text[:60]!r}")
    return plain, tuple(marks)


def _read_mark(layer: str, inner: str, at: int, where: str) -> tuple[str, list[Mark]]:
    if layer == "c":
        return _citation(inner, at, where)
    if layer == "d":
        return _date(inner, at, where)
    raise MarkError(f"{where}: unknown mark {layer!r}, use c or d")


def _date(inner: str, at: int, where: str) -> tuple[str, list[Mark]]:
    surface, _, rest = inner.partition("|")
    role, edtf, optional = "period", "", False
    for part in filter(None, (p.strip() for p in rest.split(","))):
        if part in ROLES:
            role = part
        elif part == "optional":
            optional = True
        elif edtf or not re.fullmatch(r"[\dX./~-]+", part):
            raise MarkError(f"{where}: {part!r} is no role and no EDTF date")
        else:
            edtf = part
    values: Gold = {"surface": surface, "edtf": edtf or _edtf(surface, where), "role": role}
    if optional:
        values["optional"] = True
    return surface, [Mark("date", at, at + len(surface), values)]


def _edtf(surface: str, where: str) -> str:
    """EDTF of the plain forms; everything that needs judgement must be written in the mark."""
    if full := FULL_DATE.fullmatch(surface):
        return iso(full)
    if interval := INTERVAL.match(surface):
        return f"{interval[1]}/{interval[2]}"
    if year := YEAR.match(surface):
        return year[1]
    raise MarkError(f"{where}: cannot read the date {surface!r}, give its EDTF form after '|'")


def iso(found: re.Match[str]) -> str:
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"


def _citation(inner: str, at: int, where: str) -> tuple[str, list[Mark]]:
    head, _, rest = inner.partition("|")
    kind, colon, surface = head.partition(": ")
    if not colon or not kind or " " in kind:
        raise MarkError(f"{where}: a citation mark reads [[c TYPE: surface]], got {inner[:40]!r}")
    attrs = _attributes(rest, where)
    core = attrs.pop("core", "") or _core(surface)
    if core not in surface:
        raise MarkError(f"{where}: core {core!r} is not in {surface!r}")
    numbered = CORE.search(core) is not None or "symbol" in attrs
    date = _own_date(surface, at)
    values: Gold = {
        "surface": surface,
        "core": core,
        "type": kind,
        "symbol": attrs.pop("symbol", "") or (re.sub(r"\s", "", core) if numbered else None),
        "date": attrs.pop("date", "") or (date.values["edtf"] if date else None),
        "issuer": _issuer(surface, attrs, where),
        "basis": attrs.pop("basis", ""),
        "provision": attrs.pop("prov", "") or None,
    }
    if attrs.pop("optional", ""):
        values["optional"] = True
    if attrs:
        raise MarkError(f"{where}: unknown citation attribute {sorted(attrs)}")
    start = at + surface.index(core)
    mark = Mark("citation", at, at + len(surface), values, (start, start + len(core)))
    return surface, [mark, date] if date else [mark]


def _attributes(rest: str, where: str) -> dict[str, str]:
    attrs: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in rest.split(";"))):
        name, _, value = part.partition("=")
        if name in attrs:
            raise MarkError(f"{where}: attribute {name!r} is given twice")
        attrs[name.strip()] = value.strip() or "yes"
    return attrs


def _core(surface: str) -> str:
    found = CORE.search(surface)
    return found[0] if found else NAMED_DATE.sub("", surface)


def _own_date(surface: str, at: int) -> Mark | None:
    """The instrument's date is a date mention of its own, so the marks need not say it twice."""
    found = FULL_DATE.search(surface) or BARE_YEAR.search(surface)
    if not found:
        return None
    edtf = iso(found) if found.re is FULL_DATE else found[1]
    values: Gold = {"surface": found[0], "edtf": edtf, "role": "instrument"}
    return Mark("date", at + found.start(), at + found.end(), values)


def _issuer(surface: str, attrs: dict[str, str], where: str) -> str | None:
    if "issuer" in attrs:
        value = attrs.pop("issuer")
        return None if value == "-" else value
    if found := CENTRAL.search(surface):
        return found[1]
    if re.search(r"\d.* của ", surface):
        raise MarkError(f"{where}: give issuer= (or issuer=-) for {surface!r}")
    return None
