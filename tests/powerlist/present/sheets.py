"""Small lists of our own, in the column orders and bad habits of real ones."""

from lezr_extract.records import Worksheet

LICENCE = (
    "【法规】《示范水渠条例》（2010年3月2日通过）\n    第八条：取水应当向县级人民政府水利部门申请取水许可证。"
)
PENALTY = (
    "【法规】《示范水渠条例》（2010年3月2日通过）\n    第二十条：违反本条例规定，填埋水渠的，由县级人民政府水利部门"
    "责令改正，处五千元以上二万元以下罚款。"
)
WIDE = [
    "序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "承办机构", "实施层级及权限", "", "部门职责",
    "责任事项内容", "责任事项依据", "追责对象\n范围", "追责情形", "备注",
]  # fmt: skip


def sheet(rows, merged=(), name="清单"):
    width = max((len(row) for row in rows), default=0)
    return Worksheet(name, tuple((*row, *[""] * (width - len(row))) for row in rows), tuple(merged))


def wide(number="", name="", sub="", kind="", basis="", holder="", level="市级"):
    """A row in the order of `WIDE`."""
    return [
        number,
        name,
        sub,
        kind,
        basis,
        holder,
        "水政科",
        level,
        "",
        "",
        "",
        "【法规】《无关条例》第一条",
        "",
        "",
        "",
    ]


def commission(number, name, kind, basis, holder):
    """A row in the order of a fire brigade: the name in the fourth column, the holder far behind."""
    return [
        number,
        "青溪市",
        "省总队",
        name,
        kind,
        "6502",
        basis,
        "单位",
        "",
        "",
        "大队",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        holder,
        "",
    ]


COMMISSION = [
    "序  号", "所属行政区划", "隶属机构", "项目", "职权类型", "职权编码", "实施依据", "实施对象", "申请条件", "申请材料",
    "承办机构", "公开类型", "办理数量", "法定期限", "承诺期限", "收费（征收）依据和标准", "中介服务", "责任事项", "责任主体",
    "责任事项的依据",
]  # fmt: skip
NARROW = [
    "序号",
    "事项名称",
    "子项名称",
    "权力类型",
    "实施依据",
    "行使主体",
    "承办机构",
    "实施层级\n及权限",
    "备注",
]
DOUBLE = ["序号", "职权名称", "权力类别", "设定依据", "实施主体", "追责情形", "备注", "追责情形", "备注"]
