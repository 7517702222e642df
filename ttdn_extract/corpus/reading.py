"""A folder of results of `ttdn extract` -> documents, one at a time; of each only what the registry needs is kept.

In: "out/2025-Kế-hoạch-5.json". Out: `Document`. What cannot be read becomes an `InputError` in the list of problems, and the
others are read all the same.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ttdn_extract.corpus.nesting import find_nested
from ttdn_extract.corpus.records import Cited, Document, Mention
from ttdn_extract.errors import CopyNote, InputError
from ttdn_extract.plan import Citation, Header, Instrument, SourceInfo
from ttdn_extract.progress import Progress
from ttdn_extract.source import one_line

_AGAIN = "extract the document again, or move the file out of the folder"
_OWN = re.compile(rb'\s*\{\s*"schema_version"\s*:\s*"([^"]*)"')
"""Told after each file how many of how many are read."""
_intern = sys.intern  # documents say the same things in the same words


class _Digest(BaseModel):
    """The part of the contract that a corpus is built from; the rest is passed over unread."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    schema_version: Literal["1.0"]
    id: str
    source: SourceInfo
    header: Header
    citations: list[Citation]
    instruments: list[Instrument]


def list_results(folder: Path) -> list[Path]:
    """List the JSON files below a folder, in the same order on every machine."""
    try:
        if not folder.is_dir():
            raise InputError(one_line(folder), "is no folder", "name the folder that `ttdn extract --out` wrote")
        found = [p for p in folder.rglob("*.json") if not any(q.startswith(".") for q in p.relative_to(folder).parts)]
    except OSError as error:
        raise InputError(one_line(folder), f"cannot be read ({error.strerror})", "check its permissions") from error
    if not found:
        raise InputError(one_line(folder), "holds no JSON", "run: ttdn extract DOCUMENTS --out " + one_line(folder))
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def read_folder(folder: Path, problems: list[InputError], seen: Progress | None = None) -> Iterator[Document]:
    """Yield the documents of a folder; what is no result of `ttdn extract` is added to the problems."""
    paths = list_results(folder)

    def files() -> Iterator[tuple[str, Path]]:
        for number, path in enumerate(paths, 1):
            yield path.relative_to(folder).as_posix(), path
            if seen is not None:
                seen(number, len(paths))

    yield from unique(_read_files(files(), problems), problems)


def _read_files(files: Iterable[tuple[str, Path]], problems: list[InputError]) -> Iterator[Document]:
    for name, path in files:
        try:
            yield read_result(path.read_bytes(), one_line(name))
        except InputError as problem:
            problems.append(problem)
        except OSError as error:
            problems.append(InputError(one_line(name), f"cannot be read ({error.strerror})", "check its permissions"))


def unique(documents: Iterable[Document], problems: list[InputError]) -> Iterator[Document]:
    """Pass every document on once: the same source file, or the same id, is read the first time only."""
    by_source: dict[str, str] = {}
    by_id: dict[str, str] = {}
    for document in documents:
        first = by_source.get(document.sha256)
        same_id = by_id.get(document.id)
        if first is not None:
            problem = f"is the same document as {first} (same source file) and is left out"
            problems.append(CopyNote(document.file, problem, "keep one of them"))
        elif same_id is not None:
            problem = f"has the same id as {same_id} ({document.id}) and is left out"
            problems.append(InputError(document.file, problem, "extract all documents in one run, so that ids differ"))
        else:
            by_source[document.sha256] = by_id[document.id] = document.file
            yield document


def read_result(data: bytes, name: str) -> Document:
    """Read one result of `ttdn extract`; raise `InputError` for anything else."""
    own = _OWN.match(data)
    if own is None:
        raise InputError(name, "is no result of `ttdn extract`", "move it out of the folder")
    if own[1] != b"1.0":
        version = own[1].decode("utf-8", "replace")
        raise InputError(name, f"is of another version of the contract ({one_line(version)})", _AGAIN)
    try:
        return condense(_validate(data), name)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the whole file"
        raise InputError(name, f"is broken ({one_line(place)}: {one_line(first['msg'])})", _AGAIN) from None


def _validate(data: bytes) -> _Digest:
    try:
        return _Digest.model_validate_json(data)
    except ValidationError:
        # Half a surrogate pair is no text for the strict reader; a "?" keeps the places of all that follows.
        try:
            mended = json.dumps(json.loads(data), ensure_ascii=False).encode("utf-8", "replace")
        except (ValueError, RecursionError):
            mended = data
        return _Digest.model_validate_json(mended)


def condense(plan: _Digest, file: str) -> Document:
    """Keep of a plan what the registry needs; equal strings are kept once for all documents."""
    number = {instrument.id: k for k, instrument in enumerate(plan.instruments)}
    header = plan.header
    return Document(
        id=plan.id,
        file=file,
        sha256=plan.source.sha256,
        kind=header.kind,
        symbol=header.symbol,
        template=header.symbol_template,
        title=header.title,
        issued=header.issued,
        issuer=_shared(header.issuer),
        level=header.level,
        province=_shared(header.province),
        period=header.period,
        cited=tuple(_cited(instrument) for instrument in plan.instruments),
        mentions=tuple(_mention(citation, number) for citation in plan.citations),
        nested=tuple(find_nested(plan.citations, number)),
    )


def _cited(instrument: Instrument) -> Cited:
    # "#2" stands for what could not be told apart even in its own document.
    determined = not instrument.underdetermined and "#" not in instrument.id
    return Cited(
        _intern(instrument.id),
        _shared(instrument.kind),
        _shared(instrument.symbol),
        _shared(instrument.date),
        _shared(instrument.issuer),
        _shared(instrument.title),
        determined,
    )


def _mention(citation: Citation, number: dict[str, int]) -> Mention:
    return Mention(
        number.get(citation.instrument, -1) if citation.instrument else -1,
        citation.span.start,
        citation.span.end,
        _intern(citation.text),
        citation.relation,
        citation.basis,
        citation.form,
        _shared(citation.section),
        _shared(citation.date),
        _shared(citation.issuer),
        tuple(citation.repairs),
    )


def _shared(text: str | None) -> str | None:
    return _intern(text) if text is not None else None
