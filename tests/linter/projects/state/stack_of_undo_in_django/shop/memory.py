from collections import defaultdict

STACKS = defaultdict(list)  # <- AR201


def push(user, what):
    stack = STACKS[user]
    stack.append(what)
    while len(stack) > 10:
        stack.pop(0)
