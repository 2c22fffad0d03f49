RECENT = []


def push(path):
    RECENT[:] = [path] + RECENT[:9]
