"""Numbers of four bits: what is read is what was written, and rounding loses little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parallax.fourbits import BLOCK, blocks, floats, packaged_file, rounded, tensors, unpacked


@pytest.fixture(scope="module")
def content() -> bytes:
    return packaged_file().read_bytes()


@given(arrays(np.float32, (3, BLOCK), elements=st.floats(-4, 4, width=16)))
def test_a_block_loses_a_step_at_most_on_average_and_no_weight_two(weights: np.ndarray) -> None:
    lost = np.abs(unpacked(rounded(weights)).reshape(weights.shape) - weights)
    step = np.abs(weights).max(axis=1, keepdims=True) / 8
    # The end opposite to the largest weight has one step less, and may be cut off a little more; the scale is a half
    # float, which is coarse near nought.
    assert np.all(lost <= 2 * step + 1e-4)
    assert np.all(np.sqrt(np.square(lost).mean(axis=1)) <= 1.01 * step[:, 0] + 1e-4)


@given(arrays(np.uint8, BLOCK, elements=st.integers(0, 15)), st.floats(1 / 64, 2, width=16))
def test_weights_that_lie_on_the_steps_stay(codes: np.ndarray, scale: float) -> None:
    codes[0] = 0  # the largest, eight steps from nought
    weights = (codes.astype(np.float32) - 8) * np.float32(scale)
    assert np.array_equal(unpacked(rounded(weights)), weights)


def test_the_packaged_file_holds_twelve_layers_and_a_scale_near_one(content: bytes) -> None:
    lying = tensors(content)
    assert {f"l{layer}.q.w" for layer in range(12)} <= lying.keys()
    assert "l12.q.w" not in lying
    assert lying["l0.q.w"].count == 384 * 384
    assert 0.1 < floats(content, lying["l0.aln.w"]).mean() < 2
    assert abs(float(unpacked(blocks(content, lying["l0.q.w"])).mean())) < 0.01


def test_bytes_that_are_no_model_are_refused() -> None:
    with pytest.raises(ValueError, match="does not begin"):
        tensors(b"PK\x03\x04" + bytes(100))
