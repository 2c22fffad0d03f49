"""The facts of a file: small frozen data without tree nodes, made from one file's content alone.

So they can be cached by content and sent between processes. What they mean together is decided in `link`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from runready_linter.steps import Block
from runready_linter.values import Call, Value

if TYPE_CHECKING:
    from runready_linter.manifests.facts import ManifestFacts

#: The scope of a module's own body, and of what stands under `if __name__ == "__main__":`.
MODULE = "<module>"
MAIN = "<main>"


@dataclass(frozen=True, slots=True)
class Loc:
    """A stretch of the fact's own file; lines and columns count from 1, the end column is exclusive."""

    line: int
    column: int = 1
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Binding:
    """One assignment to a name: at the top of a module, in a class body or in a function.

    `guards` are the conditions that it stands under, as a `CallSite`'s.
    """

    value: Value
    loc: Loc
    kind: Literal["assign", "augment", "import", "def", "class", "loop", "with", "except", "unpack", "declare"] = (
        "assign"
    )
    scope: str = MODULE
    guards: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    default: Value | None = None
    annotation: Value | None = None
    kind: Literal["positional", "keyword", "args", "kwargs"] = "positional"


@dataclass(frozen=True, slots=True)
class CallSite:
    """A call in a function's body. `loc` spans the whole call.

    Args:
        call: the call itself; its callee and arguments are values.
        guards: the `if` and `while` tests that it stands under, innermost last, as values; in an `except` clause
            `Binary("except", <what is caught>, Const(None))`.
        managed: it is the context expression of a `with`.
        awaited: `await` stands before it.
        discarded: it is a statement of its own; nothing takes its result.
    """

    call: Call
    loc: Loc
    guards: tuple[Value, ...] = ()
    managed: bool = False
    awaited: bool = False
    discarded: bool = False


@dataclass(frozen=True, slots=True)
class Store:
    """A change of something that is not a plain local: `x[k] = v`, `x.a = v`, `del x[k]`, `x += v`, and rebinding
    a name declared `global` or `nonlocal`.

    `target` is the place (`Item`, `Attr`, `Global`, or `Local` for nonlocal). For `augment` of an `Item` or `Attr` the
    place is the same. Calls of mutating methods are not stores: they are `CallSite`s, judged when linked.
    """

    kind: Literal["assign", "augment", "delete", "rebind"]
    target: Value
    value: Value | None
    loc: Loc
    guards: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """A function, lambda, method, or the body of the module (`MODULE`) or of its main guard (`MAIN`).

    `qualname` joins the names of enclosing functions and classes by dots; a name used twice gets `@line` behind it.
    `parent` is the enclosing function's qualname, `owner` the class's where it is a method. `locals` maps each name to
    its bindings in order. `globals_` and `nonlocals` map declared names to the line of the declaration.
    """

    qualname: str
    loc: Loc
    parent: str = MODULE
    owner: str = ""
    params: tuple[Parameter, ...] = ()
    decorators: tuple[Value, ...] = ()
    is_async: bool = False
    is_generator: bool = False
    locals: Mapping[str, tuple[Binding, ...]] = field(default_factory=dict)
    globals_: Mapping[str, int] = field(default_factory=dict)
    nonlocals: Mapping[str, int] = field(default_factory=dict)
    calls: tuple[CallSite, ...] = ()
    stores: tuple[Store, ...] = ()
    returns: tuple[Value, ...] = ()
    yields: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Class:
    """A class; `attributes` are the bindings of its body, `methods` the qualnames of its functions by name."""

    qualname: str
    loc: Loc
    scope: str = MODULE
    bases: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    decorators: tuple[Value, ...] = ()
    attributes: Mapping[str, tuple[Binding, ...]] = field(default_factory=dict)
    methods: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PythonFacts:
    """One Python file. `bindings` are the module's top-level names, those bound by functions through `global` too
    (their `scope` says which); `stars` are the modules imported whole."""

    bindings: Mapping[str, tuple[Binding, ...]]
    functions: Mapping[str, Function]
    classes: Mapping[str, Class]
    stars: tuple[str, ...] = ()
    exports: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    """A variable that a shell expands. `default` is the word of `${NAME:-word}`, None where there is none; `assigns`
    for `${NAME:=word}`, which sets the variable too."""

    name: str
    default: tuple[Part, ...] | None = None
    assigns: bool = False


@dataclass(frozen=True, slots=True)
class Substitution:
    """What only a running shell knows (`$(...)`, arithmetic, `${NAME#...}`), as written."""

    text: str


