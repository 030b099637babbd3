"""Twenty files of data as offices have them, and the item names and types that must come out of each."""

import csv
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Expected = Mapping[str, tuple[str, str]]
"""Column -> (item name, data type)."""


@dataclass(frozen=True)
class Source:
    """`make` writes the file; `format` is the format type it must be taken for, "" where the script does not tell."""

    name: str
    make: Callable[[Path], None]
    items: Expected
    entry: str
    format: str
    keys: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    table: str = ""


MYSQL = """
-- MySQL dump 10.13  Distrib 8.0.33
DROP TABLE IF EXISTS `t_low_income`;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `t_low_income` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT '主键',
  `xm` varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '姓名',
  `sfzh` char(18) NOT NULL COMMENT '公民身份号码（18位）',
  `xb` tinyint(1) DEFAULT '0' COMMENT '性别：1男，2女',
  `je` decimal(18,2) DEFAULT '0.00' COMMENT '保障金额',
  `rks` int(11) DEFAULT NULL COMMENT '保障人口数',
  `ksrq` date DEFAULT NULL COMMENT '开始日期',
  `cjsj` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP COMMENT '创建时间',
  `bz` text COMMENT '备注; 可为空',
  `lat` double(10,6) DEFAULT NULL COMMENT '纬度',
  PRIMARY KEY (`id`) USING BTREE,
  UNIQUE KEY `uk_sfzh` (`sfzh`), KEY `idx_xm` (`xm`(10))
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COMMENT='低保对象信息表';
INSERT INTO `t_low_income` VALUES (1,'张三;CREATE TABLE x(a int);','110105199001011237',1,1.00,2,NULL,NULL,NULL,NULL);
"""
MYSQL_BARE = """
CREATE TABLE IF NOT EXISTS rkxx (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  xingming varchar(30), csrq date, lxdh varchar(20), jtzz varchar(200), nl smallint unsigned,
  create_time timestamp NULL, update_by varchar(64), del_flag char(1) DEFAULT '0', zp longblob
) ENGINE=MyISAM;
"""
ORACLE = """
CREATE TABLE "YW"."T_QYXX"
   (    "ENTID" VARCHAR2(36 CHAR) NOT NULL ENABLE,
    "ENTNAME" VARCHAR2(100 BYTE),
    "REGCAP" NUMBER(18,6),
    "EMPNUM" NUMBER(6,0),
    "ESTDATE" DATE,
    "OPSCOPE" CLOB,
    "SCORE" NUMBER DEFAULT 0,
    "FLAG" CHAR(1) DEFAULT 'N',
    "S_EXT_TIMESTAMP" TIMESTAMP (6) DEFAULT SYSDATE,
     CONSTRAINT "PK_QYXX" PRIMARY KEY ("ENTID")
  USING INDEX PCTFREE 10 INITRANS 2 TABLESPACE "USERS"  ENABLE
   ) SEGMENT CREATION IMMEDIATE PCTFREE 10 TABLESPACE "USERS" ;
   COMMENT ON COLUMN "YW"."T_QYXX"."ENTID" IS '企业标识';
   COMMENT ON COLUMN "YW"."T_QYXX"."ENTNAME" IS '企业名称';
   COMMENT ON COLUMN "YW"."T_QYXX"."REGCAP" IS '注册资本(万元)';
   COMMENT ON COLUMN "YW"."T_QYXX"."EMPNUM" IS '从业人数';
   COMMENT ON COLUMN "YW"."T_QYXX"."ESTDATE" IS '成立日期';
   COMMENT ON COLUMN "YW"."T_QYXX"."OPSCOPE" IS '经营范围';
   COMMENT ON COLUMN "YW"."T_QYXX"."SCORE" IS '信用得分';
   COMMENT ON COLUMN "YW"."T_QYXX"."FLAG" IS '注销标志';
   COMMENT ON COLUMN "YW"."T_QYXX"."S_EXT_TIMESTAMP" IS '入库时间';
   COMMENT ON TABLE "YW"."T_QYXX"  IS '企业基本信息';
/
"""
ORACLE_SHORT = """create table T_ZRR (
  ZRRID number(19) primary key,
  XM varchar2(50) not null, XB char(1), DJSJ date, PHOTO blob, ZHYE number(12,2), LSH integer
);
comment on table T_ZRR is '自然人登记表';
comment on column T_ZRR.ZRRID is '自然人编号';
comment on column T_ZRR.XM is '姓名';
comment on column T_ZRR.XB is '性别代码 1 男 2 女';
comment on column T_ZRR.DJSJ is '登记时间';
comment on column T_ZRR.PHOTO is '照片';
comment on column T_ZRR.ZHYE is '账户余额';
comment on column T_ZRR.LSH is '流水号';
"""
DM = """
-- 达梦数据库 DM8
CREATE TABLE "JY"."STUDENT"
(
"XH" VARCHAR(20) NOT NULL,
"XM" VARCHAR(40),
"BJ" VARCHAR(30),
"CJ" DECIMAL(5,1),
"RXRQ" DATE,
"SFZX" BIT,
"GXSJ" TIMESTAMP(6) DEFAULT CURRENT_TIMESTAMP(),
NOT CLUSTER PRIMARY KEY("XH")) STORAGE(ON "MAIN", CLUSTERBTR) ;
COMMENT ON TABLE "JY"."STUDENT" IS '学生信息';
COMMENT ON COLUMN "JY"."STUDENT"."XH" IS '学号';
COMMENT ON COLUMN "JY"."STUDENT"."XM" IS '姓名';
COMMENT ON COLUMN "JY"."STUDENT"."BJ" IS '班级';
COMMENT ON COLUMN "JY"."STUDENT"."CJ" IS '成绩';
COMMENT ON COLUMN "JY"."STUDENT"."RXRQ" IS '入学日期';
COMMENT ON COLUMN "JY"."STUDENT"."SFZX" IS '是否在校';
COMMENT ON COLUMN "JY"."STUDENT"."GXSJ" IS '更新时间';
"""
KINGBASE = """
-- Kingbase database dump
SET statement_timeout = 0;
CREATE TABLE "public"."jc_water" (
    "id" character varying(32 char) NOT NULL,
    "zdmc" character varying(100 char) NULL,
    "ph" numeric(4,2) NULL,
    "nh3n" real NULL,
    "jcsj" timestamp without time zone NULL,
    "hg" boolean NULL DEFAULT true,
    CONSTRAINT "pk_jc_water" PRIMARY KEY (id)
);
COMMENT ON TABLE "public"."jc_water" IS '地表水监测数据';
COMMENT ON COLUMN "public"."jc_water"."id" IS '记录编号';
COMMENT ON COLUMN "public"."jc_water"."zdmc" IS '站点名称';
COMMENT ON COLUMN "public"."jc_water"."ph" IS '酸碱度';
COMMENT ON COLUMN "public"."jc_water"."nh3n" IS '氨氮浓度';
COMMENT ON COLUMN "public"."jc_water"."jcsj" IS '监测时间';
COMMENT ON COLUMN "public"."jc_water"."hg" IS '是否合格';
"""
SQLSERVER = """
USE [zwdb]
GO
SET ANSI_NULLS ON
GO
CREATE TABLE [dbo].[Permit](
    [PermitNo] [nvarchar](50) NOT NULL,
    [Applicant] [nvarchar](100) NULL,
    [IssueDate] [date] NULL,
    [Fee] [money] NULL,
    [Content] [nvarchar](max) NULL,
    [IsValid] [bit] NOT NULL DEFAULT ((1)),
    [Guid] [uniqueidentifier] NULL,
    [Times] [int] NULL,
 CONSTRAINT [PK_Permit] PRIMARY KEY CLUSTERED ([PermitNo] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY]
) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'许可证编号' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Permit', @level2type=N'COLUMN',@level2name=N'PermitNo'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'申请人' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Permit', @level2type=N'COLUMN',@level2name=N'Applicant'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'许可证信息' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Permit'
GO
"""
POSTGRES = """
--
-- PostgreSQL database dump
--
CREATE TABLE public.bus_stop (
    gid integer NOT NULL,
    stop_name character varying(80),
    lng double precision,
    opened_on date DEFAULT '2020-01-01'::date,
    extra jsonb,
    updated_at timestamp(6) with time zone
);
COMMENT ON TABLE public.bus_stop IS '公交站点信息';
COMMENT ON COLUMN public.bus_stop.gid IS '站点编号';
COMMENT ON COLUMN public.bus_stop.stop_name IS '站点名称';
COMMENT ON COLUMN public.bus_stop.lng IS '经度';
COMMENT ON COLUMN public.bus_stop.opened_on IS '启用日期';
COMMENT ON COLUMN public.bus_stop.extra IS '附加属性';
COPY public.bus_stop (gid, stop_name) FROM stdin;
1\tCREATE TABLE evil (a int);
\\.
ALTER TABLE ONLY public.bus_stop
    ADD CONSTRAINT bus_stop_pkey PRIMARY KEY (gid);
"""
POSTGRES_BARE = """CREATE TABLE company (
 id bigserial PRIMARY KEY, company_name text, credit_code varchar(18) UNIQUE, legal_person varchar(50),
 reg_date date, phone varchar(20), address varchar(255), created_at timestamptz DEFAULT now()
);"""


