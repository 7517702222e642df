"""HTML as a reader sees it. Invented places."""

from __future__ import annotations

import pytest

from ttdn_extract.errors import InputError
from ttdn_extract.ingest import read_bytes

pytest.importorskip("lxml")

LETTERHEAD = (
    "<table><tr><td><p>UBND XÃ<br>BÌNH PHƯỚC ĐÔNG</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></td></tr>"
    "<tr><td>Số: 05/KH-UBND</td><td>Bình Phước Đông, ngày 05</td></tr></table>"
)
DATA = "<table border=1><tr><th>TT</th><th>Việc</th></tr><tr><td>1</td><td>Tuyên<br>truyền</td></tr></table>"
PAGES = [
    ("<p>Thực\nhiện kế hoạch</p>", "Thực hiện kế hoạch"),
    ("<p>a<br>b</p><div>c</div>d", "a\nb\nc\nd"),
    ("<p>a</p><style>p{}</style><script>x</script>", "a"),
    ("<p>a <span style='display: none'>b</span>c</p>", "a c"),
    ("<p><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>Mục đích</p>", "1. Mục đích"),
    ("<p><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>Công an xã</p>", "• Công an xã"),
    ("<ol type=a start=2><li>Hai</li><li><p>Ba</p></li></ol>", "b. Hai\nc. Ba"),
    ("<ul><li>Một</li></ul>", "- Một"),
    ("<p>năm 2025<sup>1</sup></p>", "năm 2025¹"),
    ("<p>a<!-- b -->c</p>", "ac"),
    (
        LETTERHEAD,
        "UBND XÃ\nBÌNH PHƯỚC ĐÔNG\nSố: 05/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBình Phước Đông, ngày 05",
    ),
    (DATA, "| TT | Việc |\n| 1 | Tuyên truyền |"),
    (
        "<table border=1><tr><td rowspan=2>1</td><td>a</td></tr><tr><td>b</td></tr></table>",
        "| 1 | a |\n| 〃 | b |",
    ),
    (
        "<table border=1><tr><td rowspan=2></td><td colspan=2>a</td><td>b</td></tr>"
        "<tr><td>c</td><td>d</td><td>e</td></tr><tr><td colspan=4>f</td></tr></table>",
        "|  | a |  | b |\n|  | c | d | e |\n| f |",
    ),
]


@pytest.mark.parametrize(("page", "expected"), PAGES)
def test_page_is_read_as_lines(page: str, expected: str) -> None:
    source = read_bytes(f"<html><head><title>x</title></head><body>{page}</body></html>".encode(), "plan.html")
    assert source.text.strip() == expected
    assert source.media_type == "text/html"


CHARSETS = [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16-le"), ("windows-1258", "cp1258")]


@pytest.mark.parametrize(("charset", "encoding"), CHARSETS)
def test_charset_is_found(charset: str, encoding: str) -> None:
    page = f"<html><head><meta charset={charset}></head><body><p>xã đã có đô là năm ấy cơ sở</p></body></html>"
    source = read_bytes(page.replace("ấ", "â").replace("ở", "ơ").replace("ã", "a\u0303").encode(charset), "plan.htm")
    assert source.encoding == encoding
    assert "đô là năm" in source.text or "đô la\u0300 năm" in source.text


def test_old_font_in_a_page_is_decoded() -> None:
    page = "<html><meta charset=windows-1252><p>Céng hßa x· héi chñ nghÜa ViÖt Nam</p></html>"
    source = read_bytes(page.encode("cp1252"), "plan.htm")
    assert source.text == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert [code for code, _ in source.notes] == ["legacy-font"]


@pytest.mark.parametrize("page", ["<html><body> </body></html>", "<html>" + "<div>" * 9000 + "x"])
def test_pages_without_readable_text_are_refused(page: str) -> None:
    with pytest.raises(InputError):
        read_bytes(page.encode(), "plan.html")
