"""Dumps as the tools of six data bases write them, and data files of offices, made before the drafting was tried on them.

Every table says its columns with the name and type an item should get.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook


@dataclass(frozen=True)
class Dump:
    """A file, a table in it ("" for the only one) and what its columns are: name and type."""

    name: str
    table: str
    items: dict[str, tuple[str, str]]
    make: Callable[[Path], None]


def sql(text: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(text.strip().encode(encoding))

    return make


MYSQLDUMP = """
-- MySQL dump 10.13  Distrib 8.0.32, for Linux (x86_64)
--
-- Host: localhost    Database: minzheng
-- ------------------------------------------------------
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!50503 SET NAMES utf8mb4 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;

--
-- Table structure for table `t_dibao`
--

DROP TABLE IF EXISTS `t_dibao`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE `t_dibao` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT COMMENT '主键ID',
  `hzxm` varchar(50) COLLATE utf8mb4_general_ci DEFAULT NULL COMMENT '户主姓名',
  `sfzh` char(18) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '身份证号；18位',
  `bzje` decimal(10,2) DEFAULT '0.00' COMMENT '保障金额(元)',
  `bzrs` int(11) DEFAULT NULL COMMENT '保障人数',
  `sfzx` tinyint(1) DEFAULT '0' COMMENT '是否注销:0否,1是',
  `djsj` datetime DEFAULT CURRENT_TIMESTAMP COMMENT '登记时间',
  `bz` text COMMENT '备注',
  `zp` longblob COMMENT '照片',
  `status` enum('0','1','2') DEFAULT '0' COMMENT '状态',
  PRIMARY KEY (`id`),
  UNIQUE KEY `uk_sfzh` (`sfzh`),
  KEY `idx_hzxm` (`hzxm`) USING BTREE,
  CONSTRAINT `fk_1` FOREIGN KEY (`bzrs`) REFERENCES `t_other` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB AUTO_INCREMENT=1024 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='城市低保对象信息表'
/*!50100 PARTITION BY RANGE (year(djsj)) (PARTITION p0 VALUES LESS THAN (2020) ENGINE = InnoDB, PARTITION p1 VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `t_dibao` WRITE;
/*!40000 ALTER TABLE `t_dibao` DISABLE KEYS */;
INSERT INTO `t_dibao` VALUES (1,'张三','130534197001010011',320.00,3,0,'2020-01-01 10:00:00','O\\'Neil; 备注',NULL,'1'),(2,'李四','130534197001010012',320.00,3,0,'2020-01-01 10:00:00',NULL,NULL,'1');
/*!40000 ALTER TABLE `t_dibao` ENABLE KEYS */;
UNLOCK TABLES;
/*!50001 DROP VIEW IF EXISTS `v_dibao`*/;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`%` SQL SECURITY DEFINER */
/*!50001 VIEW `v_dibao` AS select `t_dibao`.`hzxm` AS `hzxm` from `t_dibao` */;
DELIMITER ;;
CREATE TRIGGER `tr_a` BEFORE INSERT ON `t_dibao` FOR EACH ROW BEGIN SET NEW.bz = 'x'; END ;;
DELIMITER ;
-- Dump completed on 2024-03-01 10:00:00
"""

NAVICAT = """
/*
 Navicat Premium Data Transfer

 Source Server         : 政务
 Source Server Type    : MySQL
 Target Server Version : 50736
 File Encoding         : 65001
*/

SET NAMES utf8mb4;
SET FOREIGN_KEY_CHECKS = 0;

-- ----------------------------
-- Table structure for jy_school
-- ----------------------------
DROP TABLE IF EXISTS `jy_school`;
CREATE TABLE `jy_school`  (
  `xxdm` varchar(20) CHARACTER SET utf8 COLLATE utf8_general_ci NOT NULL COMMENT '学校代码',
  `xxmc` varchar(200) CHARACTER SET utf8 COLLATE utf8_general_ci NULL DEFAULT NULL COMMENT '学校名称',
  `bxlx` varchar(10) NULL DEFAULT NULL COMMENT '办学类型',
  `zdmj` double(20, 2) NULL DEFAULT NULL COMMENT '占地面积',
  `jxrq` date NULL DEFAULT NULL COMMENT '建校日期',
  `zxss` int NULL DEFAULT NULL COMMENT '在校生数',
  PRIMARY KEY (`xxdm`) USING BTREE
) ENGINE = InnoDB CHARACTER SET = utf8 COLLATE = utf8_general_ci COMMENT = '学校基本信息' ROW_FORMAT = Dynamic;

SET FOREIGN_KEY_CHECKS = 1;
"""

PG_DUMP = """
--
-- PostgreSQL database dump
--

-- Dumped from database version 12.9
-- Dumped by pg_dump version 12.9

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);
SET default_tablespace = '';
SET default_table_access_method = heap;

