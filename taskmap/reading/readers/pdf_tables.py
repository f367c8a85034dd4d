"""Ruled tables of a page: rules to a grid, places of the grid without a rule between them to one cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.readers.pdf_cells import Cell, cell_text, spare_at_end, usual_padding
from taskmap.reading.readers.pdf_lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taskmap.reading.readers.pdf_page import Char, RawPage, Rule

TOUCH = 3.0  # points: rules that come so near to each other meet
NARROWEST = 4.0  # points: rules nearer to each other are one, drawn double
OPEN_SIDE = 8.0  # points: rules that stick out further mean a column or row with an open side
MAX_MEETINGS = 500_000  # pairs of rules to look at
MAX_PLACES = 50_000  # of a grid
MAX_TABLES = 50  # on a page: more are boxes of a drawing


class Grid(NamedTuple):
    """A table: the cells of each row by number, with a cell's number at every place of the grid that it covers.

    ``texts`` holds the cells' texts, and ``spare`` for how many characters their last lines leave room; ``edges``
    holds the x of the columns' sides and ``pages`` each row's page.
    """

    edges: tuple[float, ...]
    top: float
    bottom: float
    rows: tuple[tuple[int, ...], ...]
    texts: tuple[str, ...]
    spare: tuple[float, ...]
    pages: tuple[int, ...]

    @property
    def x0(self) -> float:
        """Its left side."""
        return self.edges[0]

    @property
    def x1(self) -> float:
        """Its right side."""
        return self.edges[-1]

    def row_texts(self, row: int) -> tuple[str, ...]:
        """Return the texts of a row's cells."""
        return tuple(self.texts[cell] for cell in self.rows[row])


