"""The house keeps its shape: imports go down only, files stay short, edges do not query, model forms are scoped."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
FLOORS = {  # app → what it may import of ours
    "programs": set(),
    "intake": {"programs"},
    "groups": {"programs", "intake"},
    "mentoring": {"programs", "intake", "groups"},
    "peersupport": {"programs", "intake", "groups", "mentoring"},
}
LONGEST = 300
LONGEST_TEST = 400
EDGES = ("views", "forms", "templatetags", "urls", "admin", "context_processors")
MANAGERS = {"objects", "_default_manager", "_base_manager"}
# The one doorway from an edge to rows, and why each other place is none.
DOORWAYS = {
    "programs/views/base.py",  # ProgramView resolves the program and the participation, everything else starts there
}
FORM_BASES = {"programs/forms.py", "programs/forms/base.py"}


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((HOME / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(HOME).as_posix()


def is_edge(path: Path) -> bool:
    parts = path.relative_to(HOME).with_suffix("").parts[1:]
    return any(part in EDGES or part.endswith(("_urls", "_views", "_forms")) for part in parts)


def imported_apps(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0], node.lineno


def upward_imports(app: str, source: str) -> list[int]:
    """The lines of `source`, a file of `app`, that import a floor above it or beside it."""
    forbidden = set(FLOORS) - FLOORS[app] - {app}
    return [line for module, line in imported_apps(ast.parse(source)) if module in forbidden]


def manager_uses(source: str) -> list[int]:
    return [
        node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]


def bare_model_forms(source: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        and any(
            isinstance(base, ast.Attribute | ast.Name) and ast.unparse(base).endswith("forms.ModelForm")
            for base in node.bases
        )
    ]


@pytest.mark.parametrize("app", FLOORS)
def test_imports_go_down_only(app):
    found = [
        f"{name_of(path)}:{line}" for path in python_files(app) for line in upward_imports(app, path.read_text("utf-8"))
    ]
    assert found == []


def test_an_upward_import_is_seen():
    assert upward_imports("programs", "import os\nfrom groups.models import Group\n") == [2]
    assert upward_imports("intake", "def late():\n    import groups.services\n") == [2]
    assert upward_imports("groups", "from intake.models import Assessment\n") == []


def test_files_hold_one_idea():
    """300 lines, 400 for tests; migrations are written by a machine."""
    sizes = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in python_files(*FLOORS, "tests")}
    too_long = {
        name: lines
        for name, lines in sizes.items()
        if "/migrations/" not in name and lines > (LONGEST_TEST if name.startswith("tests/") else LONGEST)
    }
    assert sizes
    assert too_long == {}


def test_edges_do_not_query():
    found = [
        f"{name_of(path)}:{line}"
        for path in python_files(*FLOORS)
        if is_edge(path) and name_of(path) not in DOORWAYS
        for line in manager_uses(path.read_text("utf-8"))
    ]
    assert found == []


def test_an_unscoped_query_is_seen():
    assert manager_uses("def get(self):\n    return Group.objects.all()\n") == [2]
    assert manager_uses("rows = model._default_manager.filter()\n") == [1]
    assert is_edge(HOME / "groups/views/desk.py")
    assert is_edge(HOME / "peersupport/desk/forms.py")
    assert not is_edge(HOME / "groups/services/meetings.py")


def test_model_forms_narrow_their_choices():
    found = [
        f"{name_of(path)}:{line}"
        for path in python_files(*FLOORS)
        if name_of(path) not in FORM_BASES
        for line in bare_model_forms(path.read_text("utf-8"))
    ]
    assert found == []


def test_a_bare_model_form_is_seen():
    assert bare_model_forms("class F(forms.ModelForm):\n    pass\n") == [1]
    assert bare_model_forms("class F(ProgramModelForm):\n    pass\n") == []


def test_there_is_no_attic():
    """A module is named after its subject."""
    attics = {"utils.py", "helpers.py", "common.py", "misc.py", "core.py"}
    assert [name_of(path) for path in python_files(*FLOORS) if path.name in attics] == []


def test_nothing_listens_for_post_save():
    assert [name_of(path) for path in python_files(*FLOORS) if "post_save" in path.read_text("utf-8")] == []


def test_every_app_says_what_it_is():
    for app in FLOORS:
        assert ast.get_docstring(ast.parse((HOME / app / "__init__.py").read_text("utf-8"))), app


def test_no_test_empties_the_database_that_the_others_share():
    """A flush takes the rows of the migrations along, for the next run too; `committed_db` is a copy of its own."""
    flush = "transaction" + "=True"
    tests = (HOME / "tests").rglob("test_*.py")
    assert [path.name for path in tests if flush in path.read_text(encoding="utf-8")] == []
