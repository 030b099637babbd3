"""Scripts whose definitions are spread over several statements, and data bases that only share another one's language."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from client.catalog import profile as profiles
from client.spreadsheets.drafting import ddl
from client.spreadsheets.drafting.found import Table
from client.spreadsheets.drafting.reading import draft

ORACLE = """
CREATE TABLE "SB"."GR" ("GRBH" VARCHAR2(20 BYTE), "XM" VARCHAR2(60 CHAR), "ZT" CHAR DEFAULT '1') TABLESPACE "SB_DATA" ;
ALTER TABLE "SB"."GR" MODIFY ("XM" NOT NULL ENABLE);
ALTER TABLE "SB"."GR" ADD CONSTRAINT "PK" PRIMARY KEY ("GRBH") USING INDEX PCTFREE 10 TABLESPACE "SB_DATA" ENABLE;
alter table GR add djrsfzh varchar2(18);
comment on column GR.djrsfzh is '登记人身份证号';
"""
PHP_MY_ADMIN = """
CREATE TABLE `jz` (`id` int(11) NOT NULL, `xm` varchar(20) DEFAULT NULL, `je` decimal(10,2) DEFAULT NULL) ENGINE=InnoDB;
ALTER TABLE `jz`
  ADD PRIMARY KEY (`id`),
  ADD KEY `xm` (`xm`);
ALTER TABLE `jz` MODIFY `id` int(11) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=5;
"""
ACCESS = """-- MDB Tools - A library for reading MS Access database files
CREATE TABLE [农机购置补贴]
 (
	[编号]			Long Integer NOT NULL,
	[姓名]			Text (50),
	[价格]			Currency,
	[公示]			Boolean NOT NULL,
	[备注]			Memo/Hyperlink (255)
);
"""


def only(script: str) -> Table:
    (table,) = ddl.tables(script)
    return table


def test_what_oracle_says_behind_the_definition() -> None:
    columns = {column.name.upper(): column for column in only(ORACLE).columns}
    assert [name for name, column in columns.items() if not column.nullable] == ["GRBH", "XM"]
    assert [name for name, column in columns.items() if column.primary] == ["GRBH"]
    assert columns["ZT"].length == "1"
    assert (columns["DJRSFZH"].comment, columns["DJRSFZH"].length) == ("登记人身份证号", "18")


def test_keys_that_are_added_among_others() -> None:
    columns = only(PHP_MY_ADMIN).columns
    assert [(column.name, column.primary, column.nullable) for column in columns] == [
        ("id", True, False),
        ("xm", False, True),
        ("je", False, True),
    ]


def test_the_words_of_access() -> None:
    table = only(ACCESS)
    assert (table.name, table.format) == ("农机购置补贴", "access")
    assert [(column.name, column.type, column.length) for column in table.columns] == [
        ("编号", "integer", ""),
        ("姓名", "string", "50"),
        ("价格", "currency", ""),
        ("公示", "logical", ""),
        ("备注", "long_text", ""),
    ]


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("CREATE TABLE `a` (`b` int COMMENT 'x') ENGINE=EXPRESS DEFAULT CHARSET=utf8;", "gbase"),
        ("CREATE TABLE `a` (`b` int) DEFAULT CHARSET = utf8mb4 REPLICA_NUM = 3 TABLET_SIZE = 134217728;", "oceanbase"),
        ("CREATE TABLE a (b character varying(9)) WITH (orientation=row, compression=no);", "gaussdb"),
        ('PRAGMA foreign_keys=OFF;\nCREATE TABLE "a" ("b" INTEGER, PRIMARY KEY("b" AUTOINCREMENT));', "sqlite"),
        ("CREATE TABLE `a` (`b` int) ENGINE=OLAP UNIQUE KEY(`b`) DISTRIBUTED BY HASH(`b`) BUCKETS 10;", ""),
        ("-- Dumped by sys_dump version 12.1\nCREATE TABLE public.a (b character varying(9));", "kingbasees"),
    ],
)
def test_data_bases_that_speak_like_another(script: str, kind: str) -> None:
    assert only(script).format == kind


def test_a_data_base_as_it_lies_there(tmp_path: Path) -> None:
    """Comments in the definition, a computed column, and rows that are still in the journal of a running program."""
    live, path = tmp_path / "live.db", tmp_path / "信用.db"
    with closing(sqlite3.connect(live)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA wal_autocheckpoint = 0")
        conn.execute(
            "create table xyzk ( -- 信用状况\n a integer primary key, -- 编号\n b text, -- 企业名称\n"
            " c numeric(6,1), -- 得分\n d real generated always as (c * 2) stored -- 折算分\n)"
        )
        conn.executemany("insert into xyzk (a, b, c) values (?, ?, ?)", [(at, f"公司{at}", at / 2) for at in range(30)])
        conn.commit()
        shutil.copyfile(live, path)
        shutil.copyfile(f"{live}-wal", f"{path}-wal")
    before = {one.name for one in tmp_path.iterdir()}
    drafted = draft(path, profiles.get("decree-809"))
    assert [item.values["item_name"].value for item in drafted.items] == ["编号", "企业名称", "得分", "折算分"]
    assert drafted.items[2].values["item_length"].value == "6,1"
    assert {one.name for one in tmp_path.iterdir()} == before


def test_the_dates_of_a_data_base_tell_how_often_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "站点.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("create table jc (zdmc text, jcsj datetime, ph real)")
        conn.executemany(
            "insert into jc values (?, ?, ?)", [("甲", f"2024-01-{at:02} 08:00:00", at / 7) for at in range(1, 29)]
        )
        conn.commit()
    cycle = draft(path, profiles.get("decree-809")).values["update_cycle"]
    assert (cycle.value, cycle.level) == ("daily", "check")


def test_words_of_data_bases_for_analysis() -> None:
    columns = only(
        "CREATE TABLE a (`k` LARGEINT COMMENT '编号', `m` Nullable(Decimal(18, 2)) COMMENT '交易金额', `r` LONG RAW)"
        " ENGINE=OLAP UNIQUE KEY(`k`) COMMENT '交易';"
    ).columns
    assert [(column.type, column.length, column.primary) for column in columns] == [
        ("integer", "", True),
        ("currency", "18,2", False),
        ("blob", "", False),
    ]


def test_definitions_behind_another_statement_on_the_same_line() -> None:
    assert [one.name for one in ddl.tables("USE db; CREATE TABLE a (b int); CREATE TABLE c (d int);")] == ["a", "c"]
    assert only("数据库： create table a (b int)").name == "a"


def test_comments_in_a_variable() -> None:
    table = only(
        "CREATE TABLE [Lawyers] ([Id] uniqueidentifier NOT NULL, [Name] nvarchar(100) NULL);\n"
        "DECLARE @d AS sql_variant;\nSET @d = N'律师姓名';\n"
        "EXEC sp_addextendedproperty 'MS_Description', @d, 'SCHEMA', N'dbo', 'TABLE', N'Lawyers', 'COLUMN', N'Name';\n"
        "SET @d = N'执业律师';\nEXEC sp_addextendedproperty 'MS_Description', @d, 'SCHEMA', N'dbo', 'TABLE', N'Lawyers';\n"
    )
    assert (table.comment, table.columns[1].comment) == ("执业律师", "律师姓名")
