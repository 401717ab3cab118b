"""``derivex completion``: a script that completes commands, options and names of derivations.

It is made from the parser itself, so it can't fall behind: options are listed when the
script is printed, names of derivations when the key is pressed.
"""

from __future__ import annotations

import argparse
from argparse import Namespace

from derivex.commands.arguments import parser

BASH = """# derivex: bash completion; put  eval "$(derivex completion bash)"  into ~/.bashrc
_derivex() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" options=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=( $(compgen -W "{commands}" -- "$word") )
    return
  fi
  case "${{COMP_WORDS[1]}}" in
{cases}
  esac
  COMPREPLY=( $(compgen -W "$options" -- "$word") $(compgen -f -- "$word") )
}}
complete -o filenames -F _derivex derivex
"""
ZSH = """#compdef derivex
# derivex: zsh completion; put it into a folder of your $fpath as _derivex
_derivex() {{
  local -a options
  if (( CURRENT == 2 )); then
    compadd -- {commands}
    return
  fi
  case "$words[2]" in
{cases}
  esac
  compadd -- $options
  _files
}}
compdef _derivex derivex
"""
NAMES = "$(derivex show --names 2>/dev/null)"
NAMED = ("show", "export", "compare", "plot")


def run(arguments: Namespace) -> int:
    """Print the script for a shell."""
    print(script(arguments.shell), end="")
    return 0


def script(shell: str) -> str:
    """The completion script for ``bash``, ``zsh`` or ``fish``."""
    known = commands()
    if shell == "fish":
        return _fish(known)
    template, before, after = (BASH, '"', '"') if shell == "bash" else (ZSH, "(", ")")
    cases = "\n".join(
        f"    {name}) options={before}{' '.join(_words(name, one))}{after} ;;" for name, (one, _) in known.items()
    )
    return template.format(commands=" ".join(known), cases=cases)


def commands() -> dict[str, tuple[argparse.ArgumentParser, str]]:
    """Every command with its parser and what it does."""
    found = next(each for each in parser()._actions if isinstance(each, argparse._SubParsersAction))
    helps = {each.dest: each.help or "" for each in found._choices_actions}
    return {name: (one, helps.get(name, "")) for name, one in found.choices.items()}


def options(one: argparse.ArgumentParser) -> list[tuple[str, str]]:
    """The long options of a command with what they do."""
    return [
        (option, action.help or "")
        for action in one._actions
        for option in action.option_strings
        if option.startswith("--") and action.help != argparse.SUPPRESS
    ]


def _words(name: str, one: argparse.ArgumentParser) -> list[str]:
    choices = [str(choice) for action in one._actions for choice in action.choices or ()]
    return [*(option for option, _ in options(one)), *choices, *([NAMES] if name in NAMED else [])]


def _fish(known: dict[str, tuple[argparse.ArgumentParser, str]]) -> str:
    lines = ["# derivex: fish completion; put it into ~/.config/fish/completions/derivex.fish"]
    for name, (one, summary) in known.items():
        lines.append(f"complete -c derivex -n __fish_use_subcommand -f -a {name} -d {_quoted(summary)}")
        seen = f"-n '__fish_seen_subcommand_from {name}'"
        lines += [f"complete -c derivex {seen} -l {each[2:]} -d {_quoted(what)}" for each, what in options(one)]
        for action in one._actions:
            if action.choices and not action.option_strings:
                lines.append(f"complete -c derivex {seen} -f -a {_quoted(' '.join(map(str, action.choices)))}")
        if name in NAMED:
            lines.append(f"complete -c derivex {seen} -a '(derivex show --names 2>/dev/null)'")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