--
-- Name: enterprise; Type: TABLE; Schema: public; Owner: gov
--

CREATE TABLE public.enterprise (
    id uuid DEFAULT public.uuid_generate_v4() NOT NULL,
    ent_name character varying(200) NOT NULL,
    uscc character(18),
    legal_person character varying(50),
    reg_capital numeric(18,2) DEFAULT 0,
    establish_date date,
    is_active boolean DEFAULT true,
    update_time timestamp without time zone DEFAULT now(),
    scope text,
    employees integer,
    score double precision,
    extra jsonb,
    logo bytea,
    CONSTRAINT ck CHECK (((reg_capital >= (0)::numeric) AND (employees > 0)))
);

ALTER TABLE public.enterprise OWNER TO gov;

COMMENT ON TABLE public.enterprise IS '企业登记信息';
COMMENT ON COLUMN public.enterprise.ent_name IS '企业名称';
COMMENT ON COLUMN public.enterprise.uscc IS '统一社会信用代码';
COMMENT ON COLUMN public.enterprise.legal_person IS '法定代表人';
COMMENT ON COLUMN public.enterprise.reg_capital IS '注册资本（万元）';
COMMENT ON COLUMN public.enterprise.establish_date IS '成立日期';
COMMENT ON COLUMN public.enterprise.is_active IS '是否有效';
COMMENT ON COLUMN public.enterprise.update_time IS '更新时间';
COMMENT ON COLUMN public.enterprise.scope IS '经营范围';
COMMENT ON COLUMN public.enterprise.employees IS '从业人数';
COMMENT ON COLUMN public.enterprise.score IS '信用评分';

CREATE SEQUENCE public.enterprise_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;

COPY public.enterprise (id, ent_name, uscc) FROM stdin;
7c9e6679-7425-40de-944b-e07fc1f90ae7\t某某公司; 分号\t91130534MA0XXXXX1X
\\.

ALTER TABLE ONLY public.enterprise ADD CONSTRAINT enterprise_pkey PRIMARY KEY (id);
CREATE INDEX idx ON public.enterprise USING btree (ent_name);
"""

ORACLE = """
--------------------------------------------------------
--  DDL for Table T_HJRK
--------------------------------------------------------

  CREATE TABLE "GA"."T_HJRK"
   ( "RID" VARCHAR2(32 BYTE) DEFAULT sys_guid() NOT NULL ENABLE,
    "XM" VARCHAR2(50 CHAR),
    "GMSFHM" CHAR(18 BYTE),
    "CSRQ" DATE,
    "NL" NUMBER(3,0),
    "SG" NUMBER(5,2),
    "ZP" BLOB,
    "JTZZ" NVARCHAR2(200),
    "GXSJ" TIMESTAMP (6) DEFAULT SYSDATE,
    "BZ" CLOB,
     CONSTRAINT "PK_HJRK" PRIMARY KEY ("RID")
  USING INDEX PCTFREE 10 INITRANS 2 MAXTRANS 255 COMPUTE STATISTICS
  STORAGE(INITIAL 65536 NEXT 1048576 MINEXTENTS 1 MAXEXTENTS 2147483645
  PCTINCREASE 0 FREELISTS 1 FREELIST GROUPS 1 BUFFER_POOL DEFAULT FLASH_CACHE DEFAULT CELL_FLASH_CACHE DEFAULT)
  TABLESPACE "USERS"  ENABLE
   ) SEGMENT CREATION IMMEDIATE
  PCTFREE 10 PCTUSED 40 INITRANS 1 MAXTRANS 255
 NOCOMPRESS LOGGING
  STORAGE(INITIAL 65536 NEXT 1048576 MINEXTENTS 1 MAXEXTENTS 2147483645
  PCTINCREASE 0 FREELISTS 1 FREELIST GROUPS 1 BUFFER_POOL DEFAULT)
  TABLESPACE "USERS"
 LOB ("ZP") STORE AS BASICFILE (TABLESPACE "USERS" ENABLE STORAGE IN ROW CHUNK 8192 RETENTION NOCACHE LOGGING );

   COMMENT ON COLUMN "GA"."T_HJRK"."XM" IS '姓名';
   COMMENT ON COLUMN "GA"."T_HJRK"."GMSFHM" IS '公民身份号码';
   COMMENT ON COLUMN "GA"."T_HJRK"."CSRQ" IS '出生日期';
   COMMENT ON COLUMN "GA"."T_HJRK"."NL" IS '年龄';
   COMMENT ON COLUMN "GA"."T_HJRK"."SG" IS '身高(cm)';
   COMMENT ON COLUMN "GA"."T_HJRK"."JTZZ" IS '家庭住址';
   COMMENT ON TABLE "GA"."T_HJRK"  IS '户籍人口信息表';
