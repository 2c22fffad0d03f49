import os

from flask import Flask

from digest import loop
from digest.jobs import nightly
from digest.timers import scheduler as timer
from digest.web import bp, scheduler


def create_app():
    app = Flask(__name__)
    app.config["SCHEDULER_API_ENABLED"] = True
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    app.register_blueprint(bp)
    scheduler.init_app(app)
    scheduler.start()
    timer.add_job(nightly, "cron", hour=3, id="nightly", replace_existing=True)
    timer.start()
    loop.run_forever()
    return app
