from hypothesis import given
from hypothesis import strategies as st

from framing.scoring.seen import DigestSet, digest, text_digest

DIGESTS = st.integers(0, 2**64 - 1) | st.integers(0, 5)


@given(st.lists(DIGESTS), st.lists(DIGESTS))
def test_membership_is_that_of_a_set(added: list[int], asked: list[int]) -> None:
    members = DigestSet()
    for member in added:
        members.add(member)
    # 0 and 1 share a slot.
    known = {member or 1 for member in added}
    assert len(members) == len(known)
    assert all((member in members) == ((member or 1) in known) for member in asked + added)


def test_members_survive_growth() -> None:
    members = DigestSet()
    added = [digest(str(number)) for number in range(5_000)]
    for member in added:
        members.add(member)
    assert len(members) == 5_000
    assert all(member in members for member in added)
    assert digest("5000") not in members


def test_where_a_part_ends_matters() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_a_text_digest_has_sixteen_hex_digits() -> None:
    assert text_digest("") == "e3b0c44298fc1c14"
