"""Heads of tables that were not read, found in the text that is left of them."""

import pytest

from taskmap.reading.duties.unread_tables import heads_in


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("序号 工作任务 责任单位", "序号 工作任务 责任单位"),
        ("下表：重点任务|完成时限|牵头部门|备注", "重点任务|完成时限|牵头部门|备注"),
        ("工作时限责任单位", "工作时限责任单位"),
        ("序号民生实事责任单位1修路", "序号民生实事责任单位"),
        ("重点任务责任单位、配合单位", None),
        ("各牵头部门报送工作要求", None),
        ("序号 工作任务", None),
    ],
)
def test_heads_are_found_where_the_third_is_that_of_owners(text: str, heads: str | None) -> None:
    assert heads_in(text) == heads


def test_a_long_run_of_heads_is_not_parted_in_every_way() -> None:
    """All ways to part these words would take longer than anybody waits."""
    run = "工作时限" * 700
    assert heads_in(f"{run}，责任单位") is None
    assert heads_in(f"{run}责任单位") == f"{run}责任单位"
