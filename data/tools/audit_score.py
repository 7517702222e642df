"""Compare what an audit said of data/raw with data/gold/audit.json, as a table.

Run `ttdn extract data/raw --out OUT`, `ttdn audit OUT --json > AUDIT.json` (or as its help says), then
`python data/tools/audit_score.py AUDIT.json`. The exit code is 1 where a planted defect is missed, a finding is false, or a
verdict differs. `--with-title` is for an audit whose policy asks for the title in a first citation.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from variant_align import flatten

GOLD = Path(__file__).resolve().parents[1] / "gold" / "audit.json"
Json = dict[str, Any]


class Score(NamedTuple):
    """Counts by code of finding, false and missed ones in words, and wrong verdicts in words."""

    planted: Counter[str]
    found: Counter[str]
    false: list[str]
    missed: list[str]
    verdicts: int
    wrong: list[str]

    @property
    def right(self) -> bool:
        return not (self.false or self.missed or self.wrong)


def slug(text: str) -> str:
    """'12/KH-UBND' -> '12-kh-ubnd', as the last part of an instrument's id."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c)).lower()).strip("-")


def letters(text: str) -> str:
    """Letters and digits alone: a dump may have put spaces into a number."""
    return "".join(c for c in flatten(text) if c.isalnum())


def score(gold: Json, audit: Json, *, with_title: bool = False) -> Score:
    """Compare an audit (`findings`, `verdicts`) with the gold; a policy without titles does not miss them."""
    out = Score(Counter(), Counter(), [], [], 0, [])
    wanted = {name: list(entry["findings"]) for name, entry in gold["documents"].items()}
    said = 0
    for finding in audit["findings"]:
        hit = _take(wanted.get(finding["document"], []), finding)
        if hit is None:
            out.false.append(f"{finding['document']}: {finding['code']} {_shown(finding)[:1]}")
        else:
            out.found[finding["code"]] += not _free(hit, with_title)
    for name, rest in wanted.items():
        out.missed.extend(f"{name}: {f['code']} {f['quotes'][:1]}" for f in rest if not _free(f, with_title))
    for entry in gold["documents"].values():
        out.planted.update(f["code"] for f in entry["findings"] if not _free(f, with_title))
    for name, entry in gold["documents"].items():
        said += _verdicts(
            name, entry["verdicts"], audit["verdicts"], out.wrong, "with_title" if with_title else "verdict"
        )
    return out._replace(verdicts=said)


def _free(finding: Json, with_title: bool) -> bool:
    """Say whether a finding may be there or not."""
    return bool(finding.get("optional")) or (not with_title and finding.get("lacks") == ["title"])


def _take(wanted: list[Json], finding: Json) -> Json | None:
    """Take the planted finding that this one is; surer ones first."""
    shown = _shown(finding)
    for gold in sorted(wanted, key=lambda entry: bool(entry.get("optional"))):
        same = [a in b or b in a for q in gold["quotes"] for a, b in [(letters(q), letters(s)) for s in shown]]
        if gold["code"] == finding["code"] and (not gold["quotes"] or any(same)):
            wanted.remove(gold)
            return gold
    return None


def _shown(finding: Json) -> list[str]:
    return [
        place["text"] for place in finding["evidence"] if place["document"] == finding["document"] and place["text"]
    ]


def _verdicts(name: str, gold: list[Json], said: list[Json], wrong: list[str], key: str) -> int:
    """Compare the verdicts about one plan; return how many were compared."""
    own = {(v["requirement"], (v["target"] or "").rpartition("/")[2]): v["verdict"] for v in said if v["plan"] == name}
    count = 0
    for verdict in gold:
        want = verdict.get(key, verdict["verdict"])
        keys = [k for k in own if k[0] == verdict["requirement"]]
        if verdict["symbol"] is not None:  # what is undetermined need not say of what
            keys = [k for k in keys if k[1] == slug(verdict["symbol"])]
        got = [own.pop(k) for k in keys[:1]]
        if got != [want] and not (verdict.get("optional") and not got):
            wrong.append(f"{name}: {verdict['requirement']} {verdict['symbol']}: {want}, said {got}")
        count += not verdict.get("optional")
    wrong += [f"{name}: {k[0]} {k[1]}: none, said {verdict}" for k, verdict in own.items()]
    return count


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("audit", type=Path)
    parser.add_argument("--with-title", action="store_true")
    args = parser.parse_args(argv)
    gold, audit = (json.loads(path.read_text("utf-8")) for path in (GOLD, args.audit))
    done = score(gold, audit, with_title=args.with_title)
    print(f"{'finding':28}planted  found")
    for code in sorted(done.planted):
        print(f"{code:28}{done.planted[code]:7}{done.found[code]:7}")
    false = [line for line in done.false if line.partition(":")[0] in gold["clean"]]
    print(
        f"{len(done.missed)} missed, {len(done.false)} false, of these {len(false)} in {len(gold['clean'])} clean documents"
    )
    print(f"{done.verdicts} verdicts, {len(done.wrong)} wrong")
    for what, lines in (("missed", done.missed), ("false", done.false), ("wrong", done.wrong)):
        for line in lines:
            print(f"{what}: {line}", file=sys.stderr)
    return 0 if done.right else 1


if __name__ == "__main__":
    sys.exit(main())
