from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.progress import new_id, uuid7


def test_the_example_of_rfc_9562() -> None:
    # Appendix A.6: the time 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    random = bytes.fromhex("0CC3" + "18C4DC0C0C07398F")

    assert uuid7(0x017F22E279B0, random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=10))
def test_version_variant_and_time_are_in_their_places(ms: int, random: bytes) -> None:
    made = uuid.UUID(uuid7(ms, random))

    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == ms


@given(st.integers(), st.binary(min_size=10, max_size=10))
def test_a_wrong_clock_still_gives_a_valid_id(ms: int, random: bytes) -> None:
    assert uuid.UUID(uuid7(ms, random)).version == 7


def test_each_of_74_random_bits_changes_the_id() -> None:
    zero = uuid7(0, bytes(10))
    different = {uuid7(0, (1 << bit).to_bytes(10, "big")) for bit in range(80)} - {zero}

    assert len(different) == 74


@pytest.mark.parametrize("size", [0, 9, 11])
def test_ten_bytes_and_no_other_number(size: int) -> None:
    with pytest.raises(ValueError, match="10 random bytes"):
        uuid7(0, bytes(size))


def test_fresh_ids_of_one_moment_differ() -> None:
    assert len({new_id(5) for _ in range(100)}) == 100
