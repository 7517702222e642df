"""Small documents about invented places: as records, for the rules of the registry, and as texts, for the whole way."""

from __future__ import annotations

from typing import Any

import pytest

from ttdn_extract import extract
from ttdn_extract.corpus.reading import read_result
from ttdn_extract.corpus.records import Cited, Document, Mention
from ttdn_extract.corpus.registry import Registry, build_registry
from ttdn_extract.identity import identify


def cite(symbol: str | None, date: str | None, issuer: str | None, title: str | None = None, kind: str = "KH") -> Cited:
    """Return an instrument as a document cites it."""
    name, determined = identify(kind, symbol, issuer, date, title)
    return Cited(name, kind, symbol, date, issuer, title, determined)


def document(name: str, *cited: Cited, **header: Any) -> Document:
    """Return a document of a commune in Hòa Giang, if nothing else is said, that cites some instruments once each."""
    mentions = tuple(
        Mention(k, 100 * k, 100 * k + 20, f"số {c.symbol}", "cites", False, "full", "s1", c.date, c.issuer, ())
        for k, c in enumerate(cited)
    )
    fields: dict[str, Any] = {
        "kind": "KH", "symbol": f"{sum(map(ord, name))}/KH-UBND", "template": None, "title": f"Đọc sách {name}", "issued": "2025-09-20",
        "issuer": f"UBND xã {name}", "level": "xa", "province": "Hòa Giang", "period": "2025",
    }  # fmt: skip
    fields |= header
    return Document(
        id=name, file=f"{name}.json", sha256=name.encode().hex(), cited=cited, mentions=mentions, nested=(), **fields
    )


class Maker:
    """Makes documents and registries for tests."""

    cite = staticmethod(cite)
    document = staticmethod(document)

    def registry(self, *documents: Document) -> Registry:
        """Build a registry."""
        return build_registry(documents)

    def read(self, **texts: str) -> Registry:
        """Build the registry of some texts."""
        plans = ((name, extract(text, doc_id=name).model_dump_json().encode()) for name, text in texts.items())
        return build_registry(read_result(data, f"{name}.json") for name, data in plans)

    def cited(self, registry: Registry, name: str) -> list[str]:
        """Return the ids of what a document cites."""
        number = next(k for k, found in enumerate(registry.documents) if found.id == name)
        return [registry.entries[k].id for k in registry.cited[number]]


@pytest.fixture(scope="session")
def make() -> Maker:
    """Return the maker."""
    return Maker()
