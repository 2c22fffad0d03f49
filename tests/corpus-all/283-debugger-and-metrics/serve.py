import multiprocessing
import os

import debugpy
from gunicorn.app.base import BaseApplication

from shelf import app


class Standalone(BaseApplication):
    def __init__(self, application, options=None):
        self.options = options or {}
        self.application = application
        super().__init__()

    def load_config(self):
        for key, value in self.options.items():
            self.cfg.set(key, value)

    def load(self):
        return self.application


if __name__ == "__main__":
    debugpy.listen(("0.0.0.0", 5678))
    Standalone(app, {"bind": "0.0.0.0:8700", "workers": multiprocessing.cpu_count()}).run()
