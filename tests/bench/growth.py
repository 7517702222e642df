"""Time at length n and 4n for texts that tempt a careless pattern: the ratio must stay near 4.

Usage: python tests/bench/growth.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from ttdn_extract import extract

BOUND = 8.0  # 4 is proportional; machines are shared, and quadratic growth would show 16

SHAPES: dict[str, Callable[[int], str]] = {
    "numbered lines": lambda n: "".join(f"{k}. Nội dung thứ {k}\n" for k in range(1, n // 20)),
    "nested restarts": lambda n: "".join(f"{k % 7 + 1}. Việc\na) Một\nb) Hai\n1) Ba\n- Bốn\n" for k in range(n // 34)),
    "bullets": lambda n: "- Tăng cường\n+ Cấp xã\n" * (n // 23),
    "digits": lambda n: "1" * n,
    "digits and dots": lambda n: "1.1." * (n // 4),
    "slashes": lambda n: "1/" * (n // 2),
    "one line": lambda n: "Ủy ban nhân dân xã An Tân ban hành kế hoạch " * (n // 44),
    "blank lines": lambda n: "\n" * n,
    "spaces": lambda n: " " * n,
    "stars": lambda n: "**a" * (n // 3),
    "bars": lambda n: "|\nô\n" * (n // 4),
    "marks": lambda n: "a\u0301\u0323" * (n // 3),
    "letterheads": lambda n: "Số:      /KH-UBND\nAn Tân, ngày    tháng 9 năm 2025\nKẾ HOẠCH\n" * (n // 58),
    "recipients": lambda n: "KẾ HOẠCH\nNơi nhận:\n" + "- Sở Nội vụ;\n" * (n // 13),
    "short symbols": lambda n: "KẾ HOẠCH\n" + "57-KL/TW, 47/NQ-CP; " * (n // 20),
    "one long list": lambda n: (
        "KẾ HOẠCH\nTheo các Quyết định số " + ", ".join(f"{k}/QĐ-UBND" for k in range(1, n // 15)) + " của UBND tỉnh."
    ),
    "dates": lambda n: "KẾ HOẠCH\n" + "từ ngày 01 đến ngày 15/3/2025, quý I và quý II/2025; " * (n // 52),
    "laws and anaphors": lambda n: "KẾ HOẠCH\n" + "Luật Báo chí năm 2016, Luật này, Kế hoạch nêu trên. " * (n // 51),
}


def seconds(text: str) -> float:
    """Return the best CPU time of three runs."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        extract(text)
        best = min(best, time.process_time() - begin)
    return best


def main() -> int:
    """Print the table; fail where the time grows out of proportion."""
    failed = 0
    print(f"{'text':16} {'n':>9} {'time':>9} {'4n':>9} {'time':>9} {'ratio':>6}")
    for name, make in SHAPES.items():
        small, large = make(250_000), make(1_000_000)
        one, four = seconds(small), seconds(large)
        ratio = four / max(one, 1e-4)
        odd = ratio > BOUND and four > 0.05
        failed += odd
        print(
            f"{name:16} {len(small):9,} {one:9.3f} {len(large):9,} {four:9.3f} {ratio:6.1f}{'  out of proportion' if odd else ''}"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
