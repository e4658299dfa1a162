"""What a program asks of the system, told by two witnesses: Python's own audit hook, and strace where there is one.

Both know only what could be an act: programs, connections, files that are written, made, renamed or removed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

AUDITED = """
import json, os, sys
log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
WATCHED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.rem", "os.ren", "os.mk",
    "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.putenv", "shutil.rm", "shutil.mo", "shutil.co",
    "webbrowser.")

def hook(event, details):
    if event == "socket.__new__" or event == "open" and isinstance(details[0], int):
        return  # the event loop talks to itself through a pair; a descriptor was opened before
    if event.startswith(WATCHED) or event == "open" and details[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        os.write(log, json.dumps([event, *map(str, details)]).encode() + b"\\n")

from thread_reader import cli
sys.addaudithook(hook)
sys.exit(cli.main(sys.argv[2:]))
"""

CALLS = (
    "execve,execveat,fork,vfork,clone,clone3,socket,connect,bind,listen,open,openat,openat2,creat,"
    "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,truncate,chmod,"
    "fchmodat,chown,lchown,fchownat,mknod,mknodat,utimensat,setxattr,mount,ptrace"
)
"""Every call by which a program acts on what is outside of it. What is sent needs a socket or a connection first."""

_CALL = re.compile(r"\d+ +(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


@cache
def strace() -> str | None:
    """strace, where it is installed and may trace."""
    found = shutil.which("strace")
    if found is None:
        return None
    tried = subprocess.run([found, "-f", "-o", os.devnull, "true"], check=False, capture_output=True)
    return found if tried.returncode == 0 else None


def audited(log: Path, *arguments: str) -> list[str]:
    """The command that runs the program with Python listening. Bytecode apart, which Python may write."""
    return [sys.executable, "-B", "-c", AUDITED, str(log), *arguments]


def traced(log: Path, program: list[str], *arguments: str) -> list[str]:
    """The command that runs the program with the system listening."""
    return [
        strace() or "strace",
        "-f",
        "-qq",
        "-s",
        "4096",
        "-o",
        str(log),
        "-e",
        f"trace={CALLS}",
        *program,
        *arguments,
    ]


def heard(log: Path) -> list[tuple[str, ...]]:
    """The acts in the log of the audit hook: what was done, and to which names."""
    return [tuple(json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines()]


def seen(log: Path) -> list[tuple[str, ...]]:
    """The acts in the log of strace that succeeded, in the words of the system; threads are none, nor is the start."""
    lines = _whole(log.read_text(encoding="utf-8", errors="surrogateescape").splitlines())
    acts = []
    for call in filter(None, map(_CALL.match, lines)):
        name, arguments = call["name"], call["arguments"]
        if call["result"].startswith("-") or _is_thread(name, arguments) or _only_reads(name, arguments):
            continue
        acts.append((name, *(_QUOTED.findall(arguments) or [arguments])))
    return acts[1:] if acts and acts[0][0] == "execve" else acts


def _whole(lines: list[str]) -> list[str]:
    """Calls that another thread broke into are put together again."""
    begun: dict[str, str] = {}
    found = []
    for line in lines:
        thread = line.partition(" ")[0]
        if line.endswith("<unfinished ...>"):
            begun[thread] = line.removesuffix("<unfinished ...>").rstrip()
        elif "resumed>" in line and thread in begun:
            found.append(begun.pop(thread) + line.partition("resumed>")[2])
        else:
            found.append(line)
    return found


def _is_thread(name: str, arguments: str) -> bool:
    return name.startswith("clone") and "CLONE_THREAD" in arguments


def _only_reads(name: str, arguments: str) -> bool:
    return name.startswith("open") and not re.search("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND", arguments)
