from django.apps import AppConfig

CHECKS = {}


def check(name):
    def wrap(fn):
        CHECKS[name] = fn
        return fn

    return wrap


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self):
        from visits import signals

        CHECKS["online"] = signals.count_online
        self.checks = len(CHECKS)
