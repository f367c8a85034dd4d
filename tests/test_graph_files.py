"""Graph files: the golden ones, and that what reads them finds the graph again."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings

from taskmap.control import visible
from taskmap.graph import TaskMap
from taskmap.location import locate
from taskmap.store import load
from taskmap.writing.graphs import FORMATS, graph_bytes, node_id
from tests.running import GOLDEN, assert_golden, run, run_small
from tests.strategies import data_sets

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.model import DataSet


@pytest.mark.parametrize("ending", FORMATS)
def test_the_graph_of_a_small_document_is_the_golden_one(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"graph{ending}"
    result = run_small("graph", "-o", file, "--doc", "new-2020-1")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "6 nodes and 4 edges" in result.stderr
    assert_golden(f"graph{ending}", file.read_bytes())


def read_back(content: bytes, ending: str) -> nx.Graph[str]:
    """Read a graph file with networkx."""
    if ending == ".json":
        graph: nx.Graph[str] = nx.node_link_graph(json.loads(content), edges="links")
        return graph
    read = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf}[ending]
    found: nx.Graph[str] = read(io.BytesIO(content))
    return found


@settings(max_examples=15)
@given(data_sets())
def test_what_reads_the_file_finds_the_graph_again(data: DataSet) -> None:
    graph = TaskMap(data).nx
    ids = {node: visible(node_id(node)) for node in graph}
    for ending in (".graphml", ".gexf", ".json"):
        found = read_back(graph_bytes(graph, ending), ending)
        assert not found.is_directed()
        assert set(found) == set(ids.values())
        edges = {frozenset((ids[one], ids[other])): each["role"].value for one, other, each in graph.edges(data=True)}
        assert {frozenset(edge[:2]): edge[2]["role"] for edge in found.edges(data=True)} == edges
        for node, attributes in graph.nodes.items():
            assert found.nodes[ids[node]]["bipartite"] == attributes["bipartite"]


@settings(max_examples=15)
@given(data_sets())
def test_every_line_of_dot_is_one_statement_with_its_quotes_closed(data: DataSet) -> None:
    graph = TaskMap(data).nx
    first, *statements, last, rest = graph_bytes(graph, ".dot").decode().split("\n")
    assert (first, last, rest) == ("graph taskmap {", "}", "")
    quoted = r'"(?:[^"\\]|\\.)*"'
    for statement in statements:
        assert re.fullmatch(rf"  {quoted}(?: -- {quoted})? \[(?:\w+=(?:{quoted}|\w+)(?:, )?)+\];", statement)
    assert len(statements) == graph.number_of_nodes() + graph.number_of_edges()


@pytest.mark.parametrize("name", ["graph.png", "graph", "graph.json.gz", ".dot", "图"])
def test_other_endings_are_refused(name: str, tmp_path: Path) -> None:
    result = run("graph", "-o", tmp_path / name)
    assert result.exit_code == 2
    assert ".graphml, .gexf, .dot, .json" in result.stderr
    assert not list(tmp_path.iterdir())


def test_an_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert run_small("graph", "-o", tmp_path / "A.GraphML").exit_code == 0
    assert len(nx.read_graphml(tmp_path / "A.GraphML")) == len(TaskMap(load(locate(GOLDEN))).nx)


def test_hops_tell_how_much_of_the_surroundings_is_written(tmp_path: Path) -> None:
    sizes = []
    for hops in ("1", "2", "3"):
        file = tmp_path / f"{hops}.json"
        assert run_small("graph", "-o", file, "--agency", "省农委", "--hops", hops).exit_code == 0
        sizes.append(len(json.loads(file.read_bytes())["nodes"]))
    assert sizes == [2, 3, 4]


def test_hops_without_an_agency_are_a_mistake(tmp_path: Path) -> None:
    result = run_small("graph", "-o", tmp_path / "x.dot", "--hops", "2")
    assert (result.exit_code, "--agency" in result.stderr) == (2, True)


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    result = run_small("graph", "-o", tmp_path / "taken" / "x.dot")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_that_is_not_there_is_one_sentence_and_stays_away(tmp_path: Path) -> None:
    result = run_small("graph", "-o", tmp_path / "nowhere" / "x.json")
    assert result.exit_code == 2
    assert result.stderr.endswith("x.json: its folder does not exist\n")
    assert len(result.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_file_that_differs_is_kept_unless_forced(tmp_path: Path) -> None:
    file = tmp_path / "x.dot"
    file.write_text("mine")
    result = run_small("graph", "-o", file)
    assert (result.exit_code, "--force" in result.stderr) == (2, True)
    assert file.read_text() == "mine"
    assert run_small("graph", "-o", file, "--force").exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("graph taskmap {")


def test_writing_the_same_again_is_no_conflict_and_touches_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.dot"
    states = []
    for _time in range(2):
        assert run_small("graph", "-o", file).exit_code == 0
        states.append(file.stat())
    assert states[0] == states[1]
