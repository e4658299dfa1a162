"""Write the man page and the completions of shells from the arguments and the tables: `python docs/shell.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tui"), str(ROOT / "parsers")]

from thread_parsers.formats.registry import all_formats  # noqa: E402
from thread_parsers.query.fields import FIELDS  # noqa: E402
from thread_parsers.query.syntax import SYNTAX  # noqa: E402
from thread_reader.command_line.arguments import (  # noqa: E402
    DESCRIPTION,
    ENVIRONMENT,
    EXAMPLES,
    EXIT_STATUS,
    USE,
    argument_parser,
)
from thread_reader.command_table import COMMANDS, written  # noqa: E402

if TYPE_CHECKING:
    from argparse import Action
    from collections.abc import Callable, Iterator, Sequence

NAME = "thread-reader"
QUERIES = tuple(f"{field.name}:{value}" for field in FIELDS for value in field.values or ("",))
"""Terms of a query, or their beginnings."""
VALUES = {"NAME": tuple(known.name for known in all_formats()), "QUERY": QUERIES, "query": ("query",)}
"""The values of options by what these are called in the help."""
OF_FILES = ("OUT", "OLD")
"""Values that are files."""


class Option(NamedTuple):
    """An option, as a shell completes it."""

    names: Sequence[str]
    words: str
    takes: str
    """What its value is called; empty for an option without one."""
    is_optional: bool
    """Whether the value may be left out."""

    values: Sequence[str]
    """The known values."""


def options() -> list[Option]:
    """All options, in the order of `--help`."""
    return [_option(action) for action in argument_parser()._actions if action.option_strings]


def _option(action: Action) -> Option:
    takes = "" if action.nargs == 0 else str(action.metavar)
    values = tuple(action.choices or VALUES.get(takes, ()))
    return Option(action.option_strings, str(action.help).replace("%%", "%"), takes, action.nargs == "?", values)


def bash() -> str:
    """The completion for bash."""
    cases = [
        f"    {'|'.join(option.names)})\n      {_bash_values(option)}\n      return ;;\n"
        for option in options()
        if option.values or option.takes in OF_FILES
    ]
    names = " ".join(name for option in options() for name in option.names)
    return f"""\
# Completion of {NAME} for bash.
_{_identifier()}() {{
  local word=$2 line=${{COMP_LINE:0:COMP_POINT}}
  local query=${{word##* }} before=$3
  # What bash replaces: in quotes the whole query, elsewhere what is behind a colon, as in is:new.
  local kept=${{word%"$query"}} dropped=
  if [[ $line != *[\\'\\"]"$word" ]]; then
    query=${{line##* }}
    line=${{line% *}}
    before=${{line##* }} kept= dropped=${{query%"${{query##*:}}"}}
  fi
  COMPREPLY=()
  case $before in
{"".join(cases)}  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "{names}" -- "$word")
  else
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}}
complete -F _{_identifier()} {NAME}
"""


def _bash_values(option: Option) -> str:
    if option.takes in OF_FILES:
        return 'compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word")'
    values = " ".join(option.values)
    if option.takes != "QUERY":
        return f'mapfile -t COMPREPLY < <(compgen -W "{values}" -- "$word")'
    return f"""\
compopt -o nospace 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -W "{values}" -- "$query")
      COMPREPLY=("${{COMPREPLY[@]#"$dropped"}}")
      COMPREPLY=("${{COMPREPLY[@]/#/"$kept"}}")"""


def zsh() -> str:
    """The completion for zsh."""
    rows = "".join(f"    {_zsh_option(option)} \\\n" for option in options())
    return f"#compdef {NAME}\n_arguments -S \\\n{rows}    '*:file or folder:_files'\n"


def _zsh_option(option: Option) -> str:
    names = option.names
    words = _in_quotes(option.words.replace("[", "(").replace("]", ")").replace(":", "\\:"))
    value = ""
    if option.takes:
        known = " ".join(value.replace(":", "\\:") for value in option.values)
        found = "_files" if option.takes in OF_FILES else f"({known})" if known else " "
        value = f":{':' if option.is_optional else ''}{option.takes}:{_in_quotes(found)}"
    if len(names) == 1:
        return f"'{names[0]}[{words}]{value}'"
    return f"'({' '.join(names)})'{{{','.join(names)}}}'[{words}]{value}'"


def fish() -> str:
    """The completion for fish."""
    return "".join(f"complete -c {NAME} {_fish_option(option)}\n" for option in options())


def _fish_option(option: Option) -> str:
    names = [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names]
    parts = [*names, f"-d '{_in_quotes(option.words)}'"]
    if option.takes and not option.is_optional:
        parts.append("-r" if option.takes in OF_FILES else "-x")
    if option.values:
        parts.append(f"-a '{' '.join(option.values)}'")
    return " ".join(parts)


def man() -> str:
    """The man page."""
    return "\n".join([f'.TH {NAME.upper()} 1 "" "{NAME}" "User Commands"', *_man_sections()]) + "\n"


def _man_sections() -> Iterator[str]:
    yield from (".SH NAME", f"{NAME} \\- read saved discussions in the terminal")
    yield from (".SH SYNOPSIS", f".B {NAME}", "[\\fIFILE\\fR or \\fIFOLDER\\fR...] [\\fIoptions\\fR]")
    yield from (".SH DESCRIPTION", _roff(DESCRIPTION), ".PP", _roff(USE.strip()))
    yield ".SH OPTIONS"
    for option in options():
        value = f" \\fI{_roff(option.takes)}\\fR" if option.takes else ""
        names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in option.names)
        yield f".TP\n{names}{f' [{value.strip()}]' if option.is_optional else value}\n{_roff(option.words)}"
    yield from _man_table("QUERIES", ((row.short, row.title) for row in SYNTAX))
    yield from _man_table("KEYS", _keys())
    yield from _man_table("EXIT STATUS", ((str(status), words) for status, words in EXIT_STATUS))
    yield from _man_table("ENVIRONMENT", ENVIRONMENT)
    yield from _man_table("EXAMPLES", EXAMPLES)


def _man_table(heading: str, rows: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f".SH {heading}"
    for name, words in rows:
        yield f".TP\n.B {_roff(name)}\n{_roff(words)}"


def _keys() -> Iterator[tuple[str, str]]:
    for command in COMMANDS:
        if command.hint:
            yield "  ".join(map(written, command.keys)), command.title


def _roff(text: str) -> str:
    """Text for roff: nothing in it is a request or an escape."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in escaped.split("\n"))


def _in_quotes(text: str) -> str:
    """Text between single quotes of a shell."""
    return text.replace("'", "'\\''")


def _identifier() -> str:
    return NAME.replace("-", "_")


FILES: dict[str, Callable[[], str]] = {
    "thread-reader.1": man,
    "thread-reader.bash": bash,
    "_thread-reader": zsh,
    "thread-reader.fish": fish,
}
"""What is written to docs/shell/; pyproject.toml says where each file is installed."""

if __name__ == "__main__":
    folder = ROOT / "docs" / "shell"
    folder.mkdir(exist_ok=True)
    for file, text in FILES.items():
        (folder / file).write_text(text(), encoding="utf-8")
