"""No room grows until nobody can see its far wall: modules, functions, classes and folders of client/ keep a size."""

import ast
from collections.abc import Iterator
from pathlib import Path

CLIENT = Path(__file__).resolve().parent.parent.parent / "client"
MODULE_LINES, FUNCTION_LINES, PUBLIC_METHODS, FOLDER_FILES = 400, 60, 20, 25


def test_everything_keeps_its_size() -> None:
    assert len(list(CLIENT.rglob("*.py"))) > 10, "the client was not found"
    assert list(_too_big(CLIENT)) == []


def test_what_is_too_big_is_seen(tmp_path: Path) -> None:
    long_function = "def long():\n" + "    print()\n" * FUNCTION_LINES
    wide_class = "class Wide:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(PUBLIC_METHODS + 1))
    (tmp_path / "functions.py").write_text(long_function, encoding="utf-8")
    (tmp_path / "classes.py").write_text(wide_class, encoding="utf-8")
    (tmp_path / "lines.py").write_text("x = 1\n" * (MODULE_LINES + 1), encoding="utf-8")
    for number in range(FOLDER_FILES):
        (tmp_path / f"file{number}.py").touch()
    faults = "\n".join(_too_big(tmp_path))
    assert all(word in faults for word in ("long has 61 lines", "Wide has 21", "lines.py has 401", "holds 28 modules"))


def _too_big(top: Path) -> Iterator[str]:
    for folder in [top, *(path for path in sorted(top.rglob("*")) if path.is_dir())]:
        modules = [path for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]
        if len(modules) > FOLDER_FILES:
            yield f"{folder.relative_to(top.parent)} holds {len(modules)} modules, {FOLDER_FILES} at most"
        for module in sorted(folder.glob("*.py")):
            yield from _too_big_in(module, module.relative_to(top.parent).as_posix())


def _too_big_in(module: Path, name: str) -> Iterator[str]:
    text = module.read_text(encoding="utf-8")
    if (lines := len(text.splitlines())) > MODULE_LINES:
        yield f"{name} has {lines} lines, {MODULE_LINES} at most"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{name}:{node.lineno} {node.name} has {lines} lines, {FUNCTION_LINES} at most"
        elif isinstance(node, ast.ClassDef):
            inside = [part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
            public = [part for part in inside if not part.name.startswith("_")]
            if len(public) > PUBLIC_METHODS:
                yield f"{name}:{node.lineno} {node.name} has {len(public)} public methods, {PUBLIC_METHODS} at most"
