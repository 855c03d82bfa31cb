"""Rules a linter cannot state; each failure names file and line.

Which layer may import which stands in pyproject.toml (import-linter). These are the other rules
in docs/architecture.md.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "tracker"
MODULES = sorted(SOURCE.rglob("*.py"))
FOLDERS = sorted(
    {path.parent for path in MODULES} | {p.parent for p in (ROOT / "tests").rglob("*.py")}
)
PAGES = sorted(path.parent for path in (SOURCE / "gui").glob("*/page.py"))
TEXTS = sorted(
    path
    for folder, pattern in [
        (".", "*.toml"),
        (".", "*.txt"),
        (".", "*.md"),
        (".", "Makefile"),
        (".ci", "run"),
        ("benchmarks", "**/*.py"),
        ("docs", "**/*.md"),
        ("packaging", "**/*"),
        ("resources", "**/*.md"),
        ("resources", "**/*.toml"),
    ]
    for path in (ROOT / folder).glob(pattern)
    if path.is_file() and "__pycache__" not in path.parts
)

LONGEST_MODULE = 400
SHORTEST_MODULE = 60  # of those that only one neighbour imports
LARGEST_FOLDER = 22
LONGEST_WINDOW = 200
LONGEST_FUNCTION = 40
NAMES_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "constants",
    "managers",
    "interfaces",
    "misc",
    "common",
}
CLASSES_THAT_SAY_NOTHING = re.compile(r"(Manager|Helper|Controller)$|^(Abstract|Base)[A-Z]")
MACHINE_PATH = re.compile(
    r"(?<![\w./~$}-])/(work|home|root|opt|Users|mnt)/\w|[A-Z]:\\\\?Users|\.libr" r"ary/"
)

Module = tuple[str, ast.Module]


def _imports(path: Path) -> set[Path]:
    """Return the modules of ours that a module imports, now or in a function."""
    found = set()
    for node in _running(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "tracker":
            for alias in node.names:
                found.add(
                    BY_NAME.get(f"{node.module}.{alias.name}", BY_NAME.get(node.module or ""))
                )
        elif isinstance(node, ast.Import):
            found |= {BY_NAME.get(alias.name) for alias in node.names}
    return {one for one in found if one is not None}


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk along everything that may run: not what stands there for a type checker only."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            yield node
            yield from _running(node)


def _dotted(path: Path) -> str:
    parts = ("tracker", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


BY_NAME = {_dotted(path): path for path in MODULES}


@cache
def importers_of_all() -> dict[Path, set[Path]]:
    """Return who imports each module, read when a test asks for it."""
    found: dict[Path, set[Path]] = {path: set() for path in MODULES}
    for path in MODULES:
        for imported in _imports(path):
            found[imported].add(path)
    return found


Rule = Callable[[Module], None]
RULES: list[Rule] = []


def every_module(rule: Rule) -> Callable[[dict[str, list[str]]], None]:
    """Have a rule looked at in each module; its test names all that break it."""
    RULES.append(rule)

    def test(broken: dict[str, list[str]]) -> None:
        assert not broken[rule.__name__], "\n".join(broken[rule.__name__])

    test.__name__, test.__doc__ = rule.__name__, rule.__doc__
    return test


@pytest.fixture(scope="module")
def broken() -> dict[str, list[str]]:
    """Return what breaks each rule: a module is read once for all that look at it.

    A module is its path below src/tracker, and its tree.
    """
    found: dict[str, list[str]] = {rule.__name__: [] for rule in RULES}
    for path in MODULES:
        name = path.relative_to(SOURCE).as_posix()
        module = name, ast.parse(path.read_text(encoding="utf-8"))
        for rule in RULES:
            try:
                rule(module)
            except AssertionError as error:
                found[rule.__name__].append(f"{name}: {error}")
    return found


@every_module
def test_every_module_says_what_it_is_for(module: Module) -> None:
    assert ast.get_docstring(module[1])


@every_module
def test_modules_stay_small(module: Module) -> None:
    lines = len((SOURCE / module[0]).read_text(encoding="utf-8").splitlines())
    assert lines <= (LONGEST_WINDOW if module[0] == "gui/shell/window.py" else LONGEST_MODULE)


@every_module
def test_a_small_module_serves_more_than_one_neighbour(module: Module) -> None:
    """What only one module of the same folder needs stands in that module."""
    path = SOURCE / module[0]
    importers = importers_of_all()[path]
    lonely = len(importers) == 1 and next(iter(importers)).parent == path.parent
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert path.name == "__init__.py" or not lonely or lines >= SHORTEST_MODULE


def test_a_folder_can_be_taken_in_at_a_glance() -> None:
    sizes = {
        folder.relative_to(ROOT).as_posix(): sum(
            path.name != "__init__.py" for path in folder.glob("*.py")
        )
        for folder in FOLDERS
    }
    assert {folder: size for folder, size in sizes.items() if size > LARGEST_FOLDER} == {}


@pytest.mark.parametrize("folder", PAGES, ids=lambda path: path.name)
def test_a_page_knows_no_other_page(folder: Path) -> None:
    """Pages ask each other through signals, which the navigator in `gui/shell` answers."""
    strangers = {
        path.relative_to(SOURCE).as_posix()
        for path, importers in importers_of_all().items()
        for importer in importers
        if importer.parent == folder and path.parent in PAGES and path.parent != folder
    }
    assert strangers == set()


def test_imports_run_in_no_circle() -> None:
    """An import inside a function counts, too, but one for a type checker does not."""
    needs: dict[Path, set[Path]] = {path: set() for path in MODULES}
    for path, importers in importers_of_all().items():
        for importer in importers - {path}:
            needs[importer].add(path)
    try:
        list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(path.relative_to(SOURCE).as_posix() for path in error.args[1]))


@every_module
def test_functions_stay_small(module: Module) -> None:
    lengths = {f"{f.name}:{f.lineno}": f.end_lineno - f.lineno + 1 for f in functions(module[1])}
    assert [name for name, length in lengths.items() if length >= LONGEST_FUNCTION] == []


@every_module
def test_names_say_what_a_thing_is(module: Module) -> None:
    path, tree = module
    classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    assert [name for name in classes if CLASSES_THAT_SAY_NOTHING.search(name)] == []
    assert not set(Path(path).with_suffix("").parts) & NAMES_THAT_SAY_NOTHING


def test_no_class_name_stands_in_two_modules() -> None:
    """A name means one thing wherever it is read."""
    homes: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name.lstrip("_"), set()).add(
                    path.relative_to(SOURCE).as_posix()
                )
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


@every_module
def test_a_signal_is_a_request_or_a_fact(module: Module) -> None:
    """A wish is `x_requested`; a fact ends as a participle does. A few are irregular."""
    made = [
        target.id
        for node in ast.walk(module[1])
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if ast.unparse(node.value.func).split(".")[-1] == "Signal"
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    participle = re.compile(r"(ed|shown|made|told|withdrawn|closing|message)$")
    private = re.compile(r"(wished|wanted|asked)$")
    assert [name for name in made if not participle.search(name) or private.search(name)] == []


@every_module
def test_only_the_theme_styles(module: Module) -> None:
    if module[0] != "gui/theme.py":
        assert lines(calls(module[1], "setStyleSheet")) == []


@every_module
def test_signals_connect_to_methods_so_that_qt_can_let_go(module: Module) -> None:
    """A connected lambda outlives its widget, then calls into a deleted one."""
    path, tree = module
    if path.startswith("gui/"):
        inner = {f.name for outer in functions(tree) for f in functions(outer) if f is not outer}
        slots = [slot for call in calls(tree, "connect") for slot in call.args]
        assert lines(slot for slot in slots if holds_on(slot, inner)) == []


@every_module
def test_signals_carry_one_object_or_nothing(module: Module) -> None:
    """`Signal(dict)` carrying `{1: 2}` arrives as `{}`."""
    made = [
        node
        for node in ast.walk(module[1])
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Signal"
    ]
    assert lines(m for m in made if [ast.unparse(a) for a in m.args] not in ([], ["object"])) == []


@every_module
def test_nothing_runs_a_nested_event_loop(module: Module) -> None:
    """`open()` and a signal do what `exec()` does, without blocking a test.

    Only a drag has no other way in Qt: it is called `drag`.
    """
    if module[0] != "gui/main.py":
        loops = calls(module[1], "exec") + calls(module[1], "exec_")
        assert lines(loop for loop in loops if ast.unparse(loop.func) != "drag.exec") == []


@every_module
def test_nobody_walks_along_the_focus_chain(module: Module) -> None:
    """PySide takes what it returns for a child of what was asked, and a window for garbage."""
    assert lines(calls(module[1], "nextInFocusChain")) == []
    assert lines(calls(module[1], "previousInFocusChain")) == []


@every_module
def test_only_a_face_asks_what_day_it_is(module: Module) -> None:
    """Everything below is told, so every rule about weeks can be tested."""
    if not module[0].startswith(("gui/", "cli/")):
        asked = (node for node in ast.walk(module[1]) if isinstance(node, ast.Attribute))
        asks = re.compile(r"(^|\.)(date|datetime)\.(today|now|utcnow)$|^time\.(time|localtime)$")
        assert lines(node for node in asked if asks.search(ast.unparse(node))) == []


@every_module
def test_pyqtgraph_and_numpy_wait_for_the_first_chart(module: Module) -> None:
    """They are most of a cold start; so whoever needs a chart imports it in a function."""
    path, tree = module
    if not path.startswith("gui/trends/chart"):
        heavy = re.compile(r"^(numpy|pyqtgraph)\b|^tracker\.gui\.trends\.chart")
        assert [name for name in imported_at_once(tree) if heavy.search(name)] == []


@every_module
def test_no_module_names_a_place_of_one_machine(module: Module) -> None:
    assert not MACHINE_PATH.search((SOURCE / module[0]).read_text(encoding="utf-8"))


def test_no_text_names_a_place_of_one_machine() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): MACHINE_PATH.findall(path.read_text(encoding="utf-8"))
        for path in TEXTS
    }
    assert {path: named for path, named in found.items() if named} == {}


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def calls(tree: ast.AST, name: str) -> list[ast.Call]:
    """Calls of a method of this name, on whatever object."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [n for n in nodes if isinstance(n.func, ast.Attribute) and n.func.attr == name]


def holds_on(slot: ast.expr, inner: set[str]) -> bool:
    """Tell whether a slot is something Qt cannot disconnect when its widget dies."""
    if isinstance(slot, ast.Name):
        return slot.id in inner
    return isinstance(slot, ast.Lambda) or (
        isinstance(slot, ast.Call) and "partial" in ast.unparse(slot.func)
    )


def imported_at_once(tree: ast.AST) -> Iterator[str]:
    """Full names a module imports when it is imported; not in a function, not for types only."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield from imported_at_once(node)


def lines(nodes: Iterator[ast.AST] | list) -> list[int]:
    return [node.lineno for node in nodes]
