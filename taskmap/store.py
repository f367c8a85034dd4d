"""Data sets on disk: TOML files read into checked model values, and model values as TOML text.

A data set's journal is read with it; :mod:`taskmap.journal` adds to it.
"""

from __future__ import annotations

import os
import re
import tomllib
from typing import TYPE_CHECKING, Any

from taskmap.checks import errors
from taskmap.files import read_text, reason
from taskmap.i18n import N_, _
from taskmap.model import DataSet, LightRules
from taskmap.problems import FaultyDataError, Problem, Severity, UnreadableError
from taskmap.registry_file import built_entries
from taskmap.schema import SCHEMA, Fault, Reader, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taskmap.checks import Finding
    from taskmap.location import Location
    from taskmap.model import Agency, Event
    from taskmap.progress import Operation
    from taskmap.schema import Table
    from taskmap.toml_lines import TomlLines

PARSER_MESSAGES = (
    N_("Cannot overwrite a value"),
    N_("Escaped character is not a Unicode scalar value"),
    N_("Expected '=' after a key in a key/value pair"),
    N_("Expected ']' at the end of a table declaration"),
    N_("Expected ']]' at the end of an array declaration"),
    N_("Expected newline or end of document after a statement"),
    N_("Illegal character '\\n'"),
    N_("Invalid date or datetime"),
    N_("Invalid hex value"),
    N_("Invalid initial character for a key part"),
    N_("Invalid statement"),
    N_("Invalid value"),
    N_("Unclosed array"),
    N_("Unclosed inline table"),
    N_("Unescaped '\\' in a string"),
    N_("Unterminated string"),
)
"""What the parser says without a key or character of its own in it: marked for translation."""

OWN_LIST = {"tasks": "documents", "agencies": "agencies"}
"""For each kind of file the list by which it is told from the TOML files of other programs."""

SYNTAX_PLACE = r" \(at (?:line (\d+), column \d+|end of document)\)$"


class BrokenFileError(UnreadableError):
    """A file that is not TOML; ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        """Take the problem; its sentence and hint become the message."""
        self.problem = problem
        message = _("{problem}; {hint}") if problem.hint else "{problem}"
        super().__init__(message.format(problem=problem, hint=problem.hint))


class SourceFile:
    """One TOML file of a data set: its entries as model values, and where in it each of them stands."""

    def __init__(self, path: str, kind: str) -> None:
        """Read the file at ``path``, of the ``kind`` "tasks", "agencies" or "journal".

        Raises:
            UnreadableError: it cannot be read or is not TOML.
        """
        self.path = path
        self.name = _shown(path)
        self.text = read_text(path)
        self._lines: TomlLines | None = None
        self._reader = Reader()
        self.is_ours, self.entries = self._read(kind)

    def _read(self, kind: str) -> tuple[bool, dict[str, Any]]:
        """Return whether it is a file of taskmap's, and its entries."""
        built = built_entries(self.text) if kind == "agencies" else None
        if built:
            return True, self._reader.known({**built})
        table = _parse(self.text, self.name)
        if kind != "journal" and not {"schema", OWN_LIST[kind]} & table.keys():
            return False, {}
        return True, self._reader.file(table, kind, os.path.basename(self.path))

    @property
    def faults(self) -> Iterable[Problem]:
        """What is wrong with its tables, each taken alone."""
        return (self._problem(fault, None, Severity.ERROR) for fault in self._reader.faults)

    def problem(self, finding: Finding, severity: Severity) -> Problem | None:
        """Turn a finding about one of its entries into a problem; ``None`` if the entry is not of this file."""
        path = self._reader.path(finding.entry)
        if finding.entry is None and self.entries.get(finding.key):
            path = ()
        if path is None:
            return None
        fault = Fault((*path, finding.key), finding.code, finding.message, finding.hint)
        return self._problem(fault, finding.where, severity)

    def second_default(self, first: str) -> Problem:
        """Say that the file names a default although the file ``first`` has done so."""
        message = _("default stands in {file} already").format(file=first)
        return self._problem(Fault(("default",), "two-defaults", message, _("take it out")), None, Severity.ERROR)

    def _problem(self, fault: Fault, where: str | None, severity: Severity) -> Problem:
        if self._lines is None:
            from taskmap.toml_lines import TomlLines

            self._lines = TomlLines(self.text)
        hint = fault.hint
        if hint and "{raw}" in hint:
            hint = hint.replace("{raw}", self._lines.raw(fault.path) or "…")
        return Problem(severity, fault.code, self.name, self._lines.line(fault.path), where, fault.message, hint)


