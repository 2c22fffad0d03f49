import string

TEMPLATES = {}


def template(name, text):
    TEMPLATES[name] = string.Template(text)


template("echo", "you asked for $path\n")
template("error", "that was $code\n")


def render(name, **values):
    values.setdefault("code", "200")
    return TEMPLATES[name].substitute(values)
