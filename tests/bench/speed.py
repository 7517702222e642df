"""Speed as a ratio to `underthesea.word_tokenize` on the same texts in the same run: of the structure alone, of everything.

Usage: python tests/bench/speed.py [--structure-floor N] [--floor N] [--rounds N]
Machines are shared and noisy, so all are timed in turns, in CPU time, and the best round of each counts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ttdn_extract import extract
from ttdn_extract.pipeline import describe, read_structure

_REPEATS = (
    6  # word_tokenize takes so much longer that a burst of noise is spread over its round; ours would lie within one
)
ROOT = Path(__file__).resolve().parents[2]


def load_texts() -> list[str]:
    """Return the project's own texts and, where they are there, the real ones beside the project."""
    own = sorted((ROOT / "data" / "gold").glob("*/text.txt"))
    real = sorted((ROOT.parent / "shared" / "gold").glob("*/text.txt"))
    return [path.read_bytes().decode("utf-8") for path in own + real]


def structure(text: str) -> None:
    """Read sections, header and tail into a plan, and look for nothing inside."""
    read_structure(text).found.plan("", describe(text))


def timed(work: Callable[[str], object], texts: list[str]) -> float:
    """Return the CPU time of one round."""
    begin = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - begin


def main() -> int:
    """Print characters per second and the ratios; fail below a floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--structure-floor", type=float, default=0.0)
    parser.add_argument("--floor", type=float, default=0.0)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    from underthesea import word_tokenize

    texts = load_texts()
    chars = sum(map(len, texts))
    # word_tokenize slows down on broken lines, so it gets what is easiest for it: the same text on one line.
    flat = [" ".join(text.split()) for text in texts]
    word_tokenize(flat[0][:2000])
    best = {"structure": float("inf"), "extract": float("inf"), "word_tokenize": float("inf")}
    for number in range(options.rounds + 1):
        for name, work, given in (("structure", structure, texts), ("extract", extract, texts)):
            spent = min(timed(work, given) for _ in range(_REPEATS))
            best[name] = min(best[name], spent) if number else best[name]  # the first round only loads the rules
        if number:
            best["word_tokenize"] = min(best["word_tokenize"], timed(word_tokenize, flat))
    reference = sum(map(len, flat)) / best["word_tokenize"]
    print(f"{len(texts)} texts, {chars:,} characters; word_tokenize reads {reference:,.0f} characters/s")
    failed = False
    for name, floor in (("structure", options.structure_floor), ("extract", options.floor)):
        ratio = chars / best[name] / reference
        print(f"{name:10s} {chars / best[name]:12,.0f} characters/s   ratio {ratio:5.1f}   floor {floor:g}")
        failed = failed or ratio < floor
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
