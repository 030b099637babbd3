"""What stands in the made workbooks: entries as county offices have them, the same for a seed."""

import random
from dataclasses import dataclass, replace

USCC = ("11110110000093470L", "11110228000108441X", "11370000MB284651XL", "12110000400638791M")

# name | office | division | system | summary | items: Chinese name,column,type,length
_TOPICS = """
婚姻登记信息|清河县民政局|社会事务科|婚姻登记管理系统|记录本县居民办理结婚、离婚登记的基本情况|男方姓名,NFXM,字符型,50;女方姓名,NVFXM,字符型,50;登记日期,DJRQ,日期型,8;登记证字号,DJZZH,字符型,30
城市低保对象信息|清河县民政局|社会救助科|社会救助信息系统|享受城市最低生活保障待遇的家庭和人员情况|户主姓名,HZXM,字符型,50;公民身份号码,GMSFHM,字符型,18;保障人数,BZRS,整型,4;月保障金额,YBZJE,数值型,10
特困人员供养信息|清河县民政局|社会救助科|社会救助信息系统|农村和城市特困供养人员名单及供养方式|姓名,XM,字符型,50;供养方式,GYFS,字符型,20;供养机构,GYJG,字符型,100
养老机构备案信息|清河县民政局|养老服务科|金民工程|全县养老机构备案登记的名称、地址和床位情况|机构名称,JGMC,字符型,100;机构地址,JGDZ,字符型,200;床位数,CWS,整型,6;备案日期,BARQ,日期型,8
学校基本信息|清河县教育局|基础教育科|教育事业统计系统|全县中小学校和幼儿园的基本情况|学校名称,XXMC,字符型,100;学校代码,XXDM,字符型,20;办学类型,BXLX,字符型,20;在校学生数,ZXXSS,整型,6
教师资格认定信息|清河县教育局|人事科|教师资格管理系统|教师资格认定的结果信息|姓名,XM,字符型,50;资格种类,ZGZL,字符型,20;证书号码,ZSHM,字符型,30
学生资助信息|清河县教育局|资助中心|学生资助管理系统|家庭经济困难学生资助发放情况|学生姓名,XSXM,字符型,50;学校名称,XXMC,字符型,100;资助金额,ZZJE,数值型,10;发放日期,FFRQ,日期型,8
道路运输经营许可信息|清河县交通运输局|运输管理科|运政管理系统|道路客货运输经营业户许可情况|业户名称,YHMC,字符型,100;许可证号,XKZH,字符型,30;经营范围,JYFW,字符型,500;有效期至,YXQZ,日期型,8
农村公路基本信息|清河县交通运输局|公路管理科|公路养护系统|县道、乡道、村道的路线和里程|路线编码,LXBM,字符型,20;路线名称,LXMC,字符型,100;里程,LC,数值型,10
营运车辆信息|清河县交通运输局|运输管理科|运政管理系统|取得道路运输证的营运车辆情况|车牌号,CPH,字符型,10;车辆类型,CLLX,字符型,20;核定载质量,HDZZL,数值型,10
排污许可证信息|清河县生态环境局|排污管理科|排污许可管理平台|排污单位持有的排污许可证|单位名称,DWMC,字符型,100;许可证编号,XKZBH,字符型,30;发证日期,FZRQ,日期型,8
空气质量监测数据|清河县生态环境局|监测站|空气质量监测平台|各监测站点逐小时空气质量监测结果|站点名称,ZDMC,字符型,50;监测时间,JCSJ,日期时间型,14;PM2.5浓度,PM25,数值型,8;空气质量指数,AQI,整型,4
建设项目环评审批信息|清河县生态环境局|环评科|环评审批系统|建设项目环境影响评价文件的审批结果|项目名称,XMMC,字符型,200;建设单位,JSDW,字符型,100;批复文号,PFWH,字符型,50
企业注册登记信息|清河县市场监督管理局|登记注册科|市场主体登记系统|企业设立、变更、注销登记的基本信息|企业名称,QYMC,字符型,100;统一社会信用代码,TYSHXYDM,字符型,18;法定代表人,FDDBR,字符型,50;成立日期,CLRQ,日期型,8
食品经营许可信息|清河县市场监督管理局|食品流通科|食品许可系统|食品经营者取得许可的情况|经营者名称,JYZMC,字符型,100;许可证编号,XKZBH,字符型,30;经营项目,JYXM,字符型,200
特种设备使用登记信息|清河县市场监督管理局|特种设备科|特种设备系统|电梯、锅炉等特种设备使用登记情况|设备名称,SBMC,字符型,100;设备代码,SBDM,字符型,30;使用单位,SYDW,字符型,100
社会保险参保信息|清河县人力资源和社会保障局|社会保险科|社保核心业务系统|参加城乡居民养老保险人员的参保情况|姓名,XM,字符型,50;公民身份号码,GMSFHM,字符型,18;参保险种,CBXZ,字符型,20;参保日期,CBRQ,日期型,8
职业技能培训信息|清河县人力资源和社会保障局|职业能力建设科|培训补贴系统|职业技能培训班次和结业人员情况|培训机构,PXJG,字符型,100;培训工种,PXGZ,字符型,50;结业人数,JYRS,整型,6
不动产登记信息|清河县自然资源和规划局|不动产登记中心|不动产登记系统|不动产权属登记的结果信息|不动产权证号,BDCQZH,字符型,50;坐落,ZL,字符型,200;面积,MJ,数值型,15
建设用地规划许可信息|清河县自然资源和规划局|规划科|规划管理系统|建设用地规划许可证核发情况|用地单位,YDDW,字符型,100;用地位置,YDWZ,字符型,200;用地面积,YDMJ,数值型,15
户籍人口信息|清河县公安局|治安大队|人口管理系统|在本县登记常住户口的公民基本信息|姓名,XM,字符型,50;性别,XB,字符型,1;民族,MZ,字符型,20;住址,ZZ,字符型,200
机动车登记信息|清河县公安局|交警大队|交管综合应用平台|机动车注册、转移、注销登记情况|号牌号码,HPHM,字符型,10;所有人,SYR,字符型,100;初次登记日期,CCDJRQ,日期型,8
医疗机构执业登记信息|清河县卫生健康委员会|医政医管科|医疗机构注册系统|医疗机构执业许可登记情况|机构名称,JGMC,字符型,100;诊疗科目,ZLKM,字符型,500;床位数,CWS,整型,6
出生医学证明信息|清河县卫生健康委员会|妇幼健康科|出生医学证明系统|新生儿出生医学证明签发情况|新生儿姓名,XSEXM,字符型,50;出生日期,CSRQ,日期型,8;母亲姓名,MQXM,字符型,50
水库基本信息|清河县水利局|水库管理科|水利普查系统|全县水库名称、位置、库容等基本情况|水库名称,SKMC,字符型,100;总库容,ZKR,数值型,12;所在乡镇,SZXZ,字符型,50
取水许可证信息|清河县水利局|水资源科|取水许可系统|取水许可审批和发证情况|取水权人,QSQR,字符型,100;取水地点,QSDD,字符型,200;年取水量,NQSL,数值型,12
农机购置补贴信息|清河县农业农村局|农机科|农机补贴系统|农机购置补贴的申请和兑付结果|购机者姓名,GJZXM,字符型,50;机具名称,JJMC,字符型,100;补贴金额,BTJE,数值型,10
耕地地力保护补贴信息|清河县农业农村局|种植业科|惠农补贴系统|耕地地力保护补贴面积和发放金额|农户姓名,NHXM,字符型,50;补贴面积,BTMJ,数值型,10;补贴金额,BTJE,数值型,10;开户银行,KHYH,字符型,100
"""

