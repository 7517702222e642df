"""Noise of dumps: each kind is undone, its twin that only looks like noise stays, and every change leads back."""

from __future__ import annotations

import pytest

from ttdn_extract import extract
from ttdn_extract.clean import clean_text, fold
from ttdn_extract.lines import read_lines


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Ke\u0302\u0301 hoa\u0323ch", "Kế hoạch"),
        ("QÐ-UBND", "QĐ-UBND"),
        ("Số:\u00a005/KH", "Số: 05/KH"),
        ("kế\u200b ho\u00adạch\ufeff", "kế hoạch"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\uf0b7 Tăng cường", "• Tăng cường"),
        ("**1**. **Mục đích**", "1. Mục đích"),
        ("**a** và **b**, *nghiêng*", "a và b, nghiêng"),
        ("## KẾ HOẠCH", "KẾ HOẠCH"),
        ("dòng một<br>dòng hai", "dòng một\ndòng hai"),
        ("1\\. Mục đích", "1. Mục đích"),
    ],
)
def test_clean(raw: str, clean: str) -> None:
    assert clean_text(raw).text == clean


@pytest.mark.parametrize(
    "raw", ["Luật Đầu tư công (*)", "* Nhiệm vụ", "năm 2026 – 2031", "Uỷ ban", "a < b", "C# và F#", "2 * 3"]
)
def test_clean_leaves_alone(raw: str) -> None:
    assert clean_text(raw).text == raw


def test_markdown_bullets_and_footnote_stars_stay() -> None:
    assert clean_text("**A**\n*   Quán triệt\n**B** (*)").text == "A\n*   Quán triệt\nB (*)"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Uỷ ban", "ủy ban"),
        ("HOÀ BÌNH", "hòa bình"),
        ("Quý I – 2025", "quý i - 2025"),
        ("hoạch, khoẻ, thuý", "hoạch, khỏe, thúy"),
        ("toàn", "toàn"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


FULL = "Nội dung của kế hoạch được triển khai đồng bộ ở tất cả các xã, phường trên địa bàn tỉnh và"
PAGE = "\n".join(
    f"{word} {FULL}"
    for word in ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "xuân", "hạ", "thu", "đông"]
)
NEXT = "\n".join(
    f"{word} {FULL}"
    for word in ["đỏ", "cam", "vàng", "lục", "lam", "chàm", "tím", "trắng", "đen", "nâu", "hồng", "xám", "bạc", "xanh"]
)
LAST = "\n".join(
    f"{word} {FULL}"
    for word in [
        "sông",
        "núi",
        "biển",
        "rừng",
        "đồng",
        "suối",
        "hồ",
        "đảo",
        "vịnh",
        "đèo",
        "thác",
        "ghềnh",
        "bãi",
        "cồn",
    ]
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"{PAGE}\n2\n{NEXT}\n3\n{LAST}", ["page-number", "page-number"]),
        (f"{PAGE}\n- 2 -\n{PAGE}", ["page-number"]),
        (f"{PAGE}\nTrang 2/5\n{PAGE}", ["page-number"]),
        (f"{PAGE}\n\f\n7\n{PAGE}", ["page-number"]),
        (f"{FULL}\nhttp://www.vi-du.vn/\n{FULL}", ["stray-address"]),
        (
            f"{PAGE}\n2\nUBND tỉnh Hòa Giang\n{NEXT}\n3\nUBND tỉnh Hòa Giang\n{LAST}",
            ["page-number", "page-number", "running-head", "running-head"],
        ),
        (f"MỤC LỤC\nI. NỘI DUNG ........ 2\n1. Truyền thông…… 12\n{PAGE}", ["contents-row"] * 3),
        (f"Hòa Giang, ngày ...... tháng ...... năm 2025\nSố điện thoại: ........ 12\n{PAGE}", []),
        (f"{FULL}\n2\n{FULL}\n3\n{FULL}", []),  # too close together for pages: the cells of a table
        (f"{PAGE}\n57\n{PAGE}", []),  # no page before it
        (f"{PAGE}\n2 xã\n{PAGE}", []),
        (f"Truy cập tại địa chỉ:\nhttp://www.vi-du.vn/\n{FULL}", []),
        (f"{PAGE}\n- Đơn vị chủ trì: Sở Nội vụ.\n{PAGE}\n- Đơn vị chủ trì: Sở Nội vụ.\n{PAGE}", []),
    ],
)
def test_noise_between_pages(text: str, codes: list[str]) -> None:
    assert sorted(line.code for line in read_lines(text)[1]) == sorted(codes)


def test_page_number_in_a_sentence_is_told_with_its_place() -> None:
    raw = f"KẾ HOẠCH\nTruyền thông\n\nI. NỘI DUNG\n{PAGE}\n2\ncác thôn, bản.\n"
    plan = extract(raw)
    found = [d for d in plan.diagnostics if d.code == "page-number"]
    assert [raw[d.span.start : d.span.end] for d in found if d.span] == ["2"]
