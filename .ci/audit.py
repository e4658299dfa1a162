"""What the requirements are checked for: that what is installed is what is pinned, and known vulnerabilities.

The second needs a service on the network and pip-audit, which is fetched into a folder of its own. Where either is out
of reach, the check is not made, and that is said aloud: a check that is silent when it did not happen is none.
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
SECONDS = 120
OURS = {"pip", "setuptools", "thread-reader"}
"""What is there without being pinned: what every new environment has, and the program itself."""


def pins(requirements: Path) -> dict[str, str]:
    """The pinned version of each distribution."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", requirements.read_text(encoding="utf-8"), re.MULTILINE))


def strangers(pinned: dict[str, str], installed: dict[str, str]) -> list[str]:
    """What is installed and is not what was pinned."""
    known = ((name, version) for name, version in sorted(installed.items()) if name not in OURS)
    return [f"{name} {version}, pinned: {pinned.get(name)}" for name, version in known if pinned.get(name) != version]


def installed() -> dict[str, str]:
    """The version of each distribution in this environment."""
    return {re.sub(r"[-_.]+", "-", found.name).lower(): found.version for found in distributions()}


def known_vulnerabilities(requirements: Path) -> tuple[list[str], str]:
    """Vulnerabilities that are known, and what was not checked, in words; both empty when all is well."""
    with tempfile.TemporaryDirectory() as folder:
        tool = Path(folder) / "bin" / "pip-audit"
        install = [f"{folder}/bin/pip", "install", "--quiet", "--only-binary", ":all:", "--retries", "0", TOOL]
        ask = [str(tool), "-r", str(requirements), "--disable-pip", "--require-hashes", "--format", "json"]
        try:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True, timeout=SECONDS)
            subprocess.run(install, check=True, capture_output=True, timeout=SECONDS)
            answer = subprocess.run(ask, check=False, capture_output=True, timeout=SECONDS).stdout
        except (OSError, subprocess.SubprocessError):
            return [], "pip-audit could not be fetched"
    return told(answer)


def told(answer: bytes) -> tuple[list[str], str]:
    """What an answer of pip-audit says. It calls it well, too, when it could look up nothing."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return [], "the service did not answer"
    found = [f"{one['name']} {one['version']}: {bad['id']}" for one in packages for bad in one.get("vulns", ())]
    unknown = sum("skip_reason" in one for one in packages)
    return found, f"the service knows {unknown} of {len(packages)} packages not" if unknown else ""


def main() -> int:
    """Say what was checked; 1 when something is wrong, not when it could not be checked."""
    requirements = Path("requirements.txt")
    pinned = pins(requirements)
    wrong = strangers(pinned, installed())
    found, unchecked = known_vulnerabilities(requirements)
    lines = [f"installed and not as pinned: {one}" for one in wrong] + [f"vulnerable: {one}" for one in found]
    lines += [f"NOT AUDITED for known vulnerabilities: {unchecked}"] if unchecked else []
    lines += [f"{len(pinned)} packages, each installed as it is pinned"] if not wrong else []
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if wrong or found else 0


if __name__ == "__main__":
    sys.exit(main())
