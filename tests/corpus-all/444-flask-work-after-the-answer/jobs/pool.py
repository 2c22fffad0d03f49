import atexit
import multiprocessing
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(max_workers=4)
atexit.register(executor.shutdown)


def submit(fn, *args):
    future = executor.submit(fn, *args)
    future.add_done_callback(lambda f: print("done", f.exception()))


def spawn(fn, *args):
    process = multiprocessing.Process(target=fn, args=args, daemon=True)
    process.start()
    return process.pid
