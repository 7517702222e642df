"""Who does what: each case is a short plan about invented places, with a broken twin that gives another answer."""

from __future__ import annotations

from typing import Any

import pytest

from ttdn_extract.pipeline import extract
from ttdn_extract.plan import Plan, Task

HEAD = """UBND HUYỆN VŨ SƠN
TỈNH HÒA GIANG
Số: 15/KH-UBND

Vũ Sơn, ngày 10 tháng 01 năm 2025

KẾ HOẠCH
Công tác thông tin đối ngoại năm 2025

I. MỤC ĐÍCH
1. Mục tiêu: Nâng cao nhận thức.

"""
TAIL = """

Nơi nhận:
- Sở Thông tin và Truyền thông;
- UBND các xã, thị trấn;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn An
"""
ORGANISE = "II. TỔ CHỨC THỰC HIỆN\n"


def read(body: str, tail: str = TAIL) -> Plan:
    return extract(HEAD + body + tail)


def shown(task: Task) -> dict[str, Any]:
    """A task as a table row: its parts as printed, empty ones left out."""
    parts = ("responsible", "coordinate", "direct", "report_to")
    row: dict[str, Any] = {part: [ref.text for ref in getattr(task, part)] for part in parts if getattr(task, part)}
    if task.due:
        row["due"] = [due.edtf for due in task.due]
    return {"role": task.role} | row


def rows(body: str, tail: str = TAIL) -> list[dict[str, Any]]:
    return [shown(task) for task in read(body, tail).tasks]