/
"""

DM = """
CREATE TABLE "DATA"."ZRZY_BDC"
(
"ID" INT IDENTITY(1, 1) NOT NULL,
"BDCQZH" VARCHAR(50) NOT NULL,
"ZL" VARCHAR2(200 CHAR),
"MJ" DEC(15,2),
"DJSJ" TIMESTAMP(0),
"QLRMC" VARCHAR(100),
"SFDY" BIT,
"FJ" IMAGE,
"MS" TEXT,
NOT CLUSTER PRIMARY KEY("ID")) STORAGE(ON "MAIN", CLUSTERBTR) ;

COMMENT ON TABLE "DATA"."ZRZY_BDC" IS '不动产登记信息';
COMMENT ON COLUMN "DATA"."ZRZY_BDC"."BDCQZH" IS '不动产权证号';
COMMENT ON COLUMN "DATA"."ZRZY_BDC"."ZL" IS '坐落';
COMMENT ON COLUMN "DATA"."ZRZY_BDC"."MJ" IS '面积';
COMMENT ON COLUMN "DATA"."ZRZY_BDC"."DJSJ" IS '登记时间';
COMMENT ON COLUMN "DATA"."ZRZY_BDC"."QLRMC" IS '权利人名称';
COMMENT ON COLUMN "DATA"."ZRZY_BDC"."SFDY" IS '是否抵押';
CREATE OR REPLACE  INDEX "IDX" ON "DATA"."ZRZY_BDC"("BDCQZH" ASC) STORAGE(ON "MAIN", CLUSTERBTR) ;
"""

KINGBASE = """
CREATE TABLE "public"."slj_shuiku" (
	"id" bigint NOT NULL AUTO_INCREMENT,
	"skmc" character varying(100 char) NULL,
	"zkr" numeric(12,3) NULL,
	"szxz" varchar(50 char) NULL,
	"jcny" date NULL,
	"sfbx" tinyint NULL,
	"lrsj" timestamp(0) without time zone NULL DEFAULT CURRENT_TIMESTAMP,
	CONSTRAINT "pk_sk" PRIMARY KEY (id)
) TABLESPACE sys_default;
COMMENT ON TABLE "public"."slj_shuiku" IS '水库基本信息';
COMMENT ON COLUMN "public"."slj_shuiku"."skmc" IS '水库名称';
COMMENT ON COLUMN "public"."slj_shuiku"."zkr" IS '总库容（万立方米）';
COMMENT ON COLUMN "public"."slj_shuiku"."szxz" IS '所在乡镇';
COMMENT ON COLUMN "public"."slj_shuiku"."jcny" IS '建成年月';
"""

SQL_SERVER = """
USE [SheBao]
GO
/****** Object:  Table [dbo].[T_CanBao]    Script Date: 2024/3/1 10:00:00 ******/
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE TABLE [dbo].[T_CanBao](
	[ID] [int] IDENTITY(1,1) NOT NULL,
	[XM] [nvarchar](50) NULL,
	[SHBZH] [varchar](20) NOT NULL,
	[CBRQ] [date] NULL,
	[JFJE] [money] NULL,
	[JFJS] [decimal](18, 2) NULL,
	[ZT] [bit] NULL,
	[XGSJ] [datetime2](7) NULL,
	[ZP] [image] NULL,
	[BZ] [nvarchar](max) NULL,
 CONSTRAINT [PK_T_CanBao] PRIMARY KEY CLUSTERED
(
	[ID] ASC
)WITH (PAD_INDEX = OFF, STATISTICS_NORECOMPUTE = OFF, IGNORE_DUP_KEY = OFF, ALLOW_ROW_LOCKS = ON) ON [PRIMARY]
) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
GO
ALTER TABLE [dbo].[T_CanBao] ADD  CONSTRAINT [DF_ZT]  DEFAULT ((1)) FOR [ZT]
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'姓名' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'T_CanBao', @level2type=N'COLUMN',@level2name=N'XM'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'社会保障号' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'T_CanBao', @level2type=N'COLUMN',@level2name=N'SHBZH'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'参保日期' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'T_CanBao', @level2type=N'COLUMN',@level2name=N'CBRQ'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'缴费金额' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'T_CanBao', @level2type=N'COLUMN',@level2name=N'JFJE'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'社会保险参保信息' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'T_CanBao'
GO
"""

DBEAVER = """
-- public.huan_jing definition

