from apscheduler.schedulers.background import BackgroundScheduler
from flask import Blueprint, request
from flask_apscheduler import APScheduler

from digest.jobs import once

bp = Blueprint("digest", __name__)
scheduler = APScheduler()
reminders = BackgroundScheduler(timezone="UTC")
reminders.start()


@bp.post("/reminders")
def remind():
    job = reminders.add_job(once, "date", run_date=request.form["at"], args=[request.form["user"]])
    return {"id": job.id}, 201


@bp.get("/reminders")
def pending():
    return {"pending": [job.id for job in reminders.get_jobs()]}
