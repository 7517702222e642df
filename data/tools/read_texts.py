"""Read data/gold/*/text.txt with the program, one result per document, so that a scorer can compare them with gold.json.

Run `python data/tools/read_texts.py OUT`; the spans of OUT/<id>.json count in data/gold/<id>/text.txt.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ttdn_extract import extract

GOLD = Path(__file__).resolve().parents[1] / "gold"


def main(argv: list[str]) -> int:
    if len(argv) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(argv[0])
    out.mkdir(parents=True, exist_ok=True)
    texts = sorted(GOLD.glob("*/text.txt"))
    for path in texts:
        plan = extract(path.read_bytes().decode("utf-8"))
        (out / f"{path.parent.name}.json").write_text(plan.model_dump_json(), encoding="utf-8")
    print(f"{len(texts)} texts read")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
