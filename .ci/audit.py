"""Check the dependencies: what is installed is what is pinned, and no pinned version has a known vulnerability.

The second check needs a service on the network and pip-audit, which is installed into a temporary environment. If
either is out of reach the check is skipped, and the output says so: a silently skipped check is worse than none.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from importlib.metadata import distributions
from pathlib import Path

TOOL = "pip-audit>=2.9,<3"
TIMEOUT_SECONDS = 120
UNPINNED = {"pip", "setuptools", "thread-reader"}
"""Installed without being pinned: what every new environment has, and the program itself."""


def pins(requirements: Path) -> dict[str, str]:
    """Distribution to pinned version."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", requirements.read_text(encoding="utf-8"), re.MULTILINE))


def unpinned(pinned: dict[str, str], installed: dict[str, str]) -> list[str]:
    """Installed distributions whose version is not the pinned one."""
    known = ((name, version) for name, version in sorted(installed.items()) if name not in UNPINNED)
    return [f"{name} {version}, pinned: {pinned.get(name)}" for name, version in known if pinned.get(name) != version]


def installed() -> dict[str, str]:
    """Distribution to version, in this environment."""
    return {re.sub(r"[-_.]+", "-", found.name).lower(): found.version for found in distributions()}


def known_vulnerabilities(requirements: Path) -> tuple[list[str], str]:
    """Run pip-audit. Returns the vulnerabilities and what could not be checked; both are empty if all is well."""
    with tempfile.TemporaryDirectory() as folder:
        tool = Path(folder) / "bin" / "pip-audit"
        install = [f"{folder}/bin/pip", "install", "--quiet", "--only-binary", ":all:", "--retries", "0", TOOL]
        audit = [str(tool), "-r", str(requirements), "--disable-pip", "--require-hashes", "--format", "json"]
        try:
            subprocess.run(
                [sys.executable, "-m", "venv", folder], check=True, capture_output=True, timeout=TIMEOUT_SECONDS
            )
            subprocess.run(install, check=True, capture_output=True, timeout=TIMEOUT_SECONDS)
            answer = subprocess.run(audit, check=False, capture_output=True, timeout=TIMEOUT_SECONDS).stdout
        except (OSError, subprocess.SubprocessError):
            return [], "pip-audit could not be installed"
    return findings(answer)


def findings(answer: bytes) -> tuple[list[str], str]:
    """Interpret the output of pip-audit, which also reports success if it could look up nothing."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return [], "the service did not answer"
    found = [f"{one['name']} {one['version']}: {bad['id']}" for one in packages for bad in one.get("vulns", ())]
    unknown = sum("skip_reason" in one for one in packages)
    return found, f"the service does not know {unknown} of {len(packages)} packages" if unknown else ""


def main() -> int:
    """Print what was checked. Returns 1 if something is wrong, but 0 if it could not be checked."""
    requirements = Path("requirements.txt")
    pinned = pins(requirements)
    wrong = unpinned(pinned, installed())
    found, unchecked = known_vulnerabilities(requirements)
    lines = [f"installed, but not the pinned version: {one}" for one in wrong] + [f"vulnerable: {one}" for one in found]
    lines += [f"NOT AUDITED for known vulnerabilities: {unchecked}"] if unchecked else []
    lines += [f"{len(pinned)} packages, all installed at the pinned version"] if not wrong else []
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if wrong or found else 0


if __name__ == "__main__":
    sys.exit(main())
