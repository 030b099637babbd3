"""Items in one cell, on another sheet, on forms and in columns of their own."""

from collections.abc import Callable, Sequence

from tests.spreadsheets.offices.kit import ALL, Book, Column, Item, Resource, Sheet, columns, keys, of, some

BOOKS: dict[str, Book] = {}

# ---- items
c = columns(
    "序号|-|no 数据资源名称|name|name 提供单位|provider|prov 数据项（字段）|item_name|inline 共享类型|sharing|share 更新频率|update_cycle|cycle"
)


def in_one_cell(written: Callable[[Sequence[Item]], str], held: Sequence[Column]) -> Sheet:
    """A list with all items of an entry in its fourth column."""
    sheet = Sheet("清单").head(held)
    for place, one in enumerate(some(0, 8)):
        row = [one.value(key, place) for key in keys(held)]
        row[3] = written(one.items)
        sheet.rows.append(row)
    return sheet


WAYS: dict[str, Callable[[Sequence[Item]], str]] = {
    "顿号": lambda t: "、".join(a.name for a in t),
    "逗号": lambda t: "，".join(a.name for a in t),
    "换行": lambda t: "\n".join(a.name for a in t),
    "编号换行": lambda t: "\n".join(f"{i}.{a.name}" for i, a in enumerate(t, 1)),
    "编号顿号": lambda t: " ".join(f"{i}、{a.name}；" for i, a in enumerate(t, 1)),
    "括号编号": lambda t: "".join(f"（{i}）{a.name}" for i, a in enumerate(t, 1)),
    "圈号": lambda t: "".join("①②③④⑤⑥"[i] + a.name for i, a in enumerate(t)),
    "类型括号": lambda t: "；".join(f"{a.name}（{a.type}，{a.length.replace(',', '.')}）" for a in t),
    "竖线": lambda t: "|".join(a.name for a in t),
    "英文斜杠": lambda t: "/".join(a.name for a in t),
    "空格": lambda t: " ".join(a.name for a in t),
    "等后缀": lambda t: "包括" + "、".join(a.name for a in t) + "等",
}
for way, written in WAYS.items():
    BOOKS[f"单元格内数据项_{way}"] = of(in_one_cell(written, c), some(0, 8), items=True)
