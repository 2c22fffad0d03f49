def rows():
    for n in range(100):
        yield n, n * n