Part = str | Expansion | Substitution


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a command line, without its quotes: the parts that a shell would join."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str | None:
        """The whole word, None where a part of it is not literal."""
        return "".join(str(p) for p in self.parts) if all(isinstance(p, str) for p in self.parts) else None

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables that a shell would expand in it."""
        return tuple(p.name for p in self.parts if isinstance(p, Expansion))


@dataclass(frozen=True, slots=True)
class Command:
    """A simple command of a shell: its words, the assignments before it, and whether the shell becomes it by `exec` (in a
    pipeline or a subshell, another process does).

    Without words, the assignments are the shell's own (`A=1`, `export A=1`). `conditional`: it stands in a branch
    (`if`, `case`, behind `||` or a test and `&&`); `background`: the shell does not wait for it; `alone`: the program is this
    command and nothing else.
    """

    words: tuple[Word, ...]
    env: tuple[tuple[str, Word], ...] = ()
    exec_: bool = False
    loc: Loc = Loc(1)
    conditional: bool = False
    background: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Heredoc:
    """A file written in the container file itself (`COPY <<EOF /start.sh`); `line` is that of its first line. `expands`:
    the builder puts the values of its own variables in, unless the name is quoted."""

    name: str
    text: str
    line: int
    expands: bool = False


@dataclass(frozen=True, slots=True)
class Instruction:
    """An instruction of a container file, with its stage's index from 0 (-1 before the first `FROM`).

    `text` is all behind the keyword and its flags, continuation lines joined and comments left out. Where the JSON
    form is allowed, `exec_form` has its words, else it is None and `shell_form` has the text. `pairs` are those of
    `ENV`, `ARG` and `LABEL` without their quotes, with a backslash before a `$` that is not expanded. `onbuild`: it
    is run by images that are built from this one.
    """

    keyword: str
    stage: int
    loc: Loc
    text: str = ""
    exec_form: tuple[str, ...] | None = None
    shell_form: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    flags: tuple[tuple[str, str], ...] = ()
    heredocs: tuple[Heredoc, ...] = ()
    onbuild: bool = False


@dataclass(frozen=True, slots=True)
class ContainerFacts:
    """A container file: its stages' instructions in order; `stages` has (name or "", base image) by index."""

    instructions: tuple[Instruction, ...]
    stages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar of a configuration file: its text without quotes and escapes, its place, and what YAML takes it for
    (`str`, `int`, `float`, `bool`, `null`, or the name of another tag).

    An `expression` has its references in the text as `${name}` (`${}` for what is not followed, `$${` for a literal `${`);
    once followed, it is `unknown` where a part of it is not known. `default_of`: the parameter whose default it is, which
    a deployment may give another value.
    """

    text: str
    loc: Loc
    kind: str = "str"
    default_of: str = ""

    @property
    def known(self) -> str | None:
        """The text, None where a part of it is not known."""
        return None if self.kind in ("expression", "unknown") else self.text


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable that a service configuration gives. `value` is None for a secret, `source` (its ARN or name) for
    anything else."""

    name: Scalar
    value: Scalar | None = None
    source: Scalar | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A place at which a configuration file does not have the shape that its format asks for. `help`: what to write
    there, where that is known."""

    message: str
    loc: Loc
    help: str = ""


@dataclass(frozen=True, slots=True)
class ImageSource:
    """The image that a service runs: its name in its registry, and what kind of registry the configuration says it is."""

    identifier: Scalar | None = None
    repository_type: Scalar | None = None


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """How the platform is told to check a service's health; what is left out is the platform's default."""

    protocol: Scalar | None = None
    path: Scalar | None = None
    interval: Scalar | None = None
    timeout: Scalar | None = None
    healthy: Scalar | None = None
    unhealthy: Scalar | None = None


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A service configuration; what it does not say is None or empty.

    Args:
        path: the file that holds it.
        name: which of the file's services it is; "" for a file that is one as a whole.
        format: what it is written as (`apprunner.yaml`, a resource type), which a platform reads or does not
            (`Platform.reads`); "": every platform reads it.
        build: the build commands, those before and after them included, in their order.
        command: what starts the service; no shell reads it.
        port: the port that requests go to, as written.
        port_variable: a further variable that gets the number of the port.
        pre_run_at: the key of the commands before the start, where it stands.
        gives_more: it gives variables that are not known.
        image: the image that it runs; None: it is built from source.
        deferred: a file in the source says how it is built and started (`apprunner.yaml`), and not this configuration.
        faults: where it does not fit its format, in the order of the file.
    """

    path: str = ""
    name: str = ""
    format: str = ""
    version: Scalar | None = None
    runtime: Scalar | None = None
    runtime_version: Scalar | None = None
    build: tuple[Scalar, ...] = ()
    build_env: tuple[Variable, ...] = ()
    pre_run: tuple[Scalar, ...] = ()
    pre_run_at: Loc | None = None
    command: Scalar | None = None
    port: Scalar | None = None
    port_variable: Scalar | None = None
    env: tuple[Variable, ...] = ()
    secrets: tuple[Variable, ...] = ()
    gives_more: bool = False
    image: ImageSource | None = None
    deferred: bool = False
    cpu: Scalar | None = None
    memory: Scalar | None = None
    instance_role: Scalar | None = None
    access_role: Scalar | None = None
    health: HealthCheck = HealthCheck()
    faults: tuple[Fault, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from every other configuration of a project."""
        return f"{self.path}#{self.name}" if self.name else self.path


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that could not be read as what it is: a warning with a place, never a crash."""

    message: str
    loc: Loc


@dataclass(frozen=True, slots=True)
class FileFacts:
    """All that is known of one file. `lifecycles` has the steps of each function of `python`, by its qualname. `service` is
    a file that is a service configuration as a whole, `manifest` one that describes services among other things."""

    path: str
    lines: int
    python: PythonFacts | None = None
    container: ContainerFacts | None = None
    service: ServiceFacts | None = None
    manifest: ManifestFacts | None = None
    lifecycles: Mapping[str, Block] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
