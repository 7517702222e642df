"""What a section is for: "III. NGUỒN KINH PHÍ THỰC HIỆN" -> "funding". Rows of `roles.toml`, in order."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ttdn_extract.clean import fold
from ttdn_extract.rulebook import load_rows


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = load_rows("roles")
    return re.compile("|".join(f"(?P<{row.id}>{row.pattern})" for row in rows)), {row.id: row["role"] for row in rows}


@lru_cache(maxsize=4096)
def role_of(title: str) -> str | None:
    """Return the role that a title tells, or None.

    >>> role_of("MỤC ĐÍCH, YÊU CẦU"), role_of("Sở Tài chính")
    ('purpose', None)
    """
    pattern, roles = _pattern()
    found = pattern.search(fold(title))
    return roles[found.lastgroup] if found and found.lastgroup else None
