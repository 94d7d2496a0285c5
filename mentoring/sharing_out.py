"""Who reads which application, shared out evenly. Pure: numbers stand for people and applications.

Whoever may read least freely is served first; of those who may read an application, who has least to read gets it.
The outcome depends on the numbers only, never on the order in which they are given.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Shares:
    """`given`: (application, reader) that are new. `lacking`: application → how many readers it still lacks."""

    given: tuple[tuple[int, int], ...]
    lacking: Mapping[int, int]
    without_peer: tuple[int, ...]


def share_out(
    applications: Sequence[int],
    readers: Sequence[int],
    *,
    wanted: int,
    peers: Collection[int] = (),
    peer_wanted: bool = False,
    apart: Collection[tuple[int, int]] = (),
    standing: Collection[tuple[int, int]] = (),
    peer_stands: Collection[int] = (),
) -> Shares:
    """`apart`: (application, reader) that must not be. `standing`: those that are asked already, also of others.

    `peer_stands`: applications that a peer already reads. One more than `wanted` may be given where only that brings
    a peer.
    """
    apart, standing, peers = set(apart), set(standing), set(peers)
    load = dict.fromkeys(sorted(readers), 0)
    has: dict[int, set[int]] = {application: set() for application in sorted(applications)}
    for application, reader in standing:
        if application in has:
            has[application].add(reader)
        if reader in load:
            load[reader] += 1
    given: list[tuple[int, int]] = []

    def free(application: int, among: Collection[int]) -> list[int]:
        return [
            reader
            for reader in load
            if reader in among and reader not in has[application] and (application, reader) not in apart
        ]

    def give(application: int, among: Collection[int]) -> bool:
        choice = min(free(application, among), key=lambda reader: (load[reader], reader), default=None)
        if choice is None:
            return False
        has[application].add(choice)
        load[choice] += 1
        given.append((application, choice))
        return True

    def scarcest_first(among: Collection[int]) -> list[int]:
        return sorted(has, key=lambda application: (len(free(application, among)), application))

    served = set(peer_stands)
    if peer_wanted:
        for application in scarcest_first(peers):
            if application not in served and (has[application] & peers or give(application, peers)):
                served.add(application)
    for _round in range(wanted):
        for application in scarcest_first(load):
            if len(has[application]) < wanted:
                give(application, load)
    lacking = {application: wanted - len(found) for application, found in has.items() if len(found) < wanted}
    missing = tuple(a for a in has if a not in served) if peer_wanted else ()
    return Shares(tuple(sorted(given)), lacking, missing)