CASES: list[tuple[str, str, list[dict[str, Any]], str, list[dict[str, Any]]]] = [
    (
        "the heading of the organisation part is the unit",
        ORGANISE + "1. Phòng Nội vụ\n- Hướng dẫn các đơn vị.\n- Tổng hợp kết quả.",
        [{"role": "implement", "responsible": ["Phòng Nội vụ"]}] * 2,
        "II. NỘI DUNG\n1. Phổ biến\n- Hướng dẫn các đơn vị.\n- Tổng hợp kết quả.",
        [],
    ),
    (
        "who leads, with whom, for whom",
        ORGANISE
        + "1. Phòng Văn hóa và Thông tin\n- Chủ trì, phối hợp với Công an huyện, UBND các xã, thị trấn triển khai; báo cáo UBND huyện.",
        [
            {
                "role": "lead",
                "responsible": ["Phòng Văn hóa và Thông tin"],
                "coordinate": ["Công an huyện", "UBND các xã, thị trấn"],
                "report_to": ["UBND huyện"],
            }
        ],
        ORGANISE + "1. Phòng Văn hóa và Thông tin\n- Là đơn vị phối hợp; tham mưu cho UBND huyện.",
        [{"role": "implement", "responsible": ["Phòng Văn hóa và Thông tin"]}],
    ),
    (
        "a paragraph's own subject replaces the heading's unit",
        ORGANISE + "1. Các phòng, ban\n- Công an huyện có trách nhiệm bảo đảm an ninh.",
        [{"role": "implement", "responsible": ["Công an huyện"]}],
        ORGANISE + "1. Các phòng, ban\n- Bảo đảm an ninh theo yêu cầu của Công an huyện.",
        [{"role": "implement", "responsible": ["Các phòng, ban"]}],
    ),
    (
        "an opening clause stands before the subject",
        ORGANISE + "1. Hằng năm, Phòng Nội vụ có trách nhiệm tổng hợp, báo cáo UBND huyện trước ngày 05/12.",
        [
            {
                "role": "implement",
                "responsible": ["Phòng Nội vụ"],
                "report_to": ["UBND huyện"],
                "due": ["XXXX-12-05"],
            }
        ],
        ORGANISE + "1. Hằng năm, tổng hợp kết quả trước ngày 05/12.",
        [],
    ),
    (
        "labelled lines make one task",
        "II. NỘI DUNG\n1. Tập huấn nghiệp vụ\n- Đơn vị chủ trì: Sở Nội vụ.\n- Đơn vị phối hợp: Sở Tư pháp, các cơ quan liên quan.\n- Thời gian thực hiện: Quý II năm 2025.",
        [
            {
                "role": "lead",
                "responsible": ["Sở Nội vụ"],
                "coordinate": ["Sở Tư pháp", "các cơ quan liên quan"],
                "due": ["2025-34"],
            }
        ],
        "II. NỘI DUNG\n1. Tập huấn nghiệp vụ\n- Đối tượng: Sở Nội vụ.\n- Địa điểm: Sở Tư pháp.\n- Thời gian thực hiện: Quý II năm 2025.",
        [],
    ),
    (
        "labels run together in one line, always",
        "II. NỘI DUNG\n1. Tập huấn\nĐơn vị thực hiện: Các phòng, ban. Đơn vị chỉ đạo thực hiện: UBND huyện. Thời gian thực hiện: Thường xuyên.",
        [
            {
                "role": "implement",
                "responsible": ["Các phòng, ban"],
                "direct": ["UBND huyện"],
                "due": ["thuong-xuyen"],
            }
        ],
        "II. NỘI DUNG\n1. Tập huấn\nCác phòng, ban đã được tập huấn.",
        [],
    ),
    (
        "a doer at the head of a sentence outside the organisation part",
        "II. NỘI DUNG\n1. Truyền thông\n- Giao Phòng Nội vụ chủ trì xây dựng chuyên mục.",
        [{"role": "lead", "responsible": ["Phòng Nội vụ"]}],
        "II. NỘI DUNG\n1. Truyền thông\n- Xây dựng chuyên mục do các cơ quan chuyên môn đề xuất.",
        [],
    ),
    (
        "what is given to a unit is its duty, whatever the verb",
        "II. NỘI DUNG\n1. Truyền thông\n- Giao Hội Nông dân huyện, Huyện đoàn mỗi tổ chức đỡ đầu 20 gian hàng.",
        [{"role": "implement", "responsible": ["Hội Nông dân huyện", "Huyện đoàn"]}],
        "II. NỘI DUNG\n1. Truyền thông\n- Hội Nông dân huyện, Huyện đoàn mỗi tổ chức có 20 gian hàng.",
        [],
    ),
    (
        "a member of the list that no table knows does not hide the others",
        ORGANISE
        + "1. Công an huyện, Chủ nhiệm dự án khởi công và Thủ trưởng các đơn vị trực thuộc thực hiện Kế hoạch này.",
        [{"role": "implement", "responsible": ["Công an huyện", "Thủ trưởng các đơn vị trực thuộc"]}],
        ORGANISE + "1. Công an huyện, nơi diễn ra hội nghị, đã được thông báo.",
        [],
    ),
    (
        "a colon may stand before the doer",
        "II. NỘI DUNG\n1. Mở tài khoản: Ủy ban nhân dân xã, phường phối hợp với các ngân hàng mở tài khoản.",
        [{"role": "implement", "responsible": ["Ủy ban nhân dân xã, phường"], "coordinate": ["các ngân hàng"]}],
        "II. NỘI DUNG\n1. Mở tài khoản: Ủy ban nhân dân xã, phường và các ngân hàng.",
        [],
    ),
    (
        "a clause that names a unit stands before the subject",
        ORGANISE + "1. Căn cứ Kế hoạch này của UBND huyện, các phòng, ban tổ chức triển khai.",
        [{"role": "implement", "responsible": ["các phòng, ban"]}],
        ORGANISE + "1. Trong quá trình phối hợp với UBND huyện, các phòng, ban tổ chức họp.",
        [],
    ),
    (
        "an exchange of information is a partnership",
        ORGANISE + "1. Phòng Nội vụ\n- Thường xuyên phối hợp, trao đổi thông tin với Công an huyện.",
        [{"role": "implement", "responsible": ["Phòng Nội vụ"], "coordinate": ["Công an huyện"]}],
        ORGANISE + "1. Phòng Nội vụ\n- Thường xuyên phối hợp, trao đổi thông tin. Mời Công an huyện.",
        [{"role": "implement", "responsible": ["Phòng Nội vụ"]}],
    ),
    (
        "a heading of the organisation part that begins like no unit is none",
        ORGANISE + "1. Hiệu trưởng các trường\n- Hướng dẫn học sinh.",
        [{"role": "implement", "responsible": ["Hiệu trưởng các trường"]}],
        ORGANISE + "1. Hiệu lực thi hành\n- Hướng dẫn học sinh.",
        [],
    ),
    (
        "a labelled time that closes an item holds for all its tasks",
        "II. NỘI DUNG\n1. Hội nghị\n- Phòng Nội vụ có trách nhiệm tổ chức hội nghị.\n- Công an huyện có trách nhiệm bảo đảm an ninh.\nThời gian thực hiện: Quý I năm 2025.",
        [
            {"role": "implement", "responsible": ["Phòng Nội vụ"], "due": ["2025-33"]},
            {"role": "implement", "responsible": ["Công an huyện"], "due": ["2025-33"]},
        ],
        "II. NỘI DUNG\n1. Hội nghị\n- Phòng Nội vụ có trách nhiệm tổ chức hội nghị.\n2. An ninh\n- Công an huyện có trách nhiệm bảo đảm an ninh.\nThời gian thực hiện: Quý I năm 2025.",
        [
            {"role": "implement", "responsible": ["Phòng Nội vụ"]},
            {"role": "implement", "responsible": ["Công an huyện"], "due": ["2025-33"]},
        ],
    ),
    (
        "reports go through a body, with or without a sign before it",
        ORGANISE + "1. Phòng Nội vụ\n- Định kỳ báo cáo Giám đốc Sở qua Văn phòng Sở.",
        [
            {
                "role": "implement",
                "responsible": ["Phòng Nội vụ"],
                "report_to": ["Giám đốc Sở", "Văn phòng Sở"],
            }
        ],
        ORGANISE + "1. Phòng Nội vụ\n- Định kỳ báo cáo Giám đốc Sở, tuyên truyền qua các cơ quan báo chí.",
        [{"role": "implement", "responsible": ["Phòng Nội vụ"], "report_to": ["Giám đốc Sở"]}],
    ),
    (
        "a paragraph that begins with together, and no doer",
        "II. NỘI DUNG\n1. Truyền thông\n- Chủ động phối hợp với Sở Ngoại vụ cập nhật thông tin.",
        [{"role": "implement", "coordinate": ["Sở Ngoại vụ"]}],
        "II. NỘI DUNG\n1. Truyền thông\n- Chủ động cập nhật thông tin, phối hợp với Sở Ngoại vụ.",
        [],
    ),
    (
        "the first verb directs",
        ORGANISE + "1. Đề nghị Ban Tuyên giáo Huyện ủy\n- Chỉ đạo, định hướng công tác tuyên truyền.",
        [{"role": "direct", "responsible": ["Ban Tuyên giáo Huyện ủy"]}],
        ORGANISE + "1. Đề nghị Ban Tuyên giáo Huyện ủy\n- Theo dõi, chỉ đạo công tác tuyên truyền.",
        [{"role": "implement", "responsible": ["Ban Tuyên giáo Huyện ủy"]}],
    ),
    (
        "a heading that leads for all that stands below",
        ORGANISE
        + "1. Sở Xây dựng chủ trì, phối hợp với các sở, ngành liên quan:\n- Rà soát quy hoạch;\n- Ưu tiên chống ngập.",
        [
            {
                "role": "lead",
                "responsible": ["Sở Xây dựng"],
                "coordinate": ["các sở, ngành liên quan"],
            }
        ]
        * 2,
        ORGANISE + "1. Sở Xây dựng:\n- Rà soát quy hoạch;\n- Ưu tiên chống ngập.",
        [{"role": "implement", "responsible": ["Sở Xây dựng"]}] * 2,
    ),
    (
        "a report through somebody",
        ORGANISE + "1. UBND các xã\n- Báo cáo kết quả 6 tháng (trước ngày 10/6) về UBND huyện (qua Phòng Nội vụ).",
        [
            {
                "role": "implement",
                "responsible": ["UBND các xã"],
                "report_to": ["UBND huyện", "Phòng Nội vụ"],
                "due": ["XXXX-06-10"],
            }
        ],
        ORGANISE + "1. UBND các xã\n- Phản ánh khó khăn về Phòng Nội vụ qua các cơ quan báo chí.",
        [{"role": "implement", "responsible": ["UBND các xã"]}],
    ),
    (
        "the closing request",
        ORGANISE
        + "1. Phòng Nội vụ\n- Tổng hợp.\n\nTrên đây là Kế hoạch công tác năm 2025, UBND huyện yêu cầu các phòng, ban, UBND các xã nghiêm túc thực hiện./.",
        [
            {"role": "implement", "responsible": ["Phòng Nội vụ"]},
            {"role": "implement", "responsible": ["các phòng, ban", "UBND các xã"]},
        ],
        ORGANISE + "1. Phòng Nội vụ\n- Tổng hợp.\n\nTrên đây là Kế hoạch công tác năm 2025 của UBND huyện./.",
        [{"role": "implement", "responsible": ["Phòng Nội vụ"]}],
    ),
    (
        "a heading whose number a dump lost",
        ORGANISE + "Phòng Nội vụ\n- Hướng dẫn các đơn vị.\nCông an huyện\n- Bảo đảm an ninh.",
        [
            {"role": "implement", "responsible": ["Phòng Nội vụ"]},
            {"role": "implement", "responsible": ["Công an huyện"]},
        ],
        ORGANISE + "Kinh phí\n- Hướng dẫn các đơn vị.\nKhen thưởng\n- Bảo đảm an ninh.",
        [],
    ),
    (
        "a run-in heading",
        ORGANISE + "1. Phòng Kinh tế: Tham mưu bố trí kinh phí.\n2. Công an xã: Giữ gìn trật tự.",
        [
            {"role": "implement", "responsible": ["Phòng Kinh tế"]},
            {"role": "implement", "responsible": ["Công an xã"]},
        ],
        "II. NỘI DUNG\n1. Kinh phí: Tham mưu bố trí.\n2. Trật tự: Giữ gìn trật tự.",
        [],
    ),
    (
        "who carries out a decision",
        "Điều 1. Ban hành kèm theo Quyết định này quy chế.\nĐiều 2. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ và Thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.",
        [
            {
                "role": "implement",
                "responsible": [
                    "Chánh Văn phòng UBND tỉnh",
                    "Giám đốc Sở Nội vụ",
                    "Thủ trưởng các đơn vị có liên quan",
                ],
            }
        ],
        "Điều 1. Ban hành kèm theo Quyết định này quy chế.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        [],
    ),
    (
        "a labelled line says who leads and who joins in",
        "II. NỘI DUNG\n1. Hội chợ\nPhân công thực hiện: Sở Nội vụ chủ trì, phối hợp với Phòng Kinh tế các huyện, Sở Y tế.",
        [
            {
                "role": "lead",
                "responsible": ["Sở Nội vụ"],
                "coordinate": ["Phòng Kinh tế các huyện", "Sở Y tế"],
            }
        ],
        "II. NỘI DUNG\n1. Hội chợ\nPhân công thực hiện: Công an xã (chủ trì); các thôn, Trạm Y tế xã (phối hợp).",
        [{"role": "lead", "responsible": ["Công an xã"], "coordinate": ["các thôn", "Trạm Y tế xã"]}],
    ),
    (
        "one leads, the other joins in",
        ORGANISE + "1. Sở Nội vụ chủ trì; Sở Tài chính, các xã phối hợp thực hiện.",
        [{"role": "lead", "responsible": ["Sở Nội vụ"], "coordinate": ["Sở Tài chính", "các xã"]}],
        ORGANISE + "1. Sở Nội vụ chủ trì; Sở Tài chính phối hợp với Sở Y tế bố trí kinh phí.",
        [{"role": "lead", "responsible": ["Sở Nội vụ", "Sở Tài chính"], "coordinate": ["Sở Y tế"]}],
    ),
    (
        "what somebody does, said at the end",
        "II. NỘI DUNG\n1. Việc kiểm tra do Thanh tra huyện thực hiện, hoàn thành trước ngày 31/10/2025.",
        [{"role": "implement", "responsible": ["Thanh tra huyện"], "due": ["2025-10-31"]}],
        "II. NỘI DUNG\n1. Cử cán bộ dự các lớp do Thanh tra huyện thực hiện, hoàn thành trước ngày 31/10/2025.",
        [],
    ),
    (
        "a heading lists the members of a class behind a colon",
        ORGANISE + "1. Các chủ rừng: Ban Quản lý rừng phòng hộ Vũ Sơn, Công ty TNHH MTV Lâm nghiệp Vũ Sơn\n"
        "Xây dựng phương án chữa cháy rừng.\n2. Các phòng: Nội vụ, Y tế\n- Bố trí kinh phí.",
        [
            {
                "role": "implement",
                "responsible": ["Ban Quản lý rừng phòng hộ Vũ Sơn", "Công ty TNHH MTV Lâm nghiệp Vũ Sơn"],
            },
            {"role": "implement", "responsible": ["Các phòng: Nội vụ, Y tế"]},
        ],
        ORGANISE + "1. Các chủ rừng: Xây dựng phương án, bố trí lực lượng.\n2. Các phòng: Bố trí kinh phí, nhân lực.",
        [
            {"role": "implement", "responsible": ["Các chủ rừng"]},
            {"role": "implement", "responsible": ["Các phòng"]},
        ],
    ),
    (
        "a heading's name that goes on with verbs",
        ORGANISE + "1. Ban Quản lý chợ kiểm soát giết mổ thị xã (chủ đầu tư)\n- Kiểm tra việc giết mổ.",
        [{"role": "implement", "responsible": ["Ban Quản lý chợ kiểm soát giết mổ thị xã"]}],
        ORGANISE + "1. Sở Y tế hướng dẫn các xã\n- Khám sức khỏe.",
        [{"role": "implement", "responsible": ["Sở Y tế"]}],
    ),
    (
        "lines in capitals without a number are headings",
        ORGANISE
        + "\nCÔNG AN HUYỆN VÀ CÁC XÃ\n- Bảo đảm an ninh.\nTRẠM Y TẾ\n- Tổng hợp, gửi Phòng Y tế trước ngày 30/7/2025.",
        [
            {"role": "implement", "responsible": ["CÔNG AN HUYỆN", "CÁC XÃ"]},
            {
                "role": "implement",
                "responsible": ["TRẠM Y TẾ"],
                "report_to": ["Phòng Y tế"],
                "due": ["2025-07-30"],
            },
        ],
        "II. NỘI DUNG\nCÔNG AN HUYỆN VÀ CÁC XÃ\n- Bảo đảm an ninh.\nTRẠM Y TẾ\n- Tổng hợp trước ngày 30/7/2025.",
        [],
    ),
    (
        "a member of a heading's list that no table knows",
        ORGANISE + "1. Hội Nông dân huyện, các hiệp đoàn nuôi ong\n- Vận động hội viên.",
        [{"role": "implement", "responsible": ["Hội Nông dân huyện", "các hiệp đoàn nuôi ong"]}],
        ORGANISE + "1. Hội Nông dân huyện Vũ Sơn\n- Vận động hội viên.",
        [{"role": "implement", "responsible": ["Hội Nông dân huyện Vũ Sơn"]}],
    ),
    (
        "labels as clerks write them: short forms, slashes, a time that is not called one",
        "II. NỘI DUNG\n1. Tập huấn\n- Sở, ban, ngành chủ trì: Sở Nội vụ.\n- Cơ quan/đơn vị phối hợp: Sở Tài chính.\n- Mốc hoàn thành: Quý II/2025.",
        [{"role": "lead", "responsible": ["Sở Nội vụ"], "coordinate": ["Sở Tài chính"], "due": ["2025-34"]}],
        "II. NỘI DUNG\n1. Tập huấn\n- Sở, ban, ngành thụ hưởng: Sở Nội vụ.\n- Cơ quan/đơn vị hỗ trợ: Sở Tài chính.\n- Mốc so sánh: Quý II/2025.",
        [],
    ),
    (
        "who is in charge does it, who directs is above",
        "II. NỘI DUNG\n1. Tập huấn\n- Đơn vị phụ trách: Phòng Nội vụ.",
        [{"role": "implement", "responsible": ["Phòng Nội vụ"]}],
        "II. NỘI DUNG\n1. Tập huấn\n- Lãnh đạo phụ trách: Phó Chủ tịch UBND huyện.",
        [{"role": "direct", "direct": ["Phó Chủ tịch UBND huyện"]}],
    ),
    (
        "labels in brackets behind what is to be done",
        "II. NỘI DUNG\n1. Tập huấn kỹ năng số cho cán bộ (chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính; thời gian: Quý II/2025).",
        [{"role": "lead", "responsible": ["Sở Nội vụ"], "coordinate": ["Sở Tài chính"], "due": ["2025-34"]}],
        "II. NỘI DUNG\n1. Tập huấn kỹ năng số cho cán bộ (địa điểm: Sở Nội vụ; kinh phí: Sở Tài chính; thời gian: Quý II/2025).",
        [],
    ),
    (
        "a label whose value says with whom",
        "II. NỘI DUNG\n1. Tập huấn\n- Phân công thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Tài chính.",
        [{"role": "lead", "responsible": ["Sở Nội vụ"], "coordinate": ["Sở Tài chính"]}],
        "II. NỘI DUNG\n1. Tập huấn\n- Phân công thực hiện: Sở Nội vụ, Sở Tài chính.",
        [{"role": "implement", "responsible": ["Sở Nội vụ", "Sở Tài chính"]}],
    ),
    (
        "a time that stands before who does it belongs to the same item",
        "II. NỘI DUNG\n1. Hội nghị\n- Đơn vị chủ trì: Sở Y tế.\n2. Tập huấn\n- Thời gian: Quý II/2025.\n- Đơn vị chủ trì: Sở Nội vụ.",
        [
            {"role": "lead", "responsible": ["Sở Y tế"]},
            {"role": "lead", "responsible": ["Sở Nội vụ"], "due": ["2025-34"]},
        ],
        "II. NỘI DUNG\n1. Hội nghị\n- Đơn vị chủ trì: Sở Y tế.\n- Thời gian: Quý II/2025.\n2. Tập huấn\n- Đơn vị chủ trì: Sở Nội vụ.",
        [
            {"role": "lead", "responsible": ["Sở Y tế"], "due": ["2025-34"]},
            {"role": "lead", "responsible": ["Sở Nội vụ"]},
        ],
    ),
    (
        "units below their label",
        "II. NỘI DUNG\n1. Tập huấn\n- Đơn vị chủ trì:\n+ Sở Nội vụ;\n+ Sở Y tế.\n- Đơn vị phối hợp:\n+ Sở Tài chính;\n+ Công an tỉnh.\n- Thời gian: Quý II/2025.",
        [
            {
                "role": "lead",
                "responsible": ["Sở Nội vụ", "Sở Y tế"],
                "coordinate": ["Sở Tài chính", "Công an tỉnh"],
                "due": ["2025-34"],
            }
        ],
        "II. NỘI DUNG\n1. Tập huấn\n- Nội dung:\n+ Sở Nội vụ;\n+ Sở Y tế.\n- Thời gian: Quý II/2025.",
        [],
    ),
    (
        "what stands below a label and is no unit",
        "II. NỘI DUNG\n1. Tập huấn\n- Đơn vị chủ trì:\n+ Sở Nội vụ.\n+ Sở Tài chính bố trí kinh phí.",
        [{"role": "lead", "responsible": ["Sở Nội vụ"]}, {"role": "implement", "responsible": ["Sở Tài chính"]}],
        "II. NỘI DUNG\n1. Tập huấn\n- Đơn vị chủ trì:\n+ Bảo đảm tiến độ.\n+ Sở Tài chính bố trí kinh phí.",
        [{"role": "implement", "responsible": ["Sở Tài chính"]}],
    ),
    (
        "the word in a label of others does not make a lead",
        "II. NỘI DUNG\n1. Tập huấn\n- Đơn vị thực hiện: Sở Y tế chủ trì.",
        [{"role": "lead", "responsible": ["Sở Y tế"]}],
        "II. NỘI DUNG\n1. Tập huấn\n- Đơn vị thực hiện: Sở Y tế.\n- Đơn vị phối hợp: các sở được giao chủ trì.",
        [{"role": "implement", "responsible": ["Sở Y tế"], "coordinate": ["các sở được giao chủ trì"]}],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_cases_and_their_twins(case: tuple[str, str, list[dict[str, Any]], str, list[dict[str, Any]]]) -> None:
    _, body, expected, twin, other = case
    assert rows(body) == expected
    assert rows(twin) == other
    assert expected != other


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_every_unit_of_a_task_is_a_unit_of_the_plan_at_its_place(case: tuple[str, str, Any, str, Any]) -> None:
    text = HEAD + case[1] + TAIL
    plan = extract(text)
    units = {unit.id: unit for unit in plan.units}
    for task in plan.tasks:
        for ref in [*task.responsible, *task.coordinate, *task.direct, *task.report_to]:
            assert text[ref.span.start : ref.span.end] == ref.text
            assert ref.unit is not None and ref.span in units[ref.unit].mentions
        for due in task.due:
            assert due.text in text[due.span.start : due.span.end]


def test_labelled_blocks_of_one_paragraph_end_where_the_next_begins() -> None:
    first = "Đơn vị chủ trì: Sở Nội vụ; thời gian: quý I/2025"
    second = "Đơn vị chủ trì: Sở Y tế; đơn vị phối hợp: Sở Tài chính; thời gian: quý II/2025."
    told = [task.text for task in read(f"II. NHIỆM VỤ\n1. Xây dựng kho dữ liệu. {first}; {second}").tasks]
    assert told == [first, second]
    apart = [
        task.text for task in read(f"II. NHIỆM VỤ\n1. Xây dựng kho dữ liệu. {first}.\n2. Tập huấn. {second}").tasks
    ]
    assert apart == [f"{first}.", second]


def test_recipients_are_units_but_never_get_a_task() -> None:
    body = ORGANISE + "1. Phòng Nội vụ\n- Tổng hợp kết quả."
    plan = read(body)
    assert [task.responsible[0].text for task in plan.tasks] == ["Phòng Nội vụ"]
    named = {unit.id: unit.name for unit in plan.units}
    assert [named.get(row.unit or "") for row in plan.recipients] == [
        "Sở Thông tin và Truyền thông tỉnh Hòa Giang",
        "UBND các xã, thị trấn",
        None,
    ]
    tail = plan.recipients[0].span.start
    assert all(task.span.end <= tail for task in plan.tasks)


def test_contextual_names_become_canonical_and_meet() -> None:
    body = ORGANISE + (
        "1. Phòng Nội vụ\n- Báo cáo Ủy ban nhân dân huyện; gửi hồ sơ về UBND huyện.\n"
        "2. Sở Khọc và Công nghệ\n- Phối hợp với Sở TTTT, Huyện uỷ, VP HĐND-UBND huyện."
    )
    units = {unit.name: unit for unit in read(body).units}
    assert len(units["UBND huyện Vũ Sơn"].mentions) >= 2
    assert units["UBND huyện Vũ Sơn"].level == "huyen" and units["UBND huyện Vũ Sơn"].place == "huyện Vũ Sơn"
    assert "Sở Khoa học và Công nghệ tỉnh Hòa Giang" in units
    assert units["Sở Thông tin và Truyền thông tỉnh Hòa Giang"].successor == "Sở Khoa học và Công nghệ"
    assert {"Huyện ủy Vũ Sơn", "Văn phòng HĐND và UBND huyện Vũ Sơn"} <= set(units)


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("hoạt động thông tin đối ngoại (TTĐN) của huyện", "TTĐN", "thông tin đối ngoại"),
        ("do Ủy ban nhân dân (UBND) ban hành", "UBND", "Ủy ban nhân dân"),
        (
            "thực hiện Chương trình giảm nghèo (sau đây gọi tắt là Chương trình) năm",
            "Chương trình",
            "Chương trình giảm nghèo",
        ),
    ],
)
def test_abbreviations(text: str, short: str, long: str) -> None:
    plan = read(f"II. NỘI DUNG\n1. Tăng cường {text}.")
    assert [(found.short, found.long) for found in plan.abbreviations] == [(short, long)]


