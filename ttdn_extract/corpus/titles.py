"""How much two titles of instruments have in common, word by word.

>>> likeness("về công tác thông tin đối ngoại năm 2025", "Công tác thông tin đối ngoại xã An Tân năm 2025")
1.0
"""

from __future__ import annotations

from ttdn_extract.corpus.drafts import Corpus, Draft
from ttdn_extract.identity import slug

ALIKE, UNLIKE = 0.6, 0.34
_FEW_WORDS = 4  # a shorter title says too little to contradict another, or to prove anything
_MOST_WORDS = 40


def likeness(one: str | None, other: str | None) -> float:
    """Return the share of the shorter title's words that the other has too; -1 if one of them says too little."""
    words, others = (set(slug(title or "").split("-")[:_MOST_WORDS]) - {"ve", "viec", ""} for title in (one, other))
    least = min(len(words), len(others))
    return len(words & others) / least if least >= _FEW_WORDS else -1.0


def title_of(corpus: Corpus, draft: Draft) -> str | None:
    """Return the title of a draft: its own document knows best."""
    own = next((corpus.documents[d].title for d in draft.own if corpus.documents[d].title), None)
    return own or draft.best("title")
