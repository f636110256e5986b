"""The list of stems that voicemails use beside the table of words is what the labelled sentences give."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.rubric_files import shipped

HERE = Path(__file__).parent


def script() -> ModuleType:
    spec = spec_from_file_location("fit_heard", HERE / "fit_heard.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_list_is_the_one_that_the_script_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fit = script()
    monkeypatch.setattr(fit, "OUT", tmp_path / "heard.txt")
    fit.main()
    assert (tmp_path / "heard.txt").read_text(encoding="utf-8").split() == shipped("heard.txt").split()


def test_no_stem_stands_in_both_lists() -> None:
    table = shipped_meaning().stems
    assert not [one for one in shipped("heard.txt").split() if one in table]
