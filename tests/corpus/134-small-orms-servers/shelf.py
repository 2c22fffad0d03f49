class Shelf:
    def __init__(self):
        self.books = []

    def open(self, name):
        return [b for b in self.books if b == name]


def arrange(names):
    shelve = Shelf()
    return [shelve.open(n) for n in names]
