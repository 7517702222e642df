"""Kinds of documents: "KẾ HOẠCH" -> KH, "Q U Y Ế T  Đ Ị N H" -> QĐ."""

from __future__ import annotations

import re
from functools import cache

from ttdn_extract.bare import bare
from ttdn_extract.letters import UPPER
from ttdn_extract.rulebook import load_table

# An office that signs, on bare letters.
OFFICE = re.compile(
    r"(?:QUYEN |PH[OAE] |UY VIEN |THUONG TRUC )*(?:CHU TICH|GIAM DOC|TONG GIAM DOC|BO TRUONG|THU TRUONG|THU TUONG|TRUONG BAN|BI THU|CHANH VAN PHONG|HIEU TRUONG|"
    r"TONG CUC TRUONG|CUC TRUONG|VU TRUONG|THONG DOC|CHU NHIEM|VIEN TRUONG|CHANH AN|CHANH THANH TRA|TONG THANH TRA|TRUONG PHONG|CHI HUY TRUONG|TU LENH|"
    r"CHI CUC TRUONG|TRUONG DOAN|TRUONG TIEU BAN|TONG THU KY|CHANH VAN|TRUONG CONG AN|DOI TRUONG|UY VIEN|TONG KIEM TOAN|PHO |CHINH UY|TONG BIEN TAP)"
)

# A person's name, with or without a rank or degree.
PERSON = re.compile(
    rf"(?:(?:[A-Z]{{2,6}}|Th[sS]|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng)[.:]?\s*)*"
    rf"([{UPPER}](?:[’'][{UPPER}]?)?[^\W\d_{UPPER}]*\.?(?:\s[{UPPER}][^\W\d_{UPPER}]*\.?){{1,4}})\W*$"
)


@cache
def _kinds() -> dict[str, str]:
    """Map the bare name of a kind, without spaces, to its code: a title may be spaced out or badly scanned."""
    return {bare(row["name"]).upper().replace(" ", ""): row["code"] for row in load_table("kinds")}


def is_capital(text: str) -> bool:
    """Say whether the letters are capitals, but for a few that a clerk or a scanner got wrong."""
    if text[1:2].islower() and text[2:3].islower():
        return False
    upper = sum(map(str.isupper, text))
    return upper > 1 and upper > 5 * sum(map(str.islower, text))


def kind_of_line(text: str) -> tuple[str, bool] | None:
    """Return (code, whole) if the line is or begins with the name of a kind of document in capitals."""
    if not is_capital(text):
        return None
    plain = bare(text)
    letters = "".join(filter(str.isalpha, plain))
    kinds = _kinds()
    if letters in kinds:
        return kinds[letters], True
    words = plain.split()
    for n in (2, 3):
        if len(words) > n and "".join(words[:n]) in kinds:
            return kinds["".join(words[:n])], False
    return None


_NO_TITLE = ("Số", "Ngày", "Điều", "Căn")


def kind_before_title(text: str) -> tuple[str, int] | None:
    """Return (code, length) of the kind that a title in small letters follows on one line: "KẾ HOẠCH Triển khai …"."""
    words = text.split(" ", 5)
    count = next((n for n, word in enumerate(words) if not word.isupper()), 0)
    if not 2 <= count <= 4 or words[count].startswith(_NO_TITLE) or not words[count][:1].isupper():
        return None
    code = _kinds().get(bare("".join(words[:2])))
    return (code, len(" ".join(words[:count]))) if code else None
