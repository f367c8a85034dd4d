"""Sections of background, principles and goals, which hold no measures."""

import pytest

from taskmap.reading.blocks import Paragraph, Place
from taskmap.reading.duties.measures import is_background
from taskmap.reading.outline.units import outline


def is_without_measures(heading: str) -> bool:
    root, _doubts = outline((Paragraph(f"一、{heading}", Place(line=1)), Paragraph("办好实事。", Place(line=2))))
    return is_background(root.children[0])


@pytest.mark.parametrize(
    "heading",
    [
        "总体要求", "编制背景", "发展基础", "基本原则", "主要目标", "阶段性目标任务", "重大意义",
        "面临的机遇与挑战", "指导思想、基本原则和主要目标", "适用范围",
    ],
)  # fmt: skip
def test_headings_of_background(heading: str) -> None:
    assert is_without_measures(heading)


@pytest.mark.parametrize(
    "heading",
    ["优化营商环境", "落实目标责任", "指导思想目标", "存在问题整改", "夯实发展基础", "面临的困难和前所未有的问题"],
)
def test_headings_of_measures(heading: str) -> None:
    assert not is_without_measures(heading)
