"""What is built is whole: the wheel finds its library elsewhere, the checkout finds its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = "Scripts" if os.name == "nt" else "bin"


def run(*command: str | Path, cwd: Path, **extra: str) -> str:
    """The stdout of a command that must succeed, run without this process's own paths."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VMDOJO"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment | extra,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (archive,) = folder.glob("*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the unpacked sdist, so that what a packager gets is whole as well."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "tarfile", "-e", sdist, folder, cwd=folder)
    (source,) = folder.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist", cwd=source)
    (built,) = (folder / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A venv that holds the wheel; the dependencies are lent by the environment that runs this test."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home / "venv", with_pip=False, symlinks=os.name != "nt")
    python = home / "venv" / BIN / Path(sys.executable).name
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=home)
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    (own / "lent.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")
    return home


def test_the_wheel_holds_the_package_and_the_library_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    top = {name.split("/")[0] for name in names}
    library = {name.removeprefix("vmdojo/library/") for name in names if name.startswith("vmdojo/library/")}
    assert top == {"vmdojo", next(name for name in top if name.endswith(".dist-info"))}
    held = (path for path in (ROOT / "scenarios").rglob("*") if path.is_file())
    assert library == {path.relative_to(ROOT / "scenarios").as_posix() for path in held}
    assert "vmdojo/py.typed" in names
    assert not [name for name in names if "__pycache__" in name or re.match(r"(?:test|conftest)", name.split("/")[-1])]


def test_the_wheel_carries_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    package = ROOT / "src" / "vmdojo"
    wanted = {
        f"vmdojo/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted - names == set()


def test_an_installed_wheel_finds_its_library_elsewhere(elsewhere: Path) -> None:
    command = elsewhere / "venv" / BIN / "vmdojo"

    listed = json.loads(run(command, "scenarios", "list", "--json", cwd=elsewhere))
    checked = run(command, "scenarios", "check", cwd=elsewhere)

    assert {one["id"] for one in listed["scenarios"]} == {path.stem for path in (ROOT / "scenarios").glob("*.toml")}
    assert checked.endswith("no problems.\n")


def test_an_installed_wheel_grades_and_tells_its_version(elsewhere: Path) -> None:
    command = elsewhere / "venv" / BIN / "vmdojo"
    (elsewhere / "message.txt").write_text("Hi Dana, who plans the trailer moves today?", encoding="utf-8")

    answer = json.loads(run(command, "grade", "message.txt", "--json", cwd=elsewhere))

    assert answer["words"] == 8
    assert run(command, "--version", cwd=elsewhere).startswith("vmdojo ")


def test_an_editable_install_finds_the_library_of_its_checkout(tmp_path: Path) -> None:
    from hatchling.build import build_editable

    before = Path.cwd()
    os.chdir(ROOT)
    try:
        built = build_editable(str(tmp_path))
    finally:
        os.chdir(before)
    with zipfile.ZipFile(tmp_path / built) as archive:
        paths = [archive.read(name).decode("utf-8").strip() for name in archive.namelist() if name.endswith(".pth")]

    assert [Path(path) for path in paths] == [ROOT / "src"]
    found = run(
        sys.executable,
        "-c",
        "from vmdojo.scenarios import library_folder; print(library_folder())",
        cwd=tmp_path,
        PYTHONPATH=paths[0],
    )
    assert Path(found.strip()) == ROOT / "scenarios"
