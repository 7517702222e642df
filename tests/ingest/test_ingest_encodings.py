"""Codings of text files: each is read for what it is, and nothing is read for what it is not. Invented places."""

from __future__ import annotations

import unicodedata

import pytest

from ttdn_extract.errors import InputError
from ttdn_extract.ingest import read_bytes
from ttdn_extract.ingest.encodings import repair_legacy
from ttdn_extract.ingest.legacy import decode_tcvn3, decode_vni

VIETNAMESE = (
    "KẾ HOẠCH\nThông tin đối ngoại xã Bình Phước Đông năm 2025\n"
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2025 của UBND tỉnh Hòa Giang\n"
)
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam\nI. MôC §ÝCH, Y£U CÇU\nSè: 05/KH-UBND"
TCVN3_READ = "Cộng hòa xã hội chủ nghĩa Việt Nam\nI. MỤC ĐÍCH, YÊU CẦU\nSố: 05/KH-UBND"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nKEÁ HOAÏCH\nUÛy ban nhaân daân tænh Hoøa Giang"
VNI_READ = "Cộng hòa xã hội chủ nghĩa Việt Nam\nKẾ HOẠCH\nỦy ban nhân dân tỉnh Hòa Giang"
CP1258 = unicodedata.normalize("NFC", VIETNAMESE)
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def to_cp1258(text: str) -> bytes:
    """Letters with a circumflex, breve or horn stay whole; the tone follows."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in marks if mark in _TONES)
        out.append(unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)) + tone)
    return "".join(out).encode("cp1258")


UNICODE = [
    (VIETNAMESE.encode(), "utf-8"),
    (VIETNAMESE.encode("utf-8-sig"), "utf-8-sig"),
    (b"\xff\xfe" + VIETNAMESE.encode("utf-16-le"), "utf-16-le"),
    (b"\xfe\xff" + VIETNAMESE.encode("utf-16-be"), "utf-16-be"),
    (VIETNAMESE.encode("utf-16-le"), "utf-16-le"),
    (VIETNAMESE.encode("utf-16-be"), "utf-16-be"),
]


@pytest.mark.parametrize(("data", "encoding"), UNICODE)
def test_unicode_is_read_exactly(data: bytes, encoding: str) -> None:
    source = read_bytes(data, "plan.txt")
    assert (source.text, source.encoding) == (VIETNAMESE, encoding)


LEGACY = [
    (TCVN3.encode("latin-1"), "tcvn3", TCVN3_READ),
    (TCVN3.encode(), "tcvn3", TCVN3_READ),
    (VNI.encode("latin-1"), "vni", VNI_READ),
    (VNI.encode(), "vni", VNI_READ),
    (VIETNAMESE.encode().decode("cp1252", "ignore").encode(), "utf-8", None),
    (VIETNAMESE.encode().decode("latin-1").encode(), "utf-8", VIETNAMESE),
]


@pytest.mark.parametrize(("data", "encoding", "expected"), LEGACY)
def test_legacy_coding_is_recognised_and_noted(data: bytes, encoding: str, expected: str | None) -> None:
    source = read_bytes(data, "plan.txt")
    assert source.encoding == encoding
    assert [code for code, _ in source.notes] == ["encoding-guessed"]
    assert expected is None or source.text == expected


def test_cp1258_is_kept_as_decoded() -> None:
    source = read_bytes(to_cp1258(VIETNAMESE), "plan.txt")
    assert source.encoding == "cp1258"
    assert unicodedata.normalize("NFC", source.text) == CP1258


FOREIGN = [
    "Le café où l'été a passé à l'école: un élève zélé, déjà là, préfère la forêt.",
    "Große Straße für alle Bürger über dem Fluß",
    "A plan in English, plain ASCII.",
    "Công an xã",
    "naïve",
    "± 5 °C · § 12 ¶ 3 «ok»",
]


@pytest.mark.parametrize("text", [*FOREIGN, VIETNAMESE, unicodedata.normalize("NFD", VIETNAMESE)])
def test_valid_utf8_is_never_turned_into_something_else(text: str) -> None:
    source = read_bytes(text.encode(), "plan.txt")
    assert (source.text, source.encoding, source.notes) == (text, "utf-8", ())


def test_french_in_cp1252_stays_french() -> None:
    source = read_bytes(FOREIGN[0].encode("cp1252"), "plan.txt")
    assert (source.text, source.encoding) == (FOREIGN[0], "cp1252")


def test_only_the_old_part_of_a_mixed_text_is_repaired() -> None:
    found = repair_legacy(VIETNAMESE + TCVN3)
    assert found is not None
    assert found.text == VIETNAMESE + TCVN3_READ


BROKEN = [
    VIETNAMESE.encode()[:60] + b"\xff" + VIETNAMESE.encode()[60:],
    bytes(range(256)) * 20,
    b"\x00\x01\x02\x03" * 100,
    b"\xff\xfe" + VIETNAMESE.encode("utf-16-le")[:-1],
    b"\x81\x8d\x90" * 50,
]


@pytest.mark.parametrize("data", BROKEN)
def test_what_is_not_clean_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "plan.txt")
    assert str(caught.value).startswith("plan.txt: ")
    assert "\n" not in str(caught.value)


WORDS = [
    (decode_tcvn3, "Sè: 12/KH-UBND", "Số: 12/KH-UBND"),
    (decode_tcvn3, "ñy ban nh©n d©n", "ủy ban nhân dân"),
    (decode_tcvn3, "V/v KÕ HO¹CH n¨m 2025", "V/v Kế HOẠCH năm 2025"),
    (decode_vni, "ñöôïc thöïc hieän", "được thực hiện"),
    (decode_vni, "Ñieàu 1. Phaïm vi", "Điều 1. Phạm vi"),
]


@pytest.mark.parametrize(("decode", "coded", "expected"), WORDS)
def test_letters_of_the_old_codings(decode, coded: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    assert decode(coded) == expected
