slowest = 0.0
done: set[str] = set()


def record_latency(path, seconds):
    global slowest
    if seconds > slowest:
        slowest = seconds


def mark(kind):
    done.add(kind)
