"""Short, former and careless names of offices mean a unit of the list, or nothing."""

import pytest

from client.catalog.offices import likely
from client.catalog.tables import Organisation, Organisations

NAMES = (
    "清河县公安局", "清河县市场监督管理局", "清河县卫生健康委员会", "清河县自然资源和规划局", "清河县应急管理局", "清河县教育体育局",
    "清河县农业农村局", "清河县文化和旅游局", "清河县发展和改革局", "清河县人力资源和社会保障局", "清河县住房和城乡建设局",
    "清河市公安局", "清河市市场监督管理局", "清河县民政局", "太师屯镇人民政府",
)  # fmt: skip
UNITS = Organisations(tuple(Organisation(f"{number:018d}", name) for number, name in enumerate(NAMES)))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("县公安局", "清河县公安局"), ("市公安局", "清河市公安局"), ("公安局", "清河县公安局 清河市公安局"), ("县工商局", "清河县市场监督管理局"),
        ("清河县工商行政管理局", "清河县市场监督管理局"), ("清河县质量技术监督局", "清河县市场监督管理局"),
        ("清河县食品药品监督管理局", "清河县市场监督管理局"), ("县市监局", "清河县市场监督管理局"), ("卫计委", "清河县卫生健康委员会"),
        ("清河县卫生和计划生育委员会", "清河县卫生健康委员会"), ("国土局", "清河县自然资源和规划局"), ("清河县安监局", "清河县应急管理局"),
        ("教育局", "清河县教育体育局"), ("清河县农业局", "清河县农业农村局"), ("旅游局", "清河县文化和旅游局"), ("发改委", "清河县发展和改革局"),
        ("人社局", "清河县人力资源和社会保障局"), ("住建局", "清河县住房和城乡建设局"), ("民政局", "清河县民政局"),
        ("清河县 民政局", "清河县民政局"), ("合肥市公安局", ""), ("育局", ""), ("局", ""), ("", ""), ("人民政府", ""), ("消防救援大队", ""),
        ("x" * 500, ""),
    ],
)  # fmt: skip
def test_which_unit_is_meant(name: str, wanted: str) -> None:
    assert [one.name for one in likely(UNITS, name)] == wanted.split()
