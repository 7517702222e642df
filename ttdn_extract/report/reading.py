"""A folder of results -> everything that the page shows of each document: the whole plan and the text that it counts in.

In: "out/", a registry. Out: one `Shown` for each document of the registry, in the same order. A text that is missing, or that
is not the one the plan was read from, is None; the page then shows what the plan quotes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ttdn_extract.corpus.reading import list_results
from ttdn_extract.corpus.registry import Registry
from ttdn_extract.errors import InputError
from ttdn_extract.plan import Plan
from ttdn_extract.source import one_line

_AGAIN = "extract the document again"


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as the page shows it; `text` is None where it is not beside the JSON."""

    plan: Plan
    text: str | None


def read_shown(folder: Path, registry: Registry) -> Iterator[Shown]:
    """Yield the documents of a registry with their texts."""
    paths = {one_line(path.relative_to(folder).as_posix()): path for path in list_results(folder)}
    for document in registry.documents:
        path = paths[document.file]
        plan = _read_plan(path, document.file)
        yield Shown(plan, _read_text(path.with_suffix(".txt"), plan))


def _read_plan(path: Path, name: str) -> Plan:
    try:
        # Half a surrogate pair is no text for the strict reader; a "?" of the same length keeps all places.
        return Plan.model_validate_json(_mended(path.read_bytes()))
    except OSError as error:
        raise InputError(name, f"cannot be read ({error.strerror})", "check its permissions") from error
    except ValidationError as error:
        place = ".".join(map(str, error.errors(include_url=False, include_input=False)[0]["loc"]))
        raise InputError(name, f"is broken ({one_line(place or 'the whole file')})", _AGAIN) from None


def _mended(data: bytes) -> bytes:
    if rb"\ud" not in data and rb"\uD" not in data:
        return data
    return json.dumps(json.loads(data), ensure_ascii=False).encode("utf-8", "replace")


def _read_text(path: Path, plan: Plan) -> str | None:
    """Return the text beside a result, if it is the one that its spans count in."""
    try:
        text = path.read_bytes().decode("utf-8", "surrogatepass")
    except (OSError, UnicodeDecodeError):
        return None
    return text if len(text) == plan.source.chars else None
