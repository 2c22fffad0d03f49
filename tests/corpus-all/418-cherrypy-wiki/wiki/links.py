import re

WORD = re.compile(r"\b[A-Z][a-z]+[A-Z]\w+")


class LinkIndex:
    rebuilt = False

    def __init__(self):
        self._out = {}

    def add(self, name, text):
        self._out[name] = sorted(set(WORD.findall(text or "")))

    def of(self, name):
        return self._out.get(name, [])


index = LinkIndex()
