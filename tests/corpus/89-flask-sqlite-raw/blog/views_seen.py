import shelve


def count(path):
    with shelve.open("views") as seen:
        seen[path] = seen.get(path, 0) + 1
