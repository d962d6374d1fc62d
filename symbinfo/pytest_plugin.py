"""A pytest plugin: every derivation in a folder is a test.

Name the folders on the command line, ``pytest --derivations proofs``, or once in the
configuration, ``symbinfo_derivations = ["proofs"]``. Each function with ``@derivation`` is one
test; it fails with the step that is not proved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike
    from pathlib import Path
    from types import ModuleType

    from _pytest._code.code import ExceptionInfo, TerminalRepr

    from symbinfo.derive.registry import Derivation


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--derivations`` and ``symbinfo_derivations``."""
    group = parser.getgroup("symbinfo", "derivations that symbinfo checks")
    group.addoption(
        "--derivations",
        action="append",
        default=[],
        metavar="FOLDER",
        help="prove the derivations in this folder, each as a test; may be given several times",
    )
    parser.addini("symbinfo_derivations", "folders of derivations", type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Visit the folders, whatever else is asked for on the command line; refuse missing ones."""
    for place in config.getoption("derivations"):
        path = config.invocation_params.dir / place
        if not path.exists():
            msg = f"--derivations {place}: there is no such file or folder"
            raise pytest.UsageError(msg)
        if str(path) not in config.args:
            config.args.append(str(path))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> DerivationFile | None:
    """Collect the Python files in the folders."""
    if file_path.suffix != ".py" or file_path.stem.startswith("_"):
        return None
    if not any(file_path.is_relative_to(folder) for folder in _folders(parent.config)):
        return None
    return DerivationFile.from_parent(parent, path=file_path)


def _folders(config: pytest.Config) -> list[Path]:
    given = [config.invocation_params.dir / place for place in config.getoption("derivations")]
    return [*(path.resolve() for path in given), *config.getini("symbinfo_derivations")]


@final
class DerivationFile(pytest.File):
    """A file of derivations."""

    def collect(self) -> Iterator[DerivationItem]:
        """Return the derivations of the file in its order; importing it proves nothing."""
        from symbinfo.derive.registry import Derivation
        from symbinfo.errors import SymbinfoError

        try:
            module = self._module()
        except (SymbinfoError, ImportError, SyntaxError) as error:
            msg = f"{self.path.name} cannot be imported: {error}"
            raise self.CollectError(msg) from error
        for name, value in vars(module).items():
            if isinstance(value, Derivation) and value.module == module.__name__:
                yield DerivationItem.make(self, name, value)

    def _module(self) -> ModuleType:
        """Return the file as a module; those of symbinfo itself are on its shelf already."""
        import sys

        from _pytest.pathlib import ImportMode, import_path

        from symbinfo.derive import registry

        if self.path.parent == registry.folder():
            registry.load()
            return sys.modules[f"{registry.PACKAGE}.{self.path.stem}"]
        root = self.config.rootpath
        module = import_path(
            self.path, mode=ImportMode.importlib, root=root, consider_namespace_packages=True
        )
        return module  # noqa: RET504 - import_path is typed loosely in old releases of pytest


@final
class DerivationItem(pytest.Item):
    """One derivation: it passes if all its theorems are proved."""

    derivation: Derivation

    @classmethod
    def make(cls, parent: DerivationFile, name: str, derivation: Derivation) -> DerivationItem:
        """Return the test of a derivation."""
        item: DerivationItem = cls.from_parent(parent, name=name)
        item.derivation = derivation
        return item

    def runtest(self) -> None:
        """Prove it."""
        self.derivation.build()

    def repr_failure(self, excinfo: ExceptionInfo[BaseException]) -> str | TerminalRepr:  # type: ignore[override]
        """Return the step that is not proved and why; a traceback only for other errors."""
        from symbinfo.errors import SymbinfoError

        if isinstance(excinfo.value, SymbinfoError):
            return f"{self.derivation.title}: {self.derivation.statement}\n\n{excinfo.value}"
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[PathLike[str] | str, int | None, str]:
        """Return where the derivation stands."""
        return self.path, self.derivation.line - 1, f"derivation {self.name}"
