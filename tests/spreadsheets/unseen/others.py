"""What is no data catalog, though it is called 目录 or 清单, or nothing of the kind: to be refused by its name."""

from collections.abc import Sequence
from pathlib import Path

from tests.spreadsheets.unseen.paper import Made, Maker, Page, book, refused

NOT = ("not-a-catalog",)
LISTS = ("lists",)


def other(
    title: str, labels: str, *rows: str, verdicts: Sequence[str] = NOT, times: int = 4, sheet: str = "Sheet1"
) -> Maker:
    """A sheet with a title (or none), a header and some rows; `#` in a row is its number."""

    def make(folder: Path) -> Made:
        heads = labels.split(",")
        page = Page(sheet)
        if title:
            page.across(title, len(heads))
        page.add(heads)
        number = 0
        for _ in range(times):
            for row in rows:
                number += 1
                page.add([cell.replace("#", str(number)) for cell in row.split(",")])
        return refused(book(folder, page), tuple(verdicts))

    return make


def loose(*rows: str, verdicts: Sequence[str] = ("not-a-catalog", "instructions", "empty")) -> Maker:
    """Rows as they come."""

    def make(folder: Path) -> Made:
        page = Page("Sheet1").add(*(row.split(",") for row in rows))
        return refused(book(folder, page), tuple(verdicts))

    return make


