"""The faults that mutmut makes of a file, and one of them in the function that runs."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

ROOT = Path(__file__).parents[3]
DECORATED = re.compile(r"^ *@.*$", re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """`was` became `now` in a function of a file; `text` is the whole file with it."""

    file: str
    function: str
    was: str
    now: str
    text: str

    def __str__(self) -> str:
        return f"{self.file} {self.function}: {_line(self.was)} → {_line(self.now)}"


def faults(file: Path) -> Iterator[Fault]:
    """Everything but what is only a type, and what changes nothing that runs."""
    from mutmut.mutation.file_mutation import create_mutations, deep_replace

    # mutmut passes over what is decorated; here the function itself is changed, whatever is around it.
    name, said = str(file.relative_to(ROOT)), DECORATED.sub("", file.read_text("utf8"))
    whole = functions(compile(said, str(file), "exec"))
    module, mutations, *_ignored = create_mutations(name, said)
    for one in mutations:
        if one.contained_by_top_level_function is None:
            continue
        text = deep_replace(module, one.original_node, one.mutated_node).code
        try:
            changed = functions(compile(text, str(file), "exec"))
        except SyntaxError:
            continue
        function = next((key for key in whole if _differ(whole[key], changed.get(key))), "")
        if function:
            words = (module.code_for_node(node) for node in (one.original_node, one.mutated_node))
            yield Fault(name, function, *words, text)


def functions(code: CodeType, within: str = "") -> dict[str, CodeType]:
    """Those of the module and of its classes, in the order in which they stand."""
    found: dict[str, CodeType] = {}
    for one in code.co_consts:
        if isinstance(one, CodeType) and not one.co_name.startswith("<"):
            if _of_class(one):
                found |= functions(one, f"{within}{one.co_name}.")
            else:
                found[f"{within}{one.co_name}"] = one
    return found


def _of_class(code: CodeType) -> bool:
    return "__qualname__" in code.co_names and not code.co_flags & inspect.CO_OPTIMIZED


def _differ(one: CodeType, other: CodeType | None) -> bool:
    return other is None or _says(one) != _says(other)


def _says(code: CodeType) -> tuple[Any, ...]:
    inner = tuple(_says(one) if isinstance(one, CodeType) else (type(one), one) for one in code.co_consts)
    return code.co_code, inner, code.co_names, code.co_varnames


def put_in(fault: Fault) -> None:
    """Whoever has imported the function runs the fault as well."""
    changed = functions(compile(fault.text, str(ROOT / fault.file), "exec"))[fault.function]
    found: Any = import_module(fault.file.removesuffix(".py").replace("/", "."))
    for name in fault.function.split("."):
        found = inspect.getattr_static(found, name)
    _bare(found).__code__ = changed


def _bare(found: Any) -> FunctionType:
    """What runs, beneath what it is wrapped in."""
    if isinstance(found, property):
        found = found.fget
    if isinstance(found, cached_property):
        found = found.func
    return inspect.unwrap(getattr(found, "__func__", found))


def _line(text: str) -> str:
    return " ".join(text.split())[:70]