class Frame(NamedTuple):
    """The rules of one table, and the heights and the x where it has any."""

    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def area(self) -> float:
        """The area of its outline."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, char: Char) -> bool:
        """Tell whether a character stands in it."""
        middle = (char.x0 + char.x1) / 2
        return self.xs[0] <= middle < self.xs[-1] and self.ys[0] <= char.middle < self.ys[-1]


def find_grids(page: RawPage) -> tuple[list[Grid], list[Char]]:
    """Return the tables of a page, and the characters that stand in none."""
    grids: list[Grid] = []
    rest = list(page.chars)
    for frame in frames_of(page.horizontals, page.verticals):
        inside = [char for char in rest if frame.holds(char)]
        grid = _grid(frame, inside, page.number)
        if sum(map(bool, grid.texts)) > 1:
            grids.append(grid)
            rest = [char for char in rest if not frame.holds(char)]
    return grids, rest


def frames_of(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> list[Frame]:
    """Group rules that meet; of the groups, those that can be tables are returned, inner ones before outer ones."""
    if len(horizontals) * len(verticals) > MAX_MEETINGS:
        return []
    links = list(range(len(horizontals) + len(verticals)))
    for v, vertical in enumerate(verticals, len(horizontals)):
        for h, horizontal in enumerate(horizontals):
            if _meet(horizontal, vertical):
                _link(links, h, v)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for h, horizontal in enumerate(horizontals):
        groups.setdefault(_root(links, h), ([], []))[0].append(horizontal)
    for v, vertical in enumerate(verticals, len(horizontals)):
        groups.setdefault(_root(links, v), ([], []))[1].append(vertical)
    frames = [frame for frame in (_frame(*group) for group in groups.values() if all(group)) if _is_table(frame)]
    return sorted(frames, key=lambda frame: frame.area) if len(frames) <= MAX_TABLES else []


def _is_table(frame: Frame) -> bool:
    """Tell whether a frame has at least two columns, as one is a box around text, and not too many of anything."""
    columns, rows = len(frame.xs) - 1, len(frame.ys) - 1
    return columns > 1 and rows > 0 and columns * rows <= MAX_PLACES


def _meet(horizontal: Rule, vertical: Rule) -> bool:
    return (
        horizontal.start - TOUCH <= vertical.at <= horizontal.end + TOUCH
        and vertical.start - TOUCH <= horizontal.at <= vertical.end + TOUCH
    )


def _link(links: list[int], one: int, other: int) -> None:
    """Put two into one group; the first of a group stands for it."""
    first, second = sorted((_root(links, one), _root(links, other)))
    links[second] = first


def _root(links: list[int], one: int) -> int:
    """Return the one that stands for a group."""
    while links[one] != one:
        links[one] = links[links[one]]
        one = links[one]
    return one


def _frame(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> Frame:
    xs, ys = _sides(verticals, horizontals), _sides(horizontals, verticals)
    return Frame(tuple(horizontals), tuple(verticals), xs, ys)


def _sides(rules: Iterable[Rule], across: Sequence[Rule]) -> tuple[float, ...]:
    """Return where the rules of one direction stand; where those across stick out, a side has no rule."""
    sides: list[float] = []
    for rule in sorted(rules):
        if not sides or rule.at - sides[-1] > NARROWEST:
            sides.append(rule.at)
    starts = sorted(rule.start for rule in across)
    ends = sorted(rule.end for rule in across)
    if len(across) > 1 and starts[1] < sides[0] - OPEN_SIDE:
        sides.insert(0, starts[0])
    if len(across) > 1 and ends[-2] > sides[-1] + OPEN_SIDE:
        sides.append(ends[-1])
    return tuple(sides)


def _grid(frame: Frame, chars: Iterable[Char], number: int) -> Grid:
    """Return the table that a frame and the characters in it make."""
    columns = len(frame.xs) - 1
    places = _cells(frame)
    cells = [Cell([], frame.xs[-1], frame.xs[0]) for _ in range(max(places) + 1)]
    for place, number_of_cell in enumerate(places):
        left, right = frame.xs[place % columns], frame.xs[place % columns + 1]
        cell = cells[number_of_cell]
        cells[number_of_cell] = Cell(cell.lines, min(cell.x0, left), max(cell.x1, right))
    inside: list[list[Char]] = [[] for _ in cells]
    for char in chars:
        row = bisect_right(frame.ys, char.middle) - 1
        column = bisect_right(frame.xs, (char.x0 + char.x1) / 2) - 1
        inside[places[row * columns + column]].append(char)
    cells = [cell._replace(lines=lines_of(held)) for cell, held in zip(cells, inside, strict=True)]
    padding = usual_padding(cells)
    rows = tuple(tuple(places[start : start + columns]) for start in range(0, len(places), columns))
    return Grid(
        frame.xs,
        frame.ys[0],
        frame.ys[-1],
        rows,
        tuple(cell_text(cell, padding) for cell in cells),
        tuple(spare_at_end(cell, padding) for cell in cells),
        (number,) * len(rows),
    )


def _cells(frame: Frame) -> list[int]:
    """Return the number of the cell at each place of a grid, row by row: places without a rule between are one."""
    columns, rows = len(frame.xs) - 1, len(frame.ys) - 1
    right_walls = _walls(frame.verticals, frame.xs, frame.ys)
    lower_walls = _walls(frame.horizontals, frame.ys, frame.xs)
    links = list(range(columns * rows))
    for place in links.copy():
        row, column = divmod(place, columns)
        if column + 1 < columns and (column + 1, row) not in right_walls:
            _link(links, place, place + 1)
        if row + 1 < rows and (row + 1, column) not in lower_walls:
            _link(links, place, place + columns)
    roots = [_root(links, place) for place in range(len(links))]
    numbers = {root: number for number, root in enumerate(dict.fromkeys(roots))}
    return [numbers[root] for root in roots]


def _walls(rules: Iterable[Rule], sides: Sequence[float], across: Sequence[float]) -> set[tuple[int, int]]:
    """Return the pieces of the grid that rules of one direction draw: which side, and between which two across."""
    middles = [(start + end) / 2 for start, end in pairwise(across)]
    walls: set[tuple[int, int]] = set()
    for rule in rules:
        side = max(bisect_right(sides, rule.at) - 1, 0)
        for place in range(bisect_left(middles, rule.start), bisect_right(middles, rule.end)):
            walls.add((side, place))
    return walls
