"""Which files a run reads, what each is called, and what the contract says of its source.

In: ["in"], a folder with "2025/Kế hoạch 12.docx". Out: a `Job` with the id "2025-Kế-hoạch-12" and the name
"2025/Kế hoạch 12.docx". Names are the same on every machine: composed (NFC) and apart from the locale.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from ttdn_extract.ingest import SUFFIXES
from ttdn_extract.ingest.source import Source
from ttdn_extract.plan import SourceInfo

_UNSAFE = re.compile(r"[^\w.~-]+")
_RESULT = re.compile(rb'\{\s*"schema_version"\s*:')
_MAX_ID_BYTES = 240
"""File systems take names of 255 bytes; ".json" and a "~12" have to fit in as well."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read; `path` is None for standard input."""

    path: Path | None
    id: str
    name: str
    shown: str
    """How messages name it: as the user gave it, or as it is called below the folder that the user gave."""


@dataclass(slots=True)
class Inputs:
    """All documents of a run, and how many files of its folders are left out for which reason."""

    jobs: list[Job] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def describe_source(source: Source) -> SourceInfo:
    """Describe the file that a text came from."""
    return SourceInfo(
        name=source.name,
        media_type=source.media_type,
        encoding=source.encoding,
        sha256=source.sha256,
        chars=len(source.text),
        pages=len(source.page_starts) or None,
    )


def readable(name: str | PurePath) -> str:
    """Return a file's name as valid Unicode, whatever bytes it is made of and whatever the locale."""
    try:
        return os.fsencode(name).decode("utf-8", "replace")
    except UnicodeEncodeError:  # words of a document, under a locale without such letters
        return str(name).encode("utf-8", "replace").decode("utf-8")


def one_line(name: str | PurePath) -> str:
    r"""Return a name for a message: what would break the line or steer the terminal is escaped.

    >>> one_line("a\nb.txt")
    'a\\nb.txt'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in readable(name))


def document_id(path: PurePath, *, suffix: bool = False) -> str:
    """Return the id of a document from its path below the folder that is read; safe as a file name anywhere.

    >>> document_id(Path("2025/Kế hoạch 12.docx")), document_id(Path("text.txt")), document_id(Path("000/text.txt"))
    ('2025-Kế-hoạch-12', 'text', '000-text')
    >>> document_id(Path("2025/a.docx"), suffix=True)
    '2025-a.docx'
    """
    known = PurePath(unicodedata.normalize("NFC", readable(path)))
    parts = [*known.parent.parts, known.name if suffix else known.stem]
    glued = "-".join(_UNSAFE.sub("-", part).strip("-.") or "_" for part in parts if part not in ("/", ".", ".."))
    if len(glued.encode()) <= _MAX_ID_BYTES:
        return glued
    digest = hashlib.sha256(str(known).encode()).hexdigest()[:8]
    return glued.encode()[: _MAX_ID_BYTES - 9].decode("utf-8", "ignore") + f"-{digest}"


def find_inputs(paths: Iterable[str], out: Path | None) -> Inputs:
    """List the documents among files, folders (walked) and "-"; the folder for the results is never read."""
    inputs = Inputs()
    found: dict[str, Job] = {}
    for given in paths:
        if given == "-":
            found.setdefault(given, Job(None, "stdin", "<stdin>", "<stdin>"))
            continue
        path = Path(given)
        relatives = _walk(path, out, inputs.skipped) if is_folder(path) else [None]
        for relative in relatives:
            file = path if relative is None else path / relative
            below = PurePath(path.name) if relative is None else relative
            shown = one_line(given if relative is None else relative.as_posix())
            # A file that is given twice, or by itself and with its folder, is one document; two links to it are two.
            found.setdefault(str(file.absolute()), Job(file, document_id(below), readable(below.as_posix()), shown))
    inputs.jobs = _unique(list(found.values()))
    return inputs


def is_folder(path: Path) -> bool:
    """Say whether a path is a folder; one that may not be looked at is taken for a file, and reading it tells why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_result(path: Path) -> bool:
    """Say whether a JSON file was written by this program, so that it and its text may be written again."""
    try:
        with path.open("rb") as file:
            return bool(_RESULT.match(file.read(64)))
    except (OSError, ValueError):
        return False


def _walk(folder: Path, out: Path | None, skipped: Counter[str]) -> Iterator[PurePath]:
    """Yield the documents of a folder as paths below it, and count what is left out."""
    root, results = folder.resolve(), out.resolve() if out else None
    # Sorted by what the names say, not by how this locale decodes them.
    below = sorted((p.relative_to(folder) for p in folder.rglob("*") if _is_file(p)), key=_order)
    for path in below:
        reason = _left_out(path)
        if results is not None and results in (root / path).parents:
            # Results are passed over in silence, but a document that its owner keeps there is not.
            if reason or is_result((folder / path).with_suffix(".json")):
                continue
            reason = "in the --out folder"
        if reason:
            skipped[reason] += 1
        else:
            yield path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return True  # it may not even be looked at; the attempt to read it will say so


def _order(path: PurePath) -> tuple[bytes, ...]:
    return tuple(os.fsencode(part) for part in path.parts)


def _left_out(path: PurePath) -> str | None:
    """Say why a walk does not pick up a file: hidden (also Word's "~$" locks and what hidden folders hold), or its type."""
    if any(part.startswith((".", "~$")) for part in path.parts):
        return "hidden"
    suffix = path.suffix.lower()
    return None if suffix in SUFFIXES else one_line(suffix) or "no extension"


def _unique(jobs: list[Job]) -> list[Job]:
    """Give every job an id of its own: "a.txt" beside "a.pdf" become "a.txt" and "a.pdf", in whatever order they come."""
    suffixes: dict[str, set[str]] = {}
    for job in jobs:
        suffixes.setdefault(job.id.casefold(), set()).add(PurePath(job.name).suffix)
    jobs = [
        replace(job, id=document_id(PurePath(os.fsdecode(job.name.encode())), suffix=True))
        if job.path is not None and len(suffixes[job.id.casefold()]) > 1
        else job
        for job in jobs
    ]
    # File systems of Windows and macOS take "A" and "a" for one name.
    wanted = {job.id.casefold() for job in jobs}
    taken: set[str] = set()
    result: list[Job] = []
    for job in jobs:
        unique, number = job.id, 2
        while unique.casefold() in taken or (number > 2 and unique.casefold() in wanted):
            unique = f"{job.id}~{number}"
            number += 1
        taken.add(unique.casefold())
        result.append(replace(job, id=unique))
    return result
