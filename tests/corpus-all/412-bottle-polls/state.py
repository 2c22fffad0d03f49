"""What everybody shares. Keep it small."""

motd = "hello"
open_polls = 0
maintenance = False
votes = {}


class Flags:
    beta = False
    colors = ("red", "green")


def winner():
    return max(votes, key=votes.get, default=None)
