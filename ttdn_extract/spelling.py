"""Words that a scanner read badly, where only one word can be meant: "TÔ CHỨC THỰC HIÊN" -> "TỔ CHỨC THỰC HIỆN".

In: a title, a name or a recipient. Out: the same with the marks of well-known phrases put right (rows of `phrases.csv`). Used for
normalised fields only; texts and spans keep what is printed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ttdn_extract.bare import bare
from ttdn_extract.clean import fold
from ttdn_extract.rulebook import load_table


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {bare(row["phrase"]): row["phrase"] for row in load_table("phrases")}
    return re.compile(r"\b(?:" + "|".join(map(re.escape, known)) + r")\b"), known


@lru_cache(maxsize=8192)
def mend_words(text: str) -> str:
    """Return the text with the marks of well-known phrases put right; tone placement and case stay.

    >>> mend_words("TÔ CHỨC THỰC HIÊN"), mend_words("Rà soát, bỗ sung quy định"), mend_words("Uỷ ban")
    ('TỔ CHỨC THỰC HIỆN', 'Rà soát, bổ sung quy định', 'Uỷ ban')
    """
    pattern, known = _phrases()
    folded = fold(text)
    done = text
    for found in pattern.finditer(bare(text).lower()):
        start, end = found.span()
        meant = known[found.group()]
        if folded[start:end] != meant:
            done = done[:start] + _cased_like(meant, text[start:end]) + done[end:]
    return done


def _cased_like(meant: str, printed: str) -> str:
    return "".join(new.upper() if old.isupper() else new for new, old in zip(meant, printed, strict=True))
