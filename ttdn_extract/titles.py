"""Titles of sections: which numbered paragraphs are headings, and where the heading ends.

In: the nodes of the tree. Out: each node's `title` span. "II. NỘI DUNG" is one, "2. Phòng Kinh tế: Tham mưu …" has one run in,
"a) Thu thập tài liệu để cập nhật." is content. Where a paragraph alone leaves doubt, its siblings decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ttdn_extract.flow import Paragraph
from ttdn_extract.letters import UPPER
from ttdn_extract.markers import Marker
from ttdn_extract.tree import Node

_STOP = re.compile(r"\.\s+[^\W\d_]")
_RUN_IN = re.compile(r":(?!\d)\s*")
_NO_HEAD = re.compile(r"\b(?:gồm|như sau|sau đây|sau|là|theo đó|trong đó|như|nêu trên|dưới đây)$", re.IGNORECASE)
_PHRASE = re.compile(
    r"(?:Trong|Trước|Sau|Khi|Theo|Để|Nhằm|Trên|Căn cứ(?! (?:pháp lý|thực tiễn|khoa học|xây dựng|lập|xử lý|ban hành|triển khai)\b)|Từ|Tùy|Riêng)\b"
)
# A short noun that heads a run-in paragraph: "Kết quả giải quyết hồ sơ: Tỷ lệ …".
_TOPIC = re.compile(
    r"(?:Sở|Phòng|Ban|Bộ|Ủy ban|Uỷ ban|UBND|HĐND|Công an|Văn phòng|Trung tâm|Trường|Các|Công tác|Về|Việc|Đối với|Kết quả|Nội dung|"
    r"Hình thức|Đối tượng|Thời gian|Địa điểm|Số lượng|Kinh phí|Thành phần|Mục|Chế độ|Cơ quan|Đơn vị|Hội (?!nghị)|Đoàn|Mặt trận|Thanh tra|Cục|Chi cục|Vụ|Kho bạc|Báo|Đài|Liên minh|Chủ tịch|Thủ trưởng|Giám đốc|Bộ trưởng)\b"
)
# "Các sở: Nội vụ, Tài chính, Y tế" is whole a title: every member of the list has a capital.
_MEMBERS = re.compile(
    rf"(?:UBND |Ủy ban nhân dân |Uỷ ban nhân dân |Đảng ủy |Đề nghị )?(?:[Cc]ác|[Mm]ột số) [^:;.]{{2,60}}: [{UPPER}][^,;:.]{{1,60}}(?:(?:[,;]| và) (?:và )?[{UPPER}][^,;:.]{{1,60}})+(?=:|$)"
)
# What a heading may count by itself: "2. Bước 1. Công tác chuẩn bị", "1. Dự án 3: Hỗ trợ sản xuất".
_LABEL = re.compile(
    r"(?:Phần|Bước|Giai đoạn|Nhiệm vụ|Đợt|Nhóm|Dự án|Tiểu dự án|Hợp phần|Tiêu chí|Chỉ tiêu|Mục tiêu|Hoạt động|Vòng)(?: số)? (?:\d{1,2}|[IVX]{1,4}|[A-E])\s?[:.]\s+(?=\S)"
)
# A unit with its duty is a sentence, unless it only opens a list.
_MANY = ("Các ", "Một số ", "UBND ", "Ủy ban ", "Uỷ ban ", "Đảng ủy ", "Đề nghị ")
_DUTY = re.compile(
    r"(?:Đề nghị |Giao |Yêu cầu )?"
    + _TOPIC.pattern
    + r".*?\b(?:chủ trì|trách nhiệm|phối hợp|tham mưu|chỉ đạo|hướng dẫn|triển khai|theo dõi|tổng hợp|xây dựng|bố trí|căn cứ|phải)\b"
)


# How sure a title is; `NONE` counts the siblings without one.
SURE, INTRODUCING, LIKELY, POSSIBLE, NONE = 3, 2, 1, 0, 4


def title_nodes(text: str, paragraphs: Sequence[Paragraph], nodes: Sequence[Node]) -> None:
    """Give the nodes their titles; where a paragraph alone leaves doubt, its siblings decide."""
    at = {paragraph.start: k for k, paragraph in enumerate(paragraphs)}
    guesses: list[tuple[Node, tuple[int, int, int] | None]] = []
    votes: dict[tuple[int, str], list[int]] = {}
    for node in nodes:
        if node.marker.kind == "bullet":
            continue
        paragraph = node.paragraph
        k = at[paragraph.start] + 1
        follow = ""
        if k < len(paragraphs) and paragraphs[k].start < node.end:
            follow = "text" if paragraphs[k].marker is None and paragraphs[k].zone != "table" else "list"
        guess = find_title(text[paragraph.start : paragraph.end], node.marker, follow)
        guesses.append((node, guess))
        count = votes.setdefault((id(node.parent), node.marker.kind), [0] * 5)
        count[NONE if guess is None else guess[2]] += 1
    for node, guess in guesses:
        if guess and _is_elected(node, guess[2], votes[id(node.parent), node.marker.kind]):
            node.title = (node.paragraph.start + guess[0], node.paragraph.start + guess[1])


def _is_elected(node: Node, sure: int, count: list[int]) -> bool:
    """Let the siblings decide about a possible title: a list has titles throughout, or nowhere."""
    if sure == SURE:
        return True
    if sure == POSSIBLE:
        return count[SURE] + count[LIKELY] + count[INTRODUCING] > count[NONE]
    if count[SURE] == count[NONE] == 0:
        in_article = node.parent is not None and node.parent.marker.kind == "article"
        return not in_article and (sure == INTRODUCING or node.marker.kind not in ("letter", "paren"))
    return count[SURE] >= count[NONE]


# What a decision does is its content, also where a list follows.
_ENACTS = re.compile(
    r"(?:Ban hành|Phê duyệt|Giao|Thành lập|Công bố|Bãi bỏ|Sửa đổi|Thông qua|Quyết định|Nay |Kiện toàn|Cử |Cho phép|Điều chỉnh)"
)
_ORDER = re.compile(r"(?:Định kỳ|Hằng năm|Hàng năm|Chủ trì|Phối hợp)\b")


def find_title(text: str, marker: Marker, follow: str) -> tuple[int, int, int] | None:
    """Return the span of the title in a paragraph that begins with the marker, and how sure that is; None: no title.

    `follow` says what stands below the paragraph: a "list" (bullets, items of a deeper kind), plain "text", or "".

    >>> from ttdn_extract.markers import read_marker
    >>> marker = read_marker("2. Phòng Kinh tế: Tham mưu phương án")
    >>> find_title("2. Phòng Kinh tế: Tham mưu phương án", marker, "") == (3, 16, SURE)
    True
    """
    start = marker.length
    while start < len(text) and text[start] in " .:)-–":
        start += 1
    length, sure = _title_length(text[start:], marker.kind, follow)
    title = text[start : start + length].rstrip(" .:;,-–")
    return (start, start + len(title), sure) if title else None


def _title_length(body: str, kind: str, follow: str) -> tuple[int, int]:
    """Return (length of the title or 0, how sure that is)."""
    if not body or body[-1] == ";":
        return 0, SURE
    if (label := _LABEL.match(body)) is not None:
        length, sure = _title_length(body[label.end() :], kind, follow)
        if length:
            return label.end() + length, sure
    if body.isupper() or "(" in body[4:] and body[: body.index("(", 4)].isupper():
        return len(body), SURE
    members = _MEMBERS.match(body) if body.startswith(_MANY) else None
    if members and (follow or members.end() < len(body)):
        return members.end(), SURE
    run_in = _RUN_IN.search(body)
    if run_in and run_in.end() < len(body):
        found = _run_in_length(body[: run_in.start()])
        if found[0]:
            return found
    words = body.count(" ") + 1
    if words > 70 or _STOP.search(body, 0, len(body) - 1):
        return 0, SURE
    if body[-1] == ":":
        clear = not _NO_HEAD.search(body[:-1])
        if kind == "article" and _ENACTS.match(body) or not clear and _DUTY.match(body):
            return 0, SURE
        if clear and words <= (30 if _TOPIC.match(body) else 10):
            return len(body), SURE
        return len(body), INTRODUCING if clear else LIKELY
    stopped = body[-1] in ".…"
    if not follow:
        return (0, SURE) if stopped or words > 12 else (len(body), LIKELY)
    if (
        stopped
        and (kind == "article" or kind in ("letter", "paren") and words > 14 or _DUTY.match(body) or _ORDER.match(body))
        or words > 25
        and _DUTY.match(body)
    ):
        return 0, SURE
    if not stopped or words <= 12:
        return len(body), SURE
    return len(body), POSSIBLE if words > 25 else LIKELY


def _run_in_length(head: str) -> tuple[int, int]:
    """Judge what stands before a colon in mid-paragraph."""
    words = head.count(" ") + 1
    if head.isupper():
        return len(head), SURE
    named = _TOPIC.match(head) or head.startswith(("Đề nghị ", "Giao "))
    broken = _STOP.search(head) or _NO_HEAD.search(head) or head.count("(") != head.count(")")
    if broken or _PHRASE.match(head) or words > (45 if named else 16):
        return 0, SURE
    if words > 16:
        return (0, SURE) if _DUTY.match(head) else (len(head), LIKELY)
    return len(head), SURE if words <= 6 or named else LIKELY
