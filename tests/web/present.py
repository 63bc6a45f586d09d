"""A regulation and an office's present list on it, small enough to say what every suggestion must be."""

import io

LAW = """# 示范省河道条例

2020年5月1日示范省人民代表大会常务委员会公布

第一条 擅自填埋河道的，由水行政主管部门责令限期改正，处一万元以上五万元以下罚款。

第二条 在河道内采砂的，应当经水行政主管部门批准，取得采砂许可证。

第三条 水行政主管部门应当对采砂活动进行监督检查。

第四条 本条例自2020年6月1日起施行。
"""
HEADINGS = ("实施依据", "行使主体", "职权名称", "序号", "职权类型", "股室意见")
"""In an order of the office's own, with a column that only the office knows."""
FILLING = "第一条 擅自填埋河道的，由水行政主管部门责令限期改正，处一万元以上五万元以下罚款。"
ROWS = (
    (f"《示范省河道条例》{FILLING}", "示范市水利局", "对擅自填埋河道的处罚", "1", "行政处罚", "保留"),
    (f"《示范省河道条例》{FILLING}", "示范市水利局", "对擅自填埋河道的处罚", "2", "行政处罚", "<b>=1+1</b>"),
    ("《示范省河道条例》第九条", "示范市水利局", "对占用河道的处罚", "3", "行政处罚", ""),
)
"""A sound entry that is there twice, and one on an article that does not exist; the licence of 第二条 is missing."""


def workbook(rows=ROWS, headings=HEADINGS, title="示范市水利局权责清单"):
    """The bytes of a present list as a workbook."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([title])
    for line in (headings, *rows):
        sheet.append(list(line))
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.value is not None:
                cell.data_type = "s"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def document(rows=ROWS, headings=HEADINGS):
    """The bytes of a present list as a Word document."""
    from docx import Document  # noqa: PLC0415

    made = Document()
    table = made.add_table(rows=0, cols=len(headings))
    for line in (headings, *rows):
        for cell, words in zip(table.add_row().cells, line, strict=True):
            cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
