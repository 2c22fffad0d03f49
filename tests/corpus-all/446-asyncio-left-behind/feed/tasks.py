import asyncio
import threading

running = set()
failures = 0


async def notify(user):
    global failures
    try:
        await asyncio.sleep(1)
    except Exception:
        failures += 1


def start(user):
    task = asyncio.ensure_future(notify(user))
    running.add(task)
    task.add_done_callback(running.discard)


def archive(text):
    print("archived", text)


def in_thread(text):
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, archive, text)


def later(user):
    asyncio.get_event_loop().call_later(10, print, user)


class Pump(threading.Thread):
    daemon = True

    def run(self):
        while True:
            threading.Event().wait(5)
