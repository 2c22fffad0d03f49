import functools
import re

_WORD = re.compile(r"\w+")


@functools.lru_cache(maxsize=1024)
def slug(title):
    return "-".join(_WORD.findall(title.lower()))
