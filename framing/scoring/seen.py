"""A set of digests that takes little more than their own eight bytes each."""

from array import array
from hashlib import blake2b, sha256

_EMPTY = 0
_FULLEST = 0.7
"""Share of slots in use from which the table doubles: probing stays short below it."""


def digest(*parts: str) -> int:
    """Give the 8-byte digest of some texts.

    Args:
        *parts: The texts, none of them with a lone surrogate. Where one ends matters: ``("ab", "c")``
            and ``("a", "bc")`` differ.

    Returns:
        The digest, in [0, 2**64). Two of a hundred million texts share one with a chance of 1 in 3,700.
    """
    total = blake2b(digest_size=8)
    for part in parts:
        encoded = part.encode()
        total.update(len(encoded).to_bytes(8, "little"))
        total.update(encoded)
    return int.from_bytes(total.digest(), "little")


def text_digest(text: str) -> str:
    """Name a text by its content, as ``articles.parquet`` does.

    Args:
        text: The text, without a lone surrogate.

    Returns:
        First 16 hex digits of the SHA-256 of its UTF-8 form.
    """
    return sha256(text.encode()).hexdigest()[:16]


class DigestSet:
    """A growing set of digests: open addressing over one flat array.

    A ``set`` of integers takes some ninety bytes per member, which a run over millions of articles
    would feel.
    """

    def __init__(self) -> None:
        self._slots = array("Q", [_EMPTY]) * 1024
        self._used = 0

    def __len__(self) -> int:
        """Count the members."""
        return self._used

    def __contains__(self, member: int) -> bool:
        """Tell whether a digest is a member."""
        return self._slots[self._find(_stored(member))] != _EMPTY

    def add(self, member: int) -> None:
        """Make a digest a member.

        Args:
            member: The digest, in [0, 2**64).
        """
        stored = _stored(member)
        slot = self._find(stored)
        if self._slots[slot] == stored:
            return
        self._slots[slot] = stored
        self._used += 1
        if self._used > _FULLEST * len(self._slots):
            self._double()

    def _find(self, stored: int) -> int:
        """Find the slot where a digest stands, or the empty one where it would."""
        slots = self._slots
        mask = len(slots) - 1
        slot = stored & mask
        while slots[slot] not in (_EMPTY, stored):
            slot = (slot + 1) & mask
        return slot

    def _double(self) -> None:
        old = self._slots
        self._slots = array("Q", [_EMPTY]) * (2 * len(old))
        for stored in old:
            if stored != _EMPTY:
                self._slots[self._find(stored)] = stored


def _stored(member: int) -> int:
    # An empty slot holds 0, so the digest 0 moves in with its neighbour.
    return member or 1