-- Drop table

-- DROP TABLE public.huan_jing;

CREATE TABLE public.huan_jing (
	zdbh varchar(20) NOT NULL, -- 站点编号
	zdmc varchar(50) NULL, -- 站点名称
	jcsj timestamptz NULL, -- 监测时间
	pm25 float4 NULL, -- PM2.5浓度
	aqi int4 NULL, -- 空气质量指数
	lon numeric(10, 6) NULL, -- 经度
	CONSTRAINT huan_jing_pk PRIMARY KEY (zdbh)
);
COMMENT ON TABLE public.huan_jing IS '空气质量监测数据';

-- Column comments

COMMENT ON COLUMN public.huan_jing.zdbh IS '站点编号';
COMMENT ON COLUMN public.huan_jing.zdmc IS '站点名称';
COMMENT ON COLUMN public.huan_jing.jcsj IS '监测时间';
COMMENT ON COLUMN public.huan_jing.pm25 IS 'PM2.5浓度';
COMMENT ON COLUMN public.huan_jing.aqi IS '空气质量指数';
COMMENT ON COLUMN public.huan_jing.lon IS '经度';

-- Permissions

ALTER TABLE public.huan_jing OWNER TO postgres;
GRANT ALL ON TABLE public.huan_jing TO postgres;
"""

BY_HAND = """
create table nongji_butie(
  xm varchar2(50),        --购机者姓名
  sfzh varchar2(18),      --身份证号
  jjmc varchar2(100),     --机具名称
  btje number(10,2),      --补贴金额
  gjrq date               --购机日期
);
"""

PARTITIONED = """
CREATE TABLE public.jiaoyi (
    jybh character varying(40) NOT NULL,
    jysj timestamp without time zone NOT NULL,
    jyje numeric(18,2)
)
PARTITION BY RANGE (jysj);

CREATE TABLE public.jiaoyi_2023 PARTITION OF public.jiaoyi FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE public.jiaoyi_2024 PARTITION OF public.jiaoyi FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
COMMENT ON TABLE public.jiaoyi IS '公共资源交易信息';
COMMENT ON COLUMN public.jiaoyi.jybh IS '交易编号';
COMMENT ON COLUMN public.jiaoyi.jysj IS '交易时间';
COMMENT ON COLUMN public.jiaoyi.jyje IS '交易金额';
"""

ORACLE_PARTITIONED = """
create table YBXX
(
  YBBH   VARCHAR2(30) not null,
  YLJG   VARCHAR2(100),
  JZRQ   DATE,
  ZFY    NUMBER(12,2)
)
partition by range (JZRQ)
(
  partition P2023 values less than (TO_DATE(' 2024-01-01 00:00:00', 'SYYYY-MM-DD HH24:MI:SS', 'NLS_CALENDAR=GREGORIAN'))
    tablespace USERS
    pctfree 10
    initrans 1,
  partition PMAX values less than (MAXVALUE)
    tablespace USERS
);
comment on table YBXX
  is '医保就诊信息';
