import os

from prometheus_flask_exporter.multiprocess import GunicornPrometheusMetrics

bind = ":" + os.environ.get("PORT", "5000")
workers = 4
forwarded_allow_ips = "127.0.0.1"


def when_ready(server):
    GunicornPrometheusMetrics.start_http_server_when_ready(9100)


def child_exit(server, worker):
    GunicornPrometheusMetrics.mark_process_dead_on_child_exit(worker.pid)
