from ledger import data
from ledger.data import accounts as book


class Ledger:
    def __init__(self, accounts, journal):
        self.accounts = accounts
        self.journal = journal

    def transfer(self, source, target, amount):
        self.accounts[source]["balance"] -= amount
        self.accounts.setdefault(target, {"balance": 0})["balance"] += amount
        self.journal += [(next(data.numbers), source, target, amount)]


def ledger():
    return Ledger(book, data.journal)


def apply(rows, target):
    for row in rows:
        target.append(row)


def set_rate(value):
    data.rate = value