comment on column YBXX.YBBH
  is '医保编号';
comment on column YBXX.YLJG
  is '医疗机构';
comment on column YBXX.JZRQ
  is '就诊日期';
comment on column YBXX.ZFY
  is '总费用';
alter table YBXX
  add constraint PK_YBXX primary key (YBBH)
  using index
  tablespace USERS;
"""

ENGLISH = """
CREATE TABLE `sys_resident` (
  `resident_id` bigint NOT NULL AUTO_INCREMENT,
  `full_name` varchar(50) DEFAULT NULL,
  `id_card_no` varchar(18) DEFAULT NULL,
  `gender` char(1) DEFAULT NULL,
  `birth_date` date DEFAULT NULL,
  `mobile_phone` varchar(11) DEFAULT NULL,
  `home_address` varchar(200) DEFAULT NULL,
  `marital_status` varchar(10) DEFAULT NULL,
  `create_time` datetime DEFAULT NULL,
  `update_time` timestamp NULL DEFAULT NULL,
  `del_flag` tinyint(1) DEFAULT '0',
  `dept_name` varchar(100) DEFAULT NULL,
  `remark` varchar(500) DEFAULT NULL,
  PRIMARY KEY (`resident_id`)
) ENGINE=InnoDB COMMENT='常住居民';
"""

PINYIN = """
CREATE TABLE T_QYXX (
  QYMC VARCHAR(200),
  TYSHXYDM VARCHAR(18),
  FDDBR VARCHAR(50),
  ZCZB DECIMAL(18,2),
  CLRQ DATE,
  JYFW VARCHAR(2000),
  LXDH VARCHAR(20),
  ZCDZ VARCHAR(200),
  DJJG VARCHAR(100),
  XZQHDM VARCHAR(12),
  HYLB VARCHAR(50),
  QYLX VARCHAR(50),
  CYRS INT
);
"""

GBASE_CLICK = """
CREATE TABLE zw.dwd_event_df
(
    `event_no` String COMMENT '事件编号',
    `event_type` Nullable(String) COMMENT '事件类型',
    `happen_time` DateTime COMMENT '发生时间',
    `cnt` Int32 COMMENT '数量'
)
ENGINE = MergeTree
ORDER BY event_no
COMMENT '网格事件';
"""

HIVE = """
CREATE TABLE IF NOT EXISTS ods.ods_hygl_hydj(
  `nanfang_xm` string COMMENT '男方姓名',
  `nvfang_xm` string COMMENT '女方姓名',
  `djrq` date COMMENT '登记日期',
  `je` decimal(10,2) COMMENT '工本费'
)
COMMENT '婚姻登记信息'
PARTITIONED BY (`dt` string COMMENT '分区日期')
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\001'
STORED AS ORC
TBLPROPERTIES ('orc.compress'='SNAPPY');
"""


def hundred(path: Path) -> None:
    """A dump of a hundred tables; one of them is wanted."""
    parts = [
        f"DROP TABLE IF EXISTS `t_{number:03d}`;\nCREATE TABLE `t_{number:03d}` (\n"
        f"  `id` int NOT NULL COMMENT '编号{number}',\n  `mc` varchar(50) COMMENT '名称{number}',\n"
        f"  `rq` date COMMENT '日期{number}',\n  PRIMARY KEY (`id`)\n) COMMENT='业务表{number}';\n"
        f"INSERT INTO `t_{number:03d}` VALUES (1,'甲','2024-01-01');"
        for number in range(100)
    ]
    path.write_text("\n".join(parts), encoding="utf-8")


PEOPLE: tuple[tuple[object, ...], ...] = (
    ("序号", "姓名", "身份证号", "性别", "出生日期", "补贴金额（元）", "人口数", "银行卡号", "发放时间"),
    *((n, f"张{'一二三四五六七八'[n % 8]}", f"13053419700101{1000 + n}", "男", date(1970, 1, 1 + n), 120.5 + n, 3 + n % 4,
       f"62284800100000{n:05d}", datetime.fromisoformat(f"2024-03-01T10:{n:02d}")) for n in range(1, 20)),
)  # fmt: skip


def people(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2024年3月农村低保资金发放表"])
    sheet.merge_cells("A1:I1")
    for row in PEOPLE:
        sheet.append(list(row))
    sheet.append(["合计", "", "", "", "", 2500.5])
    book.save(path)


def air(path: Path) -> None:
    with path.open("w", encoding="gb18030", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["站点名称", "监测时间", "PM2.5(μg/m³)", "AQI", "首要污染物", "经度"])
        for n in range(1, 25):
            table.writerow([f"{n % 3}号站", f"2024-03-01 {n % 24:02d}:00", 30 + n, 50 + n, "PM10", f"116.3{n:02d}"])


def columns_in_english(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["ent_name", "credit_code", "legal_rep", "reg_capital", "estdate", "is_valid"])
        for n in range(1, 15):
            table.writerow(
                [f"某某公司{n}", f"9113053400000000{n:02d}", "李四", f"{n * 10}.50", f"2019-01-{n:02d}", "1"]
            )


S, N, I, D, T, M = "string", "number", "integer", "date", "datetime", "currency"  # noqa: E741

DUMPS = [
    Dump("mysqldump.sql", "t_dibao", {
        "hzxm": ("户主姓名", S), "sfzh": ("身份证号", S), "bzje": ("保障金额", M), "bzrs": ("保障人数", I),
        "sfzx": ("是否注销", "logical"), "djsj": ("登记时间", T), "bz": ("备注", "long_text"), "zp": ("照片", "blob"),
        "status": ("状态", S)}, sql(MYSQLDUMP)),
    Dump("navicat.sql", "", {
        "xxdm": ("学校代码", S), "xxmc": ("学校名称", S), "bxlx": ("办学类型", S), "zdmj": ("占地面积", "double"),
        "jxrq": ("建校日期", D), "zxss": ("在校生数", I)}, sql(NAVICAT)),
    Dump("navicat_gbk.sql", "", {"xxdm": ("学校代码", S), "xxmc": ("学校名称", S), "jxrq": ("建校日期", D)},
         sql(NAVICAT, "gb18030")),
    Dump("navicat_utf16.sql", "", {"xxmc": ("学校名称", S), "zxss": ("在校生数", I)}, sql(NAVICAT, "utf-16")),
    Dump("pg_dump.sql", "", {
        "ent_name": ("企业名称", S), "uscc": ("统一社会信用代码", S), "legal_person": ("法定代表人", S),
        "reg_capital": ("注册资本", N), "establish_date": ("成立日期", D), "is_active": ("是否有效", "logical"),
        "update_time": ("更新时间", T), "scope": ("经营范围", "long_text"), "employees": ("从业人数", I),
        "score": ("信用评分", "double"), "logo": ("logo", "blob")}, sql(PG_DUMP)),
    Dump("sqldeveloper.sql", "", {
        "XM": ("姓名", S), "GMSFHM": ("公民身份号码", S), "CSRQ": ("出生日期", D), "NL": ("年龄", I), "SG": ("身高", N),
        "ZP": ("照片", "blob"), "JTZZ": ("家庭住址", S), "GXSJ": ("更新时间", T), "BZ": ("备注", "long_text")}, sql(ORACLE, "gbk")),
    Dump("dm.sql", "", {
        "BDCQZH": ("不动产权证号", S), "ZL": ("坐落", S), "MJ": ("面积", N), "DJSJ": ("登记时间", T), "QLRMC": ("权利人名称", S),
        "SFDY": ("是否抵押", "logical"), "MS": ("描述", "long_text")}, sql(DM, "gb18030")),
    Dump("kingbase.sql", "", {
        "skmc": ("水库名称", S), "zkr": ("总库容", N), "szxz": ("所在乡镇", S), "jcny": ("建成年月", D)}, sql(KINGBASE)),
    Dump("ssms.sql", "", {
        "XM": ("姓名", S), "SHBZH": ("社会保障号", S), "CBRQ": ("参保日期", D), "JFJE": ("缴费金额", "currency"),
        "JFJS": ("缴费基数", N), "ZT": ("状态", "logical"), "XGSJ": ("更新时间", T), "ZP": ("照片", "blob"), "BZ": ("备注", "long_text")},
        sql(SQL_SERVER, "utf-16")),
    Dump("dbeaver.sql", "", {
        "zdbh": ("站点编号", S), "zdmc": ("站点名称", S), "jcsj": ("监测时间", T), "pm25": ("PM2.5浓度", "float"),
        "aqi": ("空气质量指数", I), "lon": ("经度", N)}, sql(DBEAVER)),
    Dump("by_hand.sql", "", {
        "xm": ("购机者姓名", S), "sfzh": ("身份证号", S), "jjmc": ("机具名称", S), "btje": ("补贴金额", M), "gjrq": ("购机日期", D)},
        sql(BY_HAND, "gbk")),
    Dump("partitioned.sql", "", {"jybh": ("交易编号", S), "jysj": ("交易时间", T), "jyje": ("交易金额", M)}, sql(PARTITIONED)),
    Dump("plsql.sql", "", {
        "YBBH": ("医保编号", S), "YLJG": ("医疗机构", S), "JZRQ": ("就诊日期", D), "ZFY": ("总费用", M)}, sql(ORACLE_PARTITIONED, "gbk")),
    Dump("english.sql", "", {
        "full_name": ("姓名", S), "id_card_no": ("公民身份号码", S), "gender": ("性别", S), "birth_date": ("出生日期", D),
        "mobile_phone": ("手机号码", S), "home_address": ("家庭住址", S), "marital_status": ("婚姻状况", S),
        "create_time": ("创建时间", T), "update_time": ("更新时间", T), "del_flag": ("删除标志", "logical"),
        "dept_name": ("部门名称", S), "remark": ("备注", S)}, sql(ENGLISH)),
    Dump("pinyin.sql", "", {
        "QYMC": ("企业名称", S), "TYSHXYDM": ("统一社会信用代码", S), "FDDBR": ("法定代表人", S), "ZCZB": ("注册资本", N),
        "CLRQ": ("成立日期", D), "JYFW": ("经营范围", S), "LXDH": ("联系电话", S), "ZCDZ": ("注册地址", S),
        "DJJG": ("登记机关", S), "XZQHDM": ("行政区划代码", S), "HYLB": ("行业类别", S), "QYLX": ("企业类型", S),
        "CYRS": ("从业人数", I)}, sql(PINYIN)),
    Dump("clickhouse.sql", "", {
        "event_no": ("事件编号", S), "event_type": ("事件类型", S), "happen_time": ("发生时间", T), "cnt": ("数量", I)}, sql(GBASE_CLICK)),
    Dump("hive.sql", "", {
        "nanfang_xm": ("男方姓名", S), "nvfang_xm": ("女方姓名", S), "djrq": ("登记日期", D), "je": ("工本费", N)}, sql(HIVE)),
    Dump("hundred.sql", "t_077", {"id": ("编号77", I), "mc": ("名称77", S), "rq": ("日期77", D)}, hundred),
    Dump("people.xlsx", "", {
        "姓名": ("姓名", S), "身份证号": ("身份证号", S), "性别": ("性别", S), "出生日期": ("出生日期", D),
        "补贴金额（元）": ("补贴金额", M), "人口数": ("人口数", I), "银行卡号": ("银行卡号", S), "发放时间": ("发放时间", T)}, people),
    Dump("air.csv", "", {
        "站点名称": ("站点名称", S), "监测时间": ("监测时间", T), "PM2.5(μg/m³)": ("PM2.5(μg/m³)", I), "AQI": ("空气质量指数", I),
        "首要污染物": ("首要污染物", S), "经度": ("经度", N)}, air),
    Dump("companies.csv", "", {
        "ent_name": ("企业名称", S), "credit_code": ("统一社会信用代码", S), "legal_rep": ("法定代表人", S),
        "reg_capital": ("注册资本", N), "estdate": ("成立日期", D)}, columns_in_english),
]  # fmt: skip
