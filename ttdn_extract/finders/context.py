"""The document's own place: which province, city or district a bare rank ("UBND tỉnh") means in it.

In: what the document says about itself. Out: "tỉnh Nghệ An", or None where that is not certain: nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ttdn_extract.bare import bare
from ttdn_extract.places import place_of, provinces
from ttdn_extract.rulebook import load_table

_RANK = re.compile(r"^(?:tỉnh|[Tt]hành phố|TP\.?)\s+")
_MERGER = "2025-07-01"


@dataclass(frozen=True, slots=True)
class Context:
    """What the document says about itself; None where it says nothing."""

    issuer: str | None = None
    level: str | None = None
    province: str | None = None
    place: str | None = None
    year: str | None = None
    district: str | None = None
    symbol: str | None = None
    template: str | None = None
    kind: str | None = None
    issued: str | None = None


def province_name(context: Context) -> tuple[str, bool] | None:
    """Return (name, whether it is a city) of the document's own province."""
    if not context.province:
        return None
    name = _RANK.sub("", context.province)
    return provinces().get(bare(name).upper(), (name, False))


def own_place(rank: str, context: Context, date: str | None = None) -> str | None:
    """Return the place that a bare rank ("UBND tỉnh") means in this document, None if that is not certain."""
    own = place_of(context.issuer or "")
    if own.lower().startswith(rank + " ") and rank not in ("tỉnh", "thành phố"):
        return own
    province = province_name(context)
    if rank in ("tỉnh", "thành phố"):
        if rank == "thành phố" and own.lower().startswith("thành phố "):
            return own if province is None or not province[1] or own.endswith(province[0]) else None
        if rank == "thành phố" and (context.district or "").lower().startswith("thành phố"):
            return context.district
        if province is None or province[1] != (rank == "thành phố") or _has_merged(province[0], context, date):
            return None
        return f"Thành phố {province[0]}" if province[0] == "Hồ Chí Minh" else f"{rank} {province[0]}"
    if context.district and context.district.lower().startswith(rank):
        return context.district
    return None


@cache
def _lasting() -> frozenset[str]:
    """Return the provinces that the merger of 1 July 2025 left as they were: older texts mean the same body there."""
    return frozenset(row["name"] for row in load_table("provinces") if row["lasting"])


def _has_merged(province: str, context: Context, date: str | None) -> bool:
    """Say whether "tỉnh" may mean a province that has since been merged into this one."""
    after = (context.issued or context.year or "") >= "2025-07" or (
        context.issued is None and context.level == "xa" and (context.year or "") >= "2026"
    )
    known = bare(province).upper() in provinces()  # of a province in no table, no merger is known
    return known and province not in _lasting() and date is not None and after and date < _MERGER