SHARING = (("无条件共享", "unconditional"), ("有条件共享", "conditional"), ("不予共享", "refused"))
CYCLES = (("实时", "realtime"), ("每日", "daily"), ("每月", "monthly"), ("每季度", "quarterly"), ("每年", "yearly"))
OPENING = (("无条件开放", "unconditional"), ("有条件开放", "conditional"), ("不予开放", "refused"))
CODES = {**dict(SHARING), **dict(CYCLES), **dict(OPENING)}


@dataclass(frozen=True)
class Item:
    """One item of an entry: Chinese name, column name, type and length."""

    name: str
    english: str
    kind: str
    length: str


@dataclass(frozen=True)
class One:
    """One made entry."""

    name: str
    office: str
    division: str
    system: str
    summary: str
    items: tuple[Item, ...]
    sharing: str
    cycle: str
    opening: str
    uscc: str
    date: str
    code: str


def _topics() -> list[One]:
    found = []
    for line in _TOPICS.strip().splitlines():
        name, office, division, system, summary, items = line.split("|")
        parts = [one.split(",") for one in items.split(";")]
        made = tuple(Item(*part) for part in parts)
        found.append(One(name, office, division, system, summary, made, "", "", "", "", "", ""))
    return found


TOPICS = _topics()


def some(count: int, seed: int) -> list[One]:
    """`count` entries of different names, grouped by office as offices list them."""
    dice = random.Random(seed)
    chosen = sorted(dice.sample(range(len(TOPICS)), min(count, len(TOPICS))))
    made = []
    for number in range(count):
        topic = TOPICS[chosen[number % len(chosen)]]
        name = topic.name if number < len(chosen) else f"{topic.name[:-2]}历史数据{number}"
        made.append(
            replace(
                topic,
                name=name,
                sharing=dice.choice(SHARING)[0],
                cycle=dice.choice(CYCLES)[0],
                opening=dice.choice(OPENING)[0],
                uscc=USCC[len(topic.office) % len(USCC)],
                date=f"20{dice.randint(18, 24)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
                code=f"3070011{number:03d}0/{number + 1:06d}",
            )
        )
    return made


def offices(entries: list[One]) -> list[str]:
    """The offices of these entries, each once, in the order they come."""
    return list(dict.fromkeys(one.office for one in entries))