@pytest.mark.parametrize("text", ["Đề án (ĐA06) của huyện", "cơ quan thường trực (nếu có)", "Bộ tiêu chí (TTĐN)"])
def test_brackets_that_define_nothing(text: str) -> None:
    assert read(f"II. NỘI DUNG\n1. Tăng cường {text}.").abbreviations == []


def test_two_blocks_of_labels_in_one_paragraph_do_not_hold_each_other() -> None:
    one, two = "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ.", "Chủ trì: Sở Tư pháp."
    assert [task.text for task in read(f"II. NỘI DUNG\n- {one} {two}").tasks] == [one, two]
    assert [task.text for task in read(f"II. NỘI DUNG\n- {one}").tasks] == [one]


def test_an_office_without_a_body_is_the_subject_of_its_sentence() -> None:
    heading = ORGANISE + "1. Các trường học trên địa bàn xã\n"
    assert rows(heading + "- Hiệu trưởng tổ chức tuyên truyền.")[0]["responsible"] == ["Hiệu trưởng"]
    assert rows(heading + "- Hiệu quả phải được đánh giá.")[0]["responsible"] == ["Các trường học trên địa bàn xã"]


def test_reports_go_through_a_department_that_has_only_a_code() -> None:
    heading = ORGANISE + "1. Công an xã\n"
    [task] = rows(heading + "- Báo cáo kết quả về Công an tỉnh qua PV01.")
    assert task["report_to"] == ["Công an tỉnh", "PV01"]
    [task] = rows(heading + "- Báo cáo kết quả về Công an tỉnh qua 01 cuộc họp.")
    assert task["report_to"] == ["Công an tỉnh"]
