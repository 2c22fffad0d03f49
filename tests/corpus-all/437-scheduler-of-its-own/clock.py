"""The clock process: runs as a service of its own, not in the web process."""
import threading

from apscheduler.schedulers.blocking import BlockingScheduler

from digest.jobs import hourly, nightly

RUNS = {}


def note(name):
    RUNS[name] = RUNS.get(name, 0) + 1


def main():
    scheduler = BlockingScheduler(timezone="UTC")
    scheduler.add_job(hourly, "interval", hours=1)
    scheduler.add_job(nightly, "cron", hour=3)
    threading.Thread(target=note, args=("start",)).start()
    scheduler.start()


if __name__ == "__main__":
    main()
