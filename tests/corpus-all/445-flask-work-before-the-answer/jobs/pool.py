import concurrent.futures
import multiprocessing
from concurrent.futures import ThreadPoolExecutor, as_completed

executor = ThreadPoolExecutor(max_workers=4)


def wait_for(fn, *args):
    future = executor.submit(fn, *args)
    return future.result(timeout=30)


def all_of(fn, items):
    with ThreadPoolExecutor(max_workers=8) as pool:
        futures = [pool.submit(fn, item) for item in items]
        return [f.result() for f in as_completed(futures)]


def in_processes(fn, items):
    with multiprocessing.Pool(2) as pool:
        return pool.map(fn, items)


def mapped(fn, items):
    return list(executor.map(fn, items))


def first_of(fn, items):
    futures = {executor.submit(fn, item): item for item in items}
    done, _ = concurrent.futures.wait(futures)
    return {futures[f]: f.result() for f in done}
