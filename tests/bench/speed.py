"""Speed of the whole pipeline as a ratio to `underthesea.word_tokenize` on the same text in the same run.

Usage: python tests/bench/speed.py [--floor N] [--rounds N]
Machines are shared and noisy, so both are timed in turns, in CPU time, and the best round of each counts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ttdn_extract import extract

ROOT = Path(__file__).resolve().parents[2]


def load_texts() -> list[str]:
    """Return the project's own texts and, where they are there, the real ones beside the project."""
    own = sorted((ROOT / "data" / "gold").glob("*/text.txt"))
    real = sorted((ROOT.parent / "shared" / "gold").glob("*/text.txt"))
    return [path.read_bytes().decode("utf-8") for path in own + real]


def best_time(work: Callable[[], object], rounds: list[float]) -> None:
    """Append the CPU time of one round."""
    begin = time.process_time()
    work()
    rounds.append(time.process_time() - begin)


def main() -> int:
    """Print characters per second and the ratio; fail below the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floor", type=float, default=0.0)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    from underthesea import word_tokenize

    texts = load_texts()
    chars = sum(map(len, texts))
    # word_tokenize slows down on broken lines, so it gets what is easiest for it: the same text on one line.
    sample = [" ".join(text.split()) for text in texts[:: max(1, len(texts) // 8)]]
    sample_chars = sum(map(len, sample))
    word_tokenize(sample[0][:2000])
    for text in texts:
        extract(text)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(options.rounds):
        best_time(lambda: [extract(text) for text in texts], ours)
        best_time(lambda: [word_tokenize(text) for text in sample], theirs)
    speed, reference = chars / min(ours), sample_chars / min(theirs)
    ratio = speed / reference
    print(f"extract        {speed:12,.0f} characters/s   ({len(texts)} texts, {chars:,} characters)")
    print(f"word_tokenize  {reference:12,.0f} characters/s")
    print(f"ratio          {ratio:12.1f}")
    if ratio < options.floor:
        print(f"below the floor of {options.floor}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
