import subprocess
import threading


def convert(path):
    subprocess.run(["ffmpeg", "-i", path, path + ".webm"], check=True, timeout=60)


def probe(path):
    process = subprocess.Popen(["ffprobe", path], stdout=subprocess.PIPE)
    out, _ = process.communicate(timeout=20)
    return out.decode()


def stream(path):
    with subprocess.Popen(["cat", path], stdout=subprocess.PIPE) as process:
        return process.stdout.read()


def crunch(n):
    return sum(i * i for i in range(n))


def both(n):
    results = []
    workers = [threading.Thread(target=lambda k=k: results.append(crunch(k))) for k in (n, n + 1)]
    [w.start() for w in workers]
    [w.join() for w in workers]
    return results


def with_deadline(fn, seconds):
    alarm = threading.Timer(seconds, print, args=("slow",))
    alarm.start()
    try:
        return fn()
    finally:
        alarm.cancel()
