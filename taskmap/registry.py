"""Agency names: which agency a spelling means, and which agencies became which.

An entry speaks for documents of its region and of the regions inside it (an entry of 吉林省 for 吉林省长春市
too); an entry without a region is national and speaks for all. Levels never mix: 省人社厅 is not 市人社局.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from taskmap.folding import fold_name, in_order
from taskmap.model import Agency, Succession

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from taskmap.model import Event

LEVELS = frozenset("省市州县区旗乡镇")
"""Characters that open a short name and tell its level: 省人社厅, 市教育局."""

HANDING_ON = frozenset({"rename", "merge"})
"""Kinds of event whose successors take over all duties."""

NEAR = 0.75
"""Similarity (difflib's ratio) from which an unknown name is taken for a slip of a known one."""


def stem(spelling: str) -> str:
    """Return a folded spelling without the character that tells its level: 省人社厅 → 人社厅."""
    return spelling[1:] if spelling[:1] in LEVELS else spelling


def abbreviates(short: str, spelling: str) -> bool:
    """Tell whether ``short`` may abbreviate ``spelling``, both folded: 省市监厅 → 省市场监管厅.

    Its characters occur in order, and it has the same level and the same last character (厅, 局, 委 …): of
    the rules tried on real names this one never took one agency for another.
    """
    same_level = (
        short[:1] not in LEVELS or short[0] == spelling[0] or (short[0] in spelling and spelling[0] not in LEVELS)
    )
    return len(short) > 1 and same_level and short[-1] == spelling[-1] and in_order(short, spelling)


class Registry:
    """The agencies and reorganisations of a data set."""

    def __init__(self, agencies: Iterable[Agency] = (), events: Iterable[Event] = ()) -> None:
        """Index agencies by every spelling."""
        self.agencies = tuple(agencies)
        self._by_spelling: dict[str, dict[str | None, Agency]] = {}
        for agency in self.agencies:
            for spelling in agency.spellings:
                self._by_spelling.setdefault(fold_name(spelling), {}).setdefault(agency.region, agency)
        self._unregistered: dict[tuple[str | None, str], Agency] = {}
        self._events = tuple(events)

    def find(self, name: str, region: str | None) -> Agency | None:
        """Return the registered agency that ``name`` means in a document of ``region``, or ``None``."""
        known = self._by_spelling.get(fold_name(name), {})
        visible = [each for each in known if each is None or (region and region.startswith(each))]
        return known[max(visible, key=lambda each: len(each or ""))] if visible else None

    def identify(self, name: str, region: str | None) -> Agency:
        """Return the agency that ``name`` means; if nobody knows it one that is called as the name was first met."""
        known = self.find(name, region)
        return known or self._unregistered.setdefault((region, fold_name(name)), Agency(name, region))

    def near(self, name: str, region: str | None) -> list[str]:
        """Return the registered agencies (at most three) that ``name`` may be a slip or a short form of."""
        from difflib import get_close_matches

        folded = fold_name(name)
        regions = {agency.region for agency in self.agencies}
        around = {each for each in regions if each is None or (region and region.startswith(each))}
        visible = [spelling for spelling, known in self._by_spelling.items() if not around.isdisjoint(known)]
        close = [each for each in visible if abbreviates(folded, each)]
        close += get_close_matches(folded, visible, n=3, cutoff=NEAR)
        agencies = (self.find(spelling, region) for spelling in close)
        return list(dict.fromkeys(agency.name for agency in agencies if agency))[:3]

    def regions_knowing(self, name: str) -> set[str | None]:
        """Return the regions that have an agency called ``name``."""
        return set(self._by_spelling.get(fold_name(name), ()))

    def regions_of(self, event: Event) -> set[str | None]:
        """Return the regions that an event is about: those for whose documents all of its names mean an agency."""
        names = (*event.predecessors, *event.successors)
        regions = set().union(*map(self.regions_knowing, names))
        return {region for region in regions if all(self.find(name, region) for name in names)}

    def successors(self, agency: Agency) -> list[Succession]:
        """Return what the agency became and whom it gave duties to, through chains of renames and mergers."""
        links = self._links.successors
        found = [succession for succession, _events in _chains(agency, links)]
        passed_on = {each for each in links if any(link.hands_on for link in links[each])}
        return [each._replace(is_last=each.agency not in passed_on) for each in found]

    def predecessors(self, agency: Agency) -> list[Succession]:
        """Return what became the agency and who gave it duties, through chains of renames and mergers."""
        return [succession for succession, _events in _chains(agency, self._links.predecessors)]

    def ancestors(self, agency: Agency) -> list[tuple[Agency, tuple[Event, ...]]]:
        """Return every agency whose duties passed to this one, with the events that handed them on."""
        return [
            (succession.agency, events)
            for succession, events in _chains(agency, self._links.predecessors)
            if succession.hands_on
        ]

    @cached_property
    def _links(self) -> _Links:
        """The events by the agencies they touch, linked when first asked for: few questions follow them."""
        links = _Links({}, {})
        for event in self._events:
            hands_on = event.kind in HANDING_ON
            pairs = {
                (self.identify(old, region), self.identify(new, region)): None
                for region in sorted(self.regions_of(event), key=str)
                for old in event.predecessors
                for new in event.successors
            }
            for before, after in pairs:
                links.successors.setdefault(before, []).append(Succession(after, event, hands_on))
                links.predecessors.setdefault(after, []).append(Succession(before, event, hands_on))
        return links


class _Links(NamedTuple):
    """What every agency became, and what became it."""

    successors: dict[Agency, list[Succession]]
    predecessors: dict[Agency, list[Succession]]


def _chains(agency: Agency, links: dict[Agency, list[Succession]]) -> Iterator[tuple[Succession, tuple[Event, ...]]]:
    """Follow links from ``agency``, with the events on the way; nearest first, no agency twice in chains.

    Links that hand duties on are followed in chains; a split or transfer concerns only the agency itself.
    """
    seen = {agency}
    waiting: list[tuple[Agency, tuple[Event, ...]]] = [(agency, ())]
    while waiting:
        here, events = waiting.pop(0)
        for succession in links.get(here, ()):
            chain = (*events, succession.event)
            if succession.agency in seen or not (succession.hands_on or here == agency):
                continue
            yield succession, chain
            if succession.hands_on:
                seen.add(succession.agency)
                waiting.append((succession.agency, chain))
