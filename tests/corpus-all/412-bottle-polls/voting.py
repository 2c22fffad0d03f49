class Ballot:
    def __init__(self, table):
        self.table = table
        self.casts = 0

    def cast(self, name, weight=1):
        if name not in self.table:
            raise KeyError(name)
        self.table[name] += weight
        self.casts += 1
