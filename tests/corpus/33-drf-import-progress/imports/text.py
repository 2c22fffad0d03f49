import re

_slugs = {}
_WORD = re.compile(r"\w+")


def slug(title):
    # same title, same slug: do the work once
    if title not in _slugs:
        _slugs[title] = "-".join(_WORD.findall(title.lower()))
    return _slugs[title]