class Survey:
    """A data set as far as it can be read, and every error in it.

    ``data`` is the data set, ``sources`` its task files, ``problems`` the errors, ``broken`` the files that are not
    TOML (their problems are among the errors); :meth:`warning` places a further finding.
    """

    def __init__(self, location: Location) -> None:
        """Read every file of a data set.

        Raises:
            UnreadableError: a file cannot be read, or none of them holds data.
        """
        self.broken: list[BrokenFileError] = []
        tasks = [file for path in location.tasks if (file := self._open(path, "tasks"))]
        if len(location.tasks) > 1:  # a folder may hold the TOML files of other programs
            tasks = [file for file in tasks if file.is_ours]
        if not self.broken and not any(file.is_ours for file in tasks):
            folder = location.tasks[0] if len(location.tasks) == 1 else os.path.dirname(location.tasks[0])
            raise UnreadableError(_("{place} holds no data: neither schema nor documents").format(place=folder))
        registry = self._open(location.agencies, "agencies")
        self.sources: Sequence[SourceFile] = tasks
        operations = [file for path in journal_files(location.journal) if (file := self._open(path, "journal"))]
        self._files: list[SourceFile] = [*tasks, *([registry] if registry else ()), *operations]
        documents = tuple(each for file in tasks for each in file.entries.get("documents", ()))
        named = [file for file in tasks if file.entries.get("default")]
        default = named[0].entries["default"] if named else documents[0].id if len(documents) == 1 else None
        known = registry.entries if registry else {}
        self.data = DataSet(
            documents,
            default,
            known.get("agencies", ()),
            known.get("events", ()),
            tuple(each for file in tasks for each in file.entries.get("states") or ()),
            next((file.entries["lights"] for file in tasks if file.entries.get("lights")), LightRules()),
            _operations(operations) if os.path.isdir(location.journal) else None,
        )
        self.problems = [error.problem for error in self.broken]
        self.problems += [problem for file in self._files for problem in file.faults]
        self.problems += [file.second_default(named[0].name) for file in named[1:]]
        # What is missing because its file is broken would be reported as unknown.
        findings = () if self.broken else errors(self.data)
        self.problems += [self._place(finding, Severity.ERROR) for finding in findings]
        order = {file.name: place for place, file in enumerate(self._files)}
        self.problems.sort(key=lambda problem: (order.get(problem.file, -1), problem.line or 0))

    def _open(self, path: str, kind: str) -> SourceFile | None:
        try:
            return SourceFile(path, kind)
        except BrokenFileError as error:
            self.broken.append(error)
            return None

    def warning(self, finding: Finding) -> Problem:
        """Turn a finding of :func:`taskmap.checks.warnings` into a problem with file and line."""
        return self._place(finding, Severity.WARNING)

    def _place(self, finding: Finding, severity: Severity) -> Problem:
        found = (file.problem(finding, severity) for file in self._files)
        return next(problem for problem in found if problem)


