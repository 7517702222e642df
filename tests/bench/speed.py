"""Speed as a ratio to `underthesea.word_tokenize` on the same texts in the same run: of the structure, with citations and dates, of everything.

Usage: python tests/bench/speed.py [--floors STRUCTURE CITED EXTRACT] [--rounds N]
Machines are shared and noisy, so all are timed in turns, in CPU time, and the best round of each counts. What is loaded before is frozen for the
garbage collector: else it would walk through the models of the one, which no user of the other has, while the other works.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ttdn_extract import extract, offsets
from ttdn_extract.pipeline import add_citations_and_dates, describe, read_structure, view_of

_REPEATS = (
    6  # word_tokenize takes so much longer that a burst of noise is spread over its round; ours would lie within one
)
ROOT = Path(__file__).resolve().parents[2]


def load_texts(which: str) -> list[str]:
    """Return the real texts beside the project, where they are there, or the project's own: those are short, dense and full of noise."""
    folder = ROOT.parent / "shared" / "gold" if which == "real" else ROOT / "data" / "gold"
    return [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*/text.txt"))]


def structure(text: str) -> None:
    """Read sections, header and tail into a plan, and look for nothing inside."""
    read_structure(text).found.plan("", describe(text))


def cited(text: str) -> None:
    """Read the structure, find citations and dates, but neither units nor tasks."""
    parts = read_structure(text)
    add_citations_and_dates(parts, view_of(parts))
    parts.found.plan("", describe(text))


def timed(work: Callable[[str], object], texts: list[str]) -> float:
    """Return the CPU time of one round."""
    begin = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - begin


def measure(texts: list[str], rounds: int) -> tuple[list[float], float]:
    """Return the characters per second of each stage, and of word_tokenize."""
    from underthesea import word_tokenize

    # word_tokenize slows down on broken lines, so it gets what is easiest for it: the same text on one line.
    flat = [" ".join(text.split()) for text in texts]
    word_tokenize(flat[0][:2000])
    best, reference = dict.fromkeys(STAGES, float("inf")), float("inf")
    for work in STAGES:
        timed(work, texts)  # loads the rules
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for work in STAGES:
            best[work] = min(best[work], *(timed(work, texts) for _ in range(_REPEATS)))
        reference = min(reference, timed(word_tokenize, flat))
    return [sum(map(len, texts)) / best[work] for work in STAGES], sum(map(len, flat)) / reference


def main() -> int:
    """Print characters per second and the ratios for real and for own texts; fail where real ones fall below a floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", type=float, nargs=len(STAGES), default=[0.0] * len(STAGES))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print("plain Python" if (offsets.__file__ or "").endswith(".py") else "compiled")
    slow = False
    for which in ("real", "own"):
        texts = load_texts(which)
        if not texts:
            print(f"{which}: no texts in this place")
            continue
        speeds, reference = measure(texts, options.rounds)
        chars = sum(map(len, texts))
        print(f"{len(texts)} {which} texts, {chars:,} characters; word_tokenize reads {reference:,.0f} characters/s")
        for work, speed, floor in zip(STAGES, speeds, options.floors, strict=True):
            print(f"  {work.__name__:10s} {speed:12,.0f} characters/s   ratio {speed / reference:5.1f}")
            slow = slow or which == "real" and speed / reference < floor
    return int(slow)


STAGES = (structure, cited, extract)


if __name__ == "__main__":
    sys.exit(main())
