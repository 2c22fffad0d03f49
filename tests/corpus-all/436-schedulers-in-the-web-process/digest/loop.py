import threading
import time

import schedule

from digest.jobs import hourly

schedule.every().hour.do(hourly)


def _loop():
    while True:
        schedule.run_pending()
        time.sleep(1)


def run_forever():
    worker = threading.Thread(target=_loop, name="schedule", daemon=True)
    worker.start()