def journal_files(folder: str) -> list[str]:
    """Return the files of a journal, in the order of their names; a file that is being written has another ending."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableError(_("cannot read {file}: {reason}").format(file=folder, reason=reason(error))) from error
    return [os.path.join(folder, name) for name in names]


def _operations(files: Iterable[SourceFile]) -> tuple[Operation, ...]:
    return tuple(found for file in files if (found := file.entries["operation"]))


def load(location: Location) -> DataSet:
    """Read a data set.

    Raises:
        UnreadableError: a file cannot be read or is not TOML.
        FaultyDataError: there are errors in the data; it holds all of them.
    """
    return survey(location).data


def survey(location: Location) -> Survey:
    """Read a data set with the files it lies in.

    Raises:
        UnreadableError: a file cannot be read or is not TOML.
        FaultyDataError: there are errors in the data; it holds all of them.
    """
    found = Survey(location)
    if found.broken:
        raise found.broken[0]
    if found.problems:
        raise FaultyDataError(found.problems)
    return found


def dump(data: DataSet) -> str:
    """Write the documents of a data set as the text of a ``tasks.toml``; reading it gives them back."""
    lights = plain(data.lights) if data.lights != LightRules() else None
    head = _toml({"schema": SCHEMA, "default": data.default, "lights": lights, "states": dict(data.states)})
    return "\n".join([head, *(block("documents", plain(each)) for each in data.documents)])


def block(name: str, table: Table) -> str:
    """Write a table of the list ``name``, and those in it, each under a header of its own."""
    import tomli_w

    lists = {key: value for key, value in table.items() if isinstance(value, list) and isinstance(value[0], dict)}
    own = {key: value for key, value in table.items() if key not in lists}
    blocks = [f"[[{name}]]\n{tomli_w.dumps(own)}"]
    blocks += (block(f"{name}.{key}", each) for key, tables in lists.items() for each in tables)
    return "\n".join(blocks)


def dump_registry(agencies: Iterable[Agency], events: Iterable[Event]) -> str:
    """Write a registry as the text of an ``agencies.toml``; reading it gives it back."""
    lists = {"agencies": [plain(each) for each in agencies], "events": [plain(each) for each in events]}
    return _toml({"schema": SCHEMA, **lists})


def dump_operation(operation: Operation) -> str:
    """Write an operation as the text of a file of the journal; reading it gives it back."""
    return _toml({"schema": SCHEMA, **plain(operation)})


def _toml(table: dict[str, Any]) -> str:
    import tomli_w

    return tomli_w.dumps({key: value for key, value in table.items() if value})


def _shown(path: str) -> str:
    """Name a file as the user would: relative to the working directory where it lies below it."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):  # another drive, or a working directory that is gone
        return path
    return path if relative.startswith(os.pardir) else relative


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenFileError(_explain(str(error), text, file)) from error
    except ValueError as error:  # Python reads no number of thousands of digits
        message = _("cannot read {file}: {reason}").format(file=file, reason=_("a number in it is too long"))
        raise UnreadableError(message) from error
    except RecursionError as error:
        message = _("cannot read {file}: {reason}").format(file=file, reason=_("it is nested too deep"))
        raise UnreadableError(message) from error


def _explain(error: str, text: str, file: str) -> Problem:
    """Say what is wrong with a TOML file, in words that help with the mistakes people make."""
    found = re.search(SYNTAX_PLACE, error)
    number = int(found[1]) if found and found[1] else text.count("\n") + 1
    lines = text.split("\n")
    line = lines[min(number, len(lines)) - 1].strip()
    key, equals, value = (part.strip() for part in line.partition("="))
    message = _("not valid TOML: {error}").format(error=_(error[: found.start()] if found else error))
    hint = None
    if re.match("[“”‘’]", value) or re.match("[“”‘’]", key):
        message = _("curly quotes; TOML wants straight ones")
        hint = re.sub("[“”‘’]", '"', line)
    elif equals and not key.isascii() and key[:1] not in "\"'":
        message = _("unknown key {key}").format(key=key)
        hint = _("keys are the English words of docs/data.md")
    elif re.match(r"\d{4}-\d{1,2}-\d{1,2}\b", value):
        message = _("{value} is not a day of the calendar").format(value=value)
        hint = _("write year-month-day without quotes: 2020-12-31")
    elif equals and value and not value.isascii() and value[0] not in "\"'[{":
        message = _("a text without quotes")
        hint = f'{key} = "{value}"'
    return Problem(Severity.ERROR, "toml-syntax", file, number, None, message, hint)