def script(text: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(text.encode(encoding))

    return make


def sheet(rows: Sequence[Sequence[Any]], title: str = "Sheet1", above: Sequence[Sequence[Any]] = ()) -> Any:
    def make(path: Path) -> None:
        book = Workbook()
        page = book.active
        assert isinstance(page, Worksheet)
        page.title = title
        for row in (*above, *rows):
            page.append(list(row))
        book.save(path)

    return make


def table(rows: Sequence[Sequence[Any]], encoding: str = "utf-8") -> Any:
    def make(path: Path) -> None:
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(rows)

    return make


def database(definition: str, rows: Sequence[Sequence[Any]], name: str) -> Any:
    def make(path: Path) -> None:
        with closing(sqlite3.connect(path)) as conn:
            conn.executescript(definition)
            marks = ", ".join("?" * len(rows[0]))
            conn.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
            conn.commit()

    return make


DAYS = [date(2024, 1, 1) + timedelta(days=number) for number in range(60)]
IDS = [
    f"{body}{'10X98765432'[sum(int(d) * w for d, w in zip(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11]}"
    for body in (f"1101051990{1 + number % 12:02d}{1 + number % 28:02d}{number:03d}" for number in range(60))
]  # fmt: skip
MOBILES = [f"138{number:08d}" for number in range(10_000_000, 10_000_060)]

SOURCES: tuple[Source, ...] = (
    Source("低保.sql", script(MYSQL), {
        "id": ("主键", "integer"), "xm": ("姓名", "string"), "sfzh": ("公民身份号码", "string"), "xb": ("性别", "integer"),
        "je": ("保障金额", "currency"), "rks": ("保障人口数", "integer"), "ksrq": ("开始日期", "date"),
        "cjsj": ("创建时间", "datetime"), "bz": ("备注", "long_text"), "lat": ("纬度", "double"),
    }, "低保对象信息", "mysql", ("id",), ("sfzh", "xm")),
    Source("rkxx.sql", script(MYSQL_BARE), {
        "id": ("主键", "integer"), "xingming": ("姓名", "string"), "csrq": ("出生日期", "date"),
        "lxdh": ("联系电话", "string"), "jtzz": ("家庭住址", "string"), "nl": ("年龄", "integer"),
        "create_time": ("创建时间", "datetime"), "update_by": ("更新人", "string"), "del_flag": ("删除标志", "string"),
        "zp": ("照片", "blob"),
    }, "", "mysql", ("id",)),
    Source("企业.sql", script(ORACLE, "gb18030"), {
        "ENTID": ("企业标识", "string"), "ENTNAME": ("企业名称", "string"), "REGCAP": ("注册资本", "number"),
        "EMPNUM": ("从业人数", "integer"), "ESTDATE": ("成立日期", "date"), "OPSCOPE": ("经营范围", "long_text"),
        "SCORE": ("信用得分", "number"), "FLAG": ("注销标志", "string"), "S_EXT_TIMESTAMP": ("入库时间", "datetime"),
    }, "企业基本信息", "oracle", ("ENTID",)),
    Source("zrr.sql", script(ORACLE_SHORT), {
        "ZRRID": ("自然人编号", "integer"), "XM": ("姓名", "string"), "XB": ("性别代码", "string"),
        "DJSJ": ("登记时间", "datetime"), "PHOTO": ("照片", "blob"), "ZHYE": ("账户余额", "currency"),
        "LSH": ("流水号", "integer"),
    }, "自然人信息", "oracle", ("ZRRID",)),
    Source("学生.sql", script(DM), {
        "XH": ("学号", "string"), "XM": ("姓名", "string"), "BJ": ("班级", "string"), "CJ": ("成绩", "number"),
        "RXRQ": ("入学日期", "date"), "SFZX": ("是否在校", "logical"), "GXSJ": ("更新时间", "datetime"),
    }, "学生信息", "dm", ("XH",)),
    Source("水质.sql", script(KINGBASE), {
        "id": ("记录编号", "string"), "zdmc": ("站点名称", "string"), "ph": ("酸碱度", "number"),
        "nh3n": ("氨氮浓度", "float"), "jcsj": ("监测时间", "datetime"), "hg": ("是否合格", "logical"),
    }, "地表水监测数据", "kingbasees", ("id",)),
    Source("permit.sql", script(SQLSERVER, "utf-16"), {
        "PermitNo": ("许可证编号", "string"), "Applicant": ("申请人", "string"), "IssueDate": ("发证日期", "date"),
        "Fee": ("费用", "currency"), "Content": ("内容", "long_text"), "IsValid": ("是否有效", "logical"),
        "Guid": ("主键", "string"), "Times": ("次数", "integer"),
    }, "许可证信息", "sqlserver", ("PermitNo",)),
    Source("公交.sql", script(POSTGRES), {
        "gid": ("站点编号", "integer"), "stop_name": ("站点名称", "string"), "lng": ("经度", "double"),
        "opened_on": ("启用日期", "date"), "extra": ("附加属性", "long_text"), "updated_at": ("更新时间", "datetime"),
    }, "公交站点信息", "postgresql", ("gid",)),
    Source("company.sql", script(POSTGRES_BARE), {
        "id": ("主键", "integer"), "company_name": ("企业名称", "long_text"), "credit_code": ("统一社会信用代码", "string"),
        "legal_person": ("法定代表人", "string"), "reg_date": ("登记日期", "date"), "phone": ("联系电话", "string"),
        "address": ("地址", "string"), "created_at": ("创建时间", "datetime"),
    }, "企业信息", "postgresql", ("id",)),
    Source("两张表.sql", script(MYSQL_BARE + POSTGRES_BARE), {
        "xingming": ("姓名", "string"), "csrq": ("出生日期", "date"),
    }, "", "mysql", ("id",), table="rkxx"),
    Source("特困人员名单.xlsx", sheet([
        ["姓名", "身份证号", "联系电话", "供养标准（元）", "供养方式", "认定日期", "是否失能"],
        *([f"人{number}", IDS[number], MOBILES[number], 650.5 + number, "集中供养", DAYS[number], "是" if number % 3 else "否"]
          for number in range(40)),
    ], above=[["清河县特困人员供养情况"], ["单位：元"]]), {
        "姓名": ("姓名", "string"), "身份证号": ("身份证号", "string"), "联系电话": ("联系电话", "string"),
        "供养标准（元）": ("供养标准", "currency"), "供养方式": ("供养方式", "string"), "认定日期": ("认定日期", "date"),
        "是否失能": ("是否失能", "logical"),
    }, "清河县特困人员供养情况", "xlsx", ("身份证号",), ("身份证号", "联系电话")),
    Source("学校名录.csv", table([
        ["学校代码", "学校名称", "在校学生数", "占地面积", "建校年份", "邮政编码", "网址"],
        *([f"0{number:04d}", f"第{number}小学", 300 + number, 1200.5 + number, 1950 + number, f"05{number:04d}", "http://x.cn"]
          for number in range(50)),
    ], "gb18030"), {
        "学校代码": ("学校代码", "string"), "学校名称": ("学校名称", "string"), "在校学生数": ("在校学生数", "integer"),
        "占地面积": ("占地面积", "number"), "建校年份": ("建校年份", "integer"), "邮政编码": ("邮政编码", "string"),
        "网址": ("网址", "string"),
    }, "学校名录", "csv", ("学校代码",)),
    Source("air_quality.csv", table([
        ["station_code", "station_name", "monitor_time", "temperature", "humidity", "pm25", "lng", "lat"],
        *([f"S{number:03d}", f"站{number}", f"2024-03-{1 + number % 28:02d} {number % 24:02d}:00:00", 10.5 + number, 60 + number, 35,
           116.123456, 39.5] for number in range(60)),
    ], "utf-8-sig"), {
        "station_code": ("监测站点编码", "string"), "station_name": ("站点名称", "string"), "monitor_time": ("监测时间", "datetime"),
        "temperature": ("温度", "number"), "humidity": ("湿度", "integer"), "lng": ("经度", "number"), "lat": ("纬度", "number"),
    }, "", "csv", ("station_code",)),
    Source("hjxx.csv", table([
        ["XM", "SFZH", "XB", "CSRQ", "HJDZ", "HYZK", "LXDH"],
        *([f"人{number}", IDS[number], "男", f"1990{1 + number % 12:02d}{1 + number % 28:02d}", "清河县城关镇", "已婚", MOBILES[number]]
          for number in range(60)),
    ]), {
        "XM": ("姓名", "string"), "SFZH": ("公民身份号码", "string"), "XB": ("性别", "string"), "CSRQ": ("出生日期", "date"),
        "HJDZ": ("户籍地址", "string"), "HYZK": ("婚姻状况", "string"), "LXDH": ("联系电话", "string"),
    }, "", "csv", (), ("SFZH", "LXDH", "XM")),
    Source("企业名录2024年.xlsx", sheet([
        ["序号", "企业名称", "统一社会信用代码", "注册资本(万元)", "成立日期", "经营范围"],
        *([number, f"清河{number}公司", f"9113052{number:011d}", 100 + number, datetime.combine(DAYS[number], time()), "销售" * 300]
          for number in range(30)),
    ], "名录"), {
        "序号": ("序号", "integer"), "企业名称": ("企业名称", "string"), "统一社会信用代码": ("统一社会信用代码", "string"),
        "注册资本(万元)": ("注册资本", "currency"), "成立日期": ("成立日期", "date"), "经营范围": ("经营范围", "long_text"),
    }, "名录", "xlsx", ("统一社会信用代码",)),
    Source("雨量日报.xlsx", sheet([
        ["日期", "站点名称", "降雨量(mm)", "数据来源"], *([day, "城关站", 3.5, "水文站"] for day in DAYS),
    ]), {
        "日期": ("日期", "date"), "站点名称": ("站点名称", "string"), "降雨量(mm)": ("降雨量", "number"),
        "数据来源": ("数据来源", "string"),
    }, "雨量日报", "xlsx"),
    Source("补贴发放.xlsx", sheet([
        ["户编号", "户主姓名", "银行账号", "补贴金额", "发放月份", "备注"],
        *([f"H{number:05d}", f"人{number}", f"62170013{number:011d}", f"{1200 + number:,}.00", "2024-03", None] for number in range(30)),
    ]), {
        "户编号": ("户编号", "string"), "户主姓名": ("户主姓名", "string"), "银行账号": ("银行账号", "string"),
        "补贴金额": ("补贴金额", "currency"), "发放月份": ("发放月份", "string"),
    }, "补贴发放", "xlsx", ("户编号",)),
    Source("demo.db", database(
        "CREATE TABLE student (id INTEGER PRIMARY KEY, xm TEXT NOT NULL, csrq TEXT, score REAL, idcard TEXT, is_valid BOOLEAN);",
        [(number, f"人{number}", DAYS[number].isoformat(), 60.5, IDS[number], number % 2) for number in range(40)], "student",
    ), {
        "id": ("主键", "integer"), "xm": ("姓名", "string"), "csrq": ("出生日期", "date"), "score": ("成绩", "float"),
        "idcard": ("公民身份号码", "string"), "is_valid": ("是否有效", "logical"),
    }, "学生信息", "sqlite", ("id",), ("idcard", "xm")),
    Source("bus.sqlite", database(
        'CREATE TABLE "公交线路" ("线路编号" VARCHAR(10) PRIMARY KEY, "起点" VARCHAR(50), "长度" DECIMAL(6,2), "开通日期" DATE);',
        [(f"L{number:03d}", "东站", 12.5, DAYS[number].isoformat()) for number in range(40)], '"公交线路"',
    ), {
        "线路编号": ("线路编号", "string"), "起点": ("起点", "string"), "长度": ("长度", "number"), "开通日期": ("开通日期", "date"),
    }, "公交线路", "sqlite", ("线路编号",)),
    Source("plain.db", database(
        "CREATE TABLE t (name, amount, phone, updated_at);",
        [(f"甲{number}", number * 1.5, MOBILES[number], f"2024-01-01 10:{number:02d}:00") for number in range(40)], "t",
    ), {
        "name": ("名称", "string"), "amount": ("金额", "number"), "phone": ("联系电话", "string"),
        "updated_at": ("更新时间", "datetime"),
    }, "", "sqlite", (), ("phone",)),
)  # fmt: skip
