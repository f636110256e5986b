"""The undertone is fitted on the acts that are shipped."""

from __future__ import annotations

from corpus.basis import UNDERTONE, basis


def test_the_undertone_was_fitted_on_these_acts() -> None:
    fitted = f"on acts {basis()}."
    told = UNDERTONE.read_text(encoding="utf-8")
    assert fitted in told, "acts.bin or acts.toml has changed: run tests/corpus/fit_undertone.py --write"
