"""The hosted workflow runs what `.ci/run` runs, on the versions of Python that the package claims."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_it_runs_every_version_that_the_classifiers_claim(root: Path) -> None:
    workflow = (root / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    claimed = set(re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"])))
    assert claimed
    assert set(re.findall(r'"(3\.\d+)"', workflow)) == claimed
    assert "run: .ci/run\n" in workflow


def test_the_sdist_has_what_the_documents_refer_to(root: Path) -> None:
    included = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    names = included["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]
    assert [name for name in names if not (root / name).exists()] == []
    linked = {path for page in ("README.md", "CONTRIBUTING.md") for path in _links(root / page)}
    tops = {path.split("/")[0] for path in linked}
    assert tops - set(names) == {".github"}


def _links(page: Path) -> list[str]:
    found = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    return [path for path in found if "://" not in path]
