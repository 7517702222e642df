"""Time and peak memory of registry and graph for n, 2n and 4n documents: both must grow in proportion.

Usage: python tests/bench/corpus.py [--documents N] [--write DIR] [--limit SECONDS]
With --write the documents are only written, as `ttdn extract --out DIR` would write them. Places and plans are invented.
Each size runs in a process of its own, since the peak of a process never falls.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BOUND = 3.0  # time for twice as many documents; 2 is proportional, machines are shared
Json = dict[str, Any]
_WORDS = [
    "chuyển đổi số",
    "thông tin đối ngoại",
    "cải cách hành chính",
    "phòng, chống thiên tai",
    "giảm nghèo",
    "đọc sách",
    "thủy lợi",
]
_NAMES = [
    f"{a} {b}"
    for a in ["Hòa", "Tân", "An", "Vân", "Cồn", "Lạc", "Bình", "Phú"]
    for b in ["Giang", "Sơn", "Thạch", "Khê", "Nghê", "Hải", "Lâm", "Đức"]
]
_CENTRAL = [
    ("NQ", "{}/NQ-CP", "Chính phủ"),
    ("QĐ", "{}/QĐ-TTg", "Thủ tướng Chính phủ"),
    ("KL", "{}-KL/TW", "Bộ Chính trị"),
]


def plans(count: int, seed: int = 7) -> Iterator[Json]:
    """Yield what `ttdn extract` would say of so many plans: provinces, their communes, and what these cite."""
    for number in range(count):
        yield _plan(number, count, random.Random(f"{seed}/{number}"))


def _plan(number: int, count: int, chance: random.Random) -> Json:
    """Every fiftieth plan is a province's; the others cite it, upper instruments and each other; a third bear no number."""
    above = number - number % 50
    year = 2021 + above // 50 % 5
    cited: list[Json] = [_central(chance.randrange(1 + count // 20), chance) for _ in range(6)]
    if number != above:
        cited.append(_cite(_own(above), chance))
    if number % 50 > 1:
        cited.append(_cite(_own(above + 1 + chance.randrange(number % 50 - 1)), chance))
    own = _own(number)
    blank = number % 3 == 1
    header = {
        "kind": "KH", "title": own["title"], "symbol": None if blank else own["symbol"],
        "symbol_template": "/KH-UBND" if blank else None, "issued": str(year) if blank else own["date"],
        "place": None, "issuer": own["issuer"], "level": "tinh" if number == above else "xa",
        "province": _province(above), "period": str(year), "spans": {},
    }  # fmt: skip
    instruments = {about["id"]: about for about in cited}
    return {
        "schema_version": "1.0", "id": f"plan-{number}",
        "source": {"name": f"plan-{number}.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": f"{number:064x}", "chars": 9000, "pages": None},
        "header": header, "sections": [], "annexes": [],
        "citations": [_citation(k, about, chance) for k, about in enumerate(cited)],
        "instruments": [
            {name: about[name] for name in ("id", "kind", "symbol", "date", "issuer", "title", "underdetermined")}
            | {"mentions": [f"c{k}" for k, c in enumerate(cited) if c["id"] == about["id"]], "missing": [], "conflicts": []}
            for about in instruments.values()
        ],
        "anaphors": [], "dates": [], "units": [], "tasks": [], "recipients": [],
        "signature": {"authority": None, "capacity": None, "position": None, "name": None, "span": None},
        "abbreviations": [], "diagnostics": [],
    }  # fmt: skip


def _province(above: int) -> str:
    return f"{_NAMES[above // 50 % 64]} {_NAMES[above // 3200 % 64]}"


def _own(number: int) -> Json:
    """Return the instrument that a plan is."""
    above = number - number % 50
    year = 2021 + above // 50 % 5
    place = f"tỉnh {_province(above)}" if number == above else f"xã {_NAMES[number % 50]} {_province(above)}"
    symbol, date = f"{number % 300 + 1}/KH-UBND", f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    title = f"về {_WORDS[number % 7]} gắn với {_WORDS[number // 7 % 7]} năm {year}"
    return _instrument("KH", symbol, date, f"UBND {place}", title)


def _central(number: int, chance: random.Random) -> Json:
    kind, pattern, issuer = _CENTRAL[number % 3]
    year = 2016 + number % 5
    # One in two hundred has a slip in its year.
    slip = chance.random() < 0.005
    date = f"{year + slip}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return _instrument(kind, pattern.format(number + 1), date, issuer, f"về {_WORDS[number % 7]} số {number}")


def _instrument(kind: str, symbol: str, date: str | None, issuer: str | None, title: str) -> Json:
    from ttdn_extract.identity import identify

    name, determined = identify(kind, symbol, issuer, date)
    about = {"id": name, "kind": kind, "symbol": symbol, "date": date, "issuer": issuer, "title": title}
    return about | {"underdetermined": not determined}


def _cite(own: Json, chance: random.Random) -> Json:
    """Cite a plan; one time in ten without its date."""
    date = own["date"] if chance.random() < 0.9 else None
    return _instrument(own["kind"], own["symbol"], date, own["issuer"], own["title"])


def _citation(number: int, about: Json, chance: random.Random) -> Json:
    start = 100 + 1000 * number + chance.randrange(500)
    text = f"số {about['symbol']} ngày {about['date']} của {about['issuer']}"
    span = {"start": start, "end": start + len(text)}
    return {
        "id": f"c{number}", "span": span, "core_span": span, "text": text, "kind": about["kind"], "symbol": about["symbol"],
        "date": about["date"], "issuer": about["issuer"], "basis": number < 3, "relation": "basis" if number < 3 else "cites",
        "provision": None, "title": about["title"], "form": "full", "instrument": about["id"], "section": f"s{number}", "repairs": [],
    }  # fmt: skip


def write(folder: Path, count: int) -> None:
    """Write plans as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for plan in plans(count):
        (folder / f"{plan['id']}.json").write_text(json.dumps(plan, ensure_ascii=False), "utf-8")


def measure(count: int) -> dict[str, float]:
    """Build registry and graph of so many plans, and return what it took; making the plans is not counted."""
    from ttdn_extract.corpus.reading import read_result, unique
    from ttdn_extract.corpus.registry import build_registry
    from ttdn_extract.graph.build import build_graph
    from ttdn_extract.graph.formats import as_json

    making = 0.0

    def documents() -> Iterator[Any]:
        nonlocal making
        for number in range(count):
            begin = time.process_time()
            data = json.dumps(_plan(number, count, random.Random(f"7/{number}")), ensure_ascii=False).encode()
            making += time.process_time() - begin
            yield read_result(data, f"plan-{number}.json")

    begin = time.process_time()
    registry = build_registry(unique(documents(), []))
    built = time.process_time()
    graph = build_graph(registry)
    drawn = time.process_time()
    chars = sum(len(piece) for piece in as_json(graph))
    return {
        "registry": built - begin - making,
        "graph": drawn - built,
        "writing": time.process_time() - drawn,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "nodes": graph.number_of_nodes(),
        "edges": graph.number_of_edges(),
        "joined": len(registry.joined),
        "probable": len(registry.probable),
        "disagreements": len(registry.disagreements),
        "chars": chars,
    }


def main() -> int:
    """Print the table; fail where the time grows out of proportion or the whole takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--limit", type=float, default=180.0, help="seconds for the largest size")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(options.write, options.documents)
        return 0
    if options.one:
        print(json.dumps(measure(options.documents)))
        return 0
    failed, before = False, 0.0
    for count in (options.documents // 4, options.documents // 2, options.documents):
        command = [sys.executable, __file__, "--one", "--documents", str(count)]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        total = found["registry"] + found["graph"] + found["writing"]
        odd = total > options.limit or before > 0 and total / before > BOUND
        failed, before = failed or odd, total
        print(
            f"{count:9,} documents {total:7.1f} s",
            *(f"{name} {value:,.1f}" for name, value in found.items()),
            "OUT OF BOUNDS" * odd,
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
