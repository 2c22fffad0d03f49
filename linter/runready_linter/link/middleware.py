"""Middleware classes: a web framework makes one object of each, which sees every request of the process."""

from __future__ import annotations

from runready_linter.link import classes
from runready_linter.link.objects import ClassObject
from runready_linter.link.project import Project

#: The parameter that middleware is given the rest of the application in, and those that it is then called with.
_SHAPES = (
    (("get_response",), ("request",)),
    (("app", "wsgi_app", "application", "next_app"), ("environ", "start_response")),
    (("app", "asgi_app", "application", "inner", "next_app"), ("scope", "receive", "send")),
)


def is_middleware(project: Project, cls: ClassObject) -> bool:
    """Whether a class is middleware, by its base class or by the shape that the protocols of WSGI, ASGI and Django ask
    for: made with the application, and called with a request."""
    bases = project.knowledge.attributes.middleware_bases
    if any(b.startswith(bases) for b in classes.library_bases(project, cls)):
        return True
    module = project.python[cls.path]
    methods = module.classes[cls.qualname].methods
    if not {"__init__", "__call__"} <= methods.keys():
        return False
    made, called = ([p.name for p in module.functions[methods[n]].params[1:]] for n in ("__init__", "__call__"))
    return any(made[:1] and made[0] in given and tuple(called) == with_ for given, with_ in _SHAPES)