OTHERS: dict[str, Maker] = {
    "powers and duties": other(
        "清河县民政局权责清单", "序号,职权名称,职权类型,职权依据,责任事项,追责情形,实施主体",
        "#,社会团体成立登记,行政许可,《社会团体登记管理条例》,受理、审查、决定,不依法履职的,民政局",
    ),
    "open government": other(
        "社会救助领域基层政务公开标准目录", "序号,公开事项,公开内容,公开依据,公开时限,公开主体,公开渠道和载体,公开方式",
        "#,低保政策,政策法规文件,《政府信息公开条例》,20个工作日内,县民政局,政府网站,主动",
    ),
    "disclosure list": other(
        "政府信息公开目录", "索引号,信息名称,内容概述,生成日期,公开方式,公开时限,责任部门",
        "00001-#,关于印发工作要点的通知,年度工作安排,2024-03-01,主动公开,长期,办公室",
    ),
    "archives": other(
        "归档文件目录", "件号,责任者,文号,题名,日期,页数,保管期限,备注",
        "#,清河县人民政府,清政〔2023〕#号,关于做好防汛工作的通知,20230501,5,永久,",
    ),
    "equipment": other(
        "固定资产（设备）目录", "资产编号,资产名称,规格型号,单位,数量,单价,购置日期,使用部门,存放地点",
        "SB00#,台式计算机,联想M435,台,1,4500,2021-05-06,办公室,301室",
    ),
    "systems": other(
        "政务信息系统清单", "序号,系统名称,建设单位,系统功能,上线时间,部署环境,数据库类型,是否接入政务外网,承建单位",
        "#,低保审批系统,县民政局,低保申请审批,2019年,政务云,Oracle,是,某公司", verdicts=LISTS,
    ),
    "systems plain": other(
        "", "序号,业务系统名称,主管部门,网络类型,等保级别,用户数,运维单位,年运维费用",
        "#,不动产登记系统,自然资源局,业务专网,三级,120,某公司,30万元", verdicts=("lists", "not-a-catalog"),
    ),
    "wanted data": other(
        "政务数据共享需求清单", "序号,需求部门,需求数据名称,需求数据项,提供部门,应用场景,更新频率要求,对接方式",
        "#,县民政局,车辆登记信息,号牌号码、所有人,县公安局,低保核对,每日,接口", verdicts=LISTS,
    ),
    "tables of a data base": other(
        "", "序号,表英文名,表中文名,字段数,记录数,所属用户,表空间",
        "#,T_MARRIAGE_#,婚姻登记表,24,102300,CIVIL,USERS",
    ),
    "telephone": other(
        "清河县机关单位电话目录", "序号,单位,姓名,职务,办公电话,手机,备注", "#,县民政局,张三,局长,0319-8123456,13800000000,",
    ),
    "drugs": other(
        "国家基本药物目录", "序号,药品名称,剂型,规格,单位,生产企业,医保类别,备注", "#,阿莫西林胶囊,胶囊剂,0.25g,盒,某药业,甲类,",
    ),
    "books": other(
        "图书目录", "序号,书名,作者,出版社,ISBN,定价,出版日期,馆藏数量", "#,平凡的世界,路遥,人民文学出版社,9787020049295,79.8,2005-01,5",
    ),
    "service guide": other(
        "政务服务事项目录", "序号,事项名称,事项类型,实施主体,设定依据,法定时限,承诺时限,办理地点,申请材料",
        "#,内资企业设立登记,行政许可,市场监管局,《公司法》,15个工作日,1个工作日,政务大厅,申请书",
    ),
    "wages": other(
        "2024年3月工资表", "序号,姓名,部门,基本工资,岗位津贴,绩效,应发合计,扣款,实发工资,签名", "#,张三,办公室,3200,800,1500,5500,300,5200,",
    ),
    "statistics": other(
        "清河县2023年主要经济指标", "指标,单位,2021年,2022年,2023年,同比增长（%）", "地区生产总值,亿元,120.3,128.5,136.2,6.0",
        "社会消费品零售总额,亿元,45.2,47.1,50.0,6.2",
    ),
    "nothing": loose(verdicts=("empty",)),
    "a title alone": loose("政务数据目录", verdicts=("empty", "not-a-catalog", "instructions")),
    "questionnaire": loose(
        "政务数据共享工作调查问卷", "1．贵单位是否已编制数据目录？,□是 □否", "2．贵单位数据更新频率如何？,□每日 □每月 □每年", "3．您对数据共享有什么建议？,",
    ),
    "signing in": other("政务数据目录编制培训会签到表", "序号,单位,姓名,职务,联系电话,签到", "#,县教育局,李四,科员,13800000000,"),
    "timetable": other("初一（3）班课程表", "节次,星期一,星期二,星期三,星期四,星期五", "第#节,语文,数学,英语,物理,体育"),
    "pupils": other("", "学号,姓名,性别,出生日期,班级,家庭住址,家长电话", "2023000#,王小明,男,2015-03-02,三年级1班,建设路#号,13800000000"),
    "projects": other(
        "2024年重点项目台账", "序号,项目名称,建设单位,建设地点,总投资（万元）,年度计划投资,形象进度,责任领导,存在问题",
        "#,县医院迁建项目,县卫健局,城东新区,32000,8000,主体施工,王县长,无",
    ),
    "buying": other(
        "政府集中采购目录及标准", "品目编码,品目名称,采购方式,采购限额标准,备注", "A0201,计算机设备,公开招标,100万元,",
    ),
    "penalties": other(
        "行政处罚信息台账", "序号,行政处罚决定书文号,当事人名称,违法事实,处罚种类,罚款金额,处罚日期,处罚机关", "#,清环罚〔2024〕#号,某公司,超标排放,罚款,50000,2024-03-01,生态环境局",
    ),
    "regulations": other(
        "县政府规范性文件目录", "序号,文件名称,文号,制定机关,发布日期,有效期至,效力状态", "#,清河县城市管理办法,清政规〔2022〕#号,县政府,2022-03-01,2027-02-28,有效",
    ),
    "contents of a book": other("", "章节,标题,页码", "第#章,总则,#", "第#章,附则,#"),
    "industries": other(
        "国民经济行业分类", "门类,大类,中类,小类,类别名称,说明", "A,01,011,0111,稻谷种植,", verdicts=("classification", "not-a-catalog", "dictionary"),
    ),
    "regions": other(
        "", "代码,名称,上级代码,级别", "13053#,清河县,130500,3", verdicts=("classification", "dictionary", "not-a-catalog"), times=8,
    ),
    "classes of resources": other(
        "政务信息资源目录分类", "类,项,目,细目,分类代码", "部门信息资源,国务院部门,民政部,,30300#", verdicts=("classification",),
    ),
    "outline": other(
        "政务信息资源目录体系", "一级目录,二级目录,三级目录,四级目录,备注", "基础信息资源,人口信息,户籍人口,,", "部门信息资源,民政,婚姻登记,,", verdicts=("outline", "classification"),
    ),
    "data elements": other(
        "公共数据元标准", "序号,标识符,中文名称,英文名称,定义,数据类型,数据格式,值域", "#,DE0000#,姓名,name,人的姓名,字符型,a..50,", verdicts=("dictionary", "not-a-catalog", "items"),
    ),
    "marks": other(
        "2024年政务数据工作考核评分表", "序号,考核指标,分值,评分标准,自评得分,考核得分,扣分原因", "#,目录编制率,10,每少一项扣0.5分,9,9,",
    ),
    "budget": other("部门预算支出表", "科目编码,科目名称,基本支出,项目支出,合计", "20802#,民政管理事务,120.5,80,200.5"),
    "duty": other("清明节值班表", "日期,星期,带班领导,值班人员,值班电话", "4月#日,周五,张局长,李四,0319-8000000"),
    "people on relief": other(
        "2024年3月城市低保发放名单", "序号,户主姓名,身份证号,保障人数,保障金额,开户行,账号", "#,张三,13053419700101001#,3,1200,农村信用社,62000000000000#",
    ),
    "menu": other("食堂一周菜谱", "餐次,周一,周二,周三,周四,周五", "早餐,馒头,油条,花卷,包子,面条", "午餐,红烧肉,鱼,鸡腿,豆腐,牛肉"),
    "certificates": other(
        "电子证照目录", "序号,证照名称,证照类型,颁发机构,持证主体,有效期限,证照编号规则,是否制证", "#,结婚证,证件,县民政局,自然人,长期,J+年份,是",
    ),
    "contracts": other("", "合同编号,合同名称,甲方,乙方,签订日期,合同金额,履行状态", "HT2024-#,数据中心运维合同,县大数据局,某公司,2024-01-05,120000,履行中"),
    "supplies": other("应急物资储备清单", "序号,物资名称,规格,数量,单位,存放地点,保管人,联系电话", "#,编织袋,50*90,2000,条,县水利局仓库,王五,0319-8000000"),
    "schools": other(
        "清河县义务教育学校名录", "序号,学校名称,学校类型,办学地址,校长,联系电话,班级数,学生数", "#,清河县第#小学,小学,建设路#号,赵六,0319-8000000,24,1020",
    ),
    "ledger of moves": other("政务数据目录变更登记台账", "序号,变更日期,变更内容,变更原因,申请单位,经办人,审批人", "#,2024-05-01,新增字段,业务需要,县民政局,李四,王五", verdicts=("not-a-catalog",)),
}  # fmt: skip