# items on another sheet by name / code / number
e = columns(
    "序号|-|no 目录名称|name|name 目录编码|code|code 提供单位|provider|prov 目录摘要|summary|sum 共享属性|sharing|share 更新频率|update_cycle|cycle"
)
it = columns(
    "序号|-|ino 目录名称|name|name 数据项名称|item_name|iname 英文名称|item_english_name|ien 数据类型|item_type|itype 长度|item_length|ilen 是否主键|item_primary_key|ipk 说明|item_description|idesc"
)
BOOKS["另表数据项_按名称"] = of(
    [
        Sheet("目录信息").head(e).flat(e, some(0, 7)),
        Sheet("数据项信息", "items").head(it).down(it, some(0, 7), "repeat"),
    ],
    some(0, 7),
    items=True,
)
it = columns(
    "目录编码|code|code 字段中文名|item_name|iname 字段英文名|item_english_name|ien 字段类型|item_type|isql 字段长度|item_length|ilen 可否为空|item_nullable|inull 字段描述|item_description|idesc"
)
BOOKS["另表字段_按编码"] = of(
    [Sheet("目录").head(e).flat(e, some(2, 9)), Sheet("字段", "items").head(it).down(it, some(2, 9), "repeat")],
    some(2, 9),
    items=True,
)
it = columns("目录序号|?|no 信息项|item_name|iname 类型|item_type|itype 长度|item_length|ilen")
BOOKS["另表信息项_按序号"] = of(
    [Sheet("资源").head(e).flat(e, some(2, 9)), Sheet("信息项", "items").head(it).down(it, some(2, 9), "first")],
    some(2, 9),
    items=True,
)
it = columns(
    "所属资源|name|name 信息项中文名|item_name|iname 信息项英文名|item_english_name|ien 数据类型|item_type|itype 敏感级别|item_level/item_sensitive|ilvl 共享类型|item_sharing|ishare 开放类型|item_open|iopen"
)
BOOKS["另表_每项共享"] = of(
    [
        Sheet("说明", "instructions/not-a-catalog").add(
            ["填表说明"], ["一、“资源表”填写资源基本信息；"], ["二、“信息项表”填写每个资源的信息项。"]
        ),
        Sheet("资源表").head(e).flat(e, some(1, 5)),
        Sheet("信息项表", "items").head(it).down(it, some(1, 5), "repeat"),
        Sheet("数据字典", "dictionary").add(
            ["共享类型", "更新周期", "数据类型"],
            ["无条件共享", "实时", "字符型C"],
            ["有条件共享", "每日", "数值型N"],
            ["不予共享", "每月", "日期型D"],
        ),
    ],
    some(1, 5),
    items=True,
)
# one sheet per department
c = columns(
    "序号|-|no 资源名称|name|name 资源摘要|summary|sum 信息项|item_name|iname 数据类型|item_type|itype 共享类型|sharing|share 更新周期|update_cycle|cycle"
)
BOOKS["一部门一表"] = of(
    [
        Sheet("县民政局").top("临川县民政局政务信息资源目录", 7).head(c).down(c, some(0, 3)),
        Sheet("县教育局").top("临川县教育局政务信息资源目录", 7).head(c).down(c, some(3, 6)),
        Sheet("县水利局").top("临川县水利局政务信息资源目录", 7).head(c).down(c, some(6, 8)),
        Sheet("汇总", "not-a-catalog/lists/outline").add(
            ["部门", "目录数"], ["县民政局", 3], ["县教育局", 3], ["县水利局", 2], ["合计", 8]
        ),
    ],
    some(0, 8),
    items=True,
)


def form(x: Resource, title: str = "目录登记表") -> Sheet:
    """One entry as a page of labels and values, its items beneath."""
    s = Sheet(title, "form")
    s.top("政务数据目录登记表", 4)
    s.add(
        ["目录名称", x.name, "目录编码", x.value("code", 0)],
        ["提供单位", x.office, "统一社会信用代码", x.value("uscc", 0)],
        ["目录摘要", x.summary],
        ["共享属性", x.share, "共享条件", x.condition],
        ["开放属性", x.open, "更新频率", x.cycle],
        ["联系人", x.value("person", 0), "联系电话", x.value("tel", 0)],
    )
    s.add(["数据项"], ["序号", "数据项名称", "数据类型", "数据长度"])
    for j, t in enumerate(x.items):
        s.add([j + 1, t.name, t.type, t.length])
    s.add(["填表人：", "王小明", "审核人：", "李建国"])
    return s


BOOKS["登记表_键值"] = of(form(ALL[2]), [ALL[2]], items=True)
BOOKS["登记表_多张"] = of([form(ALL[3], "养老参保"), form(ALL[4], "学校信息")], [ALL[3], ALL[4]], items=True)
s = Sheet("竖表", "form/catalog")
x = ALL[5]
s.add(
    ["信息资源名称：", x.name],
    ["信息资源提供方：", x.office],
    ["信息资源摘要：", x.summary],
    ["信息项：", x.value("inline", 0)],
    ["共享类型：", x.share],
    ["共享条件：", x.condition],
    ["是否向社会开放：", "否"],
    ["更新周期：", x.cycle],
)
BOOKS["竖排_冒号"] = of(s, [x], items=True)
s = Sheet("横表", "catalog/form")
fs = [
    ("目录名称", "name"),
    ("提供单位", "prov"),
    ("目录摘要", "sum"),
    ("共享属性", "share"),
    ("开放属性", "open"),
    ("更新频率", "cycle"),
    ("联系电话", "tel"),
]
for label, key in fs:
    s.add([label, *(one.value(key, i) for i, one in enumerate(some(0, 5)))])
BOOKS["横向_一列一目录"] = of(s, some(0, 5))
