"""Chinese names for columns that have none: pinyin in all its spellings, English words, and what the table says beside."""

import pytest

from client.spreadsheets.drafting import naming

NAMES = {
    "dsrxm": "当事人姓名",
    "LARQ": "立案日期",
    "zhengzhimm": "政治面貌",
    "chushengrq": "出生日期",
    "XueJiHao": "学籍号",
    "hukou_leixing": "户口类型",
    "jglxdh": "机构联系电话",
    "czsfzh": "车主身份证号",
    "sfhmd": "是否黑名单",
    "ryid": "人员编号",
    "tel1": "联系电话1",
    "AAC003": "姓名",
    "AAB004": "单位名称",
    "StudentName": "学生姓名",
    "shop_name": "店铺名称",
    "is_protected": "是否保护",
    "photos": "照片",
    "linkPhone": "联系电话",
    "order_id": "订单编号",
    "emergency_contact": "紧急联系人",
    "guardian_relation": "监护人关系",
    "LEREP": "法定代表人",
    "EMPNAME": "员工姓名",
    "custid": "客户编号",
}


@pytest.mark.parametrize(("column", "name"), NAMES.items())
def test_a_column_without_a_comment(column: str, name: str) -> None:
    assert naming.named(column, "").text == name


def test_of_two_names_with_the_same_letters_the_one_that_fits_is_taken() -> None:
    assert naming.named("zfrq", "", "行政执法检查记录").text == "执法日期"
    assert naming.named("zfrq", "", "补贴资金支付明细").text == "支付日期"
    assert naming.named("xh", "", "学生成绩 课程名称").text == "学号"
    assert naming.named("cssj", "", kind="datetime").text == "出生时间"


def test_what_another_column_is_called_this_one_is_not() -> None:
    assert naming.named("nfxm", "", "婚姻登记信息 登记编号 女方姓名 ").text == "男方姓名"


def test_a_column_of_yes_and_no_is_a_question() -> None:
    assert naming.named("sfzdz", "").text == "身份证地址"
    assert naming.named("sfzdz", "", kind="logical").text == "是否终点站"


def test_a_guess_is_never_called_sure_and_an_unknown_name_stays() -> None:
    assert all(naming.named(column, "").sure < 0.85 for column in ("dsrxm", "jj", "zfrq", "StudentName"))
    assert naming.named("F_0004", "") == naming.Named("F_0004", 0.2, "")
    assert naming.named("qwx", "").text == "qwx"
