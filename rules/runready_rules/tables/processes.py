"""Programs that run beside an application: supervisors, cron, sshd, workers and servers of other things."""

from __future__ import annotations

import re

#: What starts several programs and keeps them running, by the name of the executable.
SUPERVISORS = frozenset(
    {
        "supervisord", "s6-svscan", "s6-init", "s6-overlay-suexec", "runsvdir", "runsvdir-start", "my_init", "runit", "circusd", "honcho", "foreman",
        "goreman", "hivemind", "overmind", "pm2", "pm2-runtime", "pm2-docker", "forever", "monit", "god", "process-compose", "mprocs", "multirun",
        "concurrently", "systemd", "openrc-init",
    }
)  # fmt: skip
#: Entry points of images that start a supervisor, by their whole path.
SUPERVISOR_PATHS = frozenset(
    {"/init", "/sbin/init", "/sbin/my_init", "/lib/systemd/systemd", "/usr/lib/systemd/systemd"}
)

CRON = frozenset({"cron", "crond", "supercronic", "anacron", "fcron", "go-crond", "yacron", "dcron"})
SSHD = frozenset({"sshd", "ssh", "dropbear"})

#: Servers of other things than the application, and agents beside it; they run until they are stopped.
DAEMONS = frozenset(
    {
        "nginx", "openresty", "caddy", "haproxy", "envoy", "traefik", "httpd", "apache2", "apache2ctl", "apachectl", "varnishd", "php-fpm",
        "redis-server", "valkey-server", "keydb-server", "memcached", "postgres", "pg_ctl", "pg_ctlcluster", "mysqld", "mysqld_safe",
        "mariadbd", "mariadbd-safe", "mongod", "rabbitmq-server", "clamd", "freshclam", "postfix", "exim", "dnsmasq", "pgbouncer", "mailhog",
        "tailscaled", "cloudflared", "ngrok", "cloud_sql_proxy", "cloud-sql-proxy", "telegraf", "promtail", "filebeat", "metricbeat", "fluent-bit",
        "fluentd", "vector", "otelcol", "otelcol-contrib", "statsd", "node_exporter", "datadog-agent", "amazon-cloudwatch-agent", "rsyslogd",
        "syslog-ng", "consul", "vault", "minio", "elasticsearch", "zookeeper", "nats-server",
    }
)  # fmt: skip
#: Those that go into the background by themselves, unless an option keeps them.
BACKGROUND_BY_ITSELF = {
    "nginx": re.compile(r"daemon\s+off"),
    "cron": re.compile(r"-f\b"),
    "crond": re.compile(r"-[a-z]*f\b|-n\b"),
    "sshd": re.compile(r"-[a-zA-Z]*D\b"),
    "dropbear": re.compile(r"-[a-zA-Z]*F\b"),
    "apachectl": re.compile(r"FOREGROUND", re.IGNORECASE),
    "apache2ctl": re.compile(r"FOREGROUND", re.IGNORECASE),
    "apache2": re.compile(r"FOREGROUND", re.IGNORECASE),
    "httpd": re.compile(r"FOREGROUND|-f\b", re.IGNORECASE),
    "php-fpm": re.compile(r"-F\b|--nodaemonize"),
    "pg_ctl": re.compile(r"(?!)"),
    "pg_ctlcluster": re.compile(r"--foreground"),
    "clamd": re.compile(r"--foreground"),
    "freshclam": re.compile(r"(?!)"),
    "postfix": re.compile(r"start-fg"),
    "rsyslogd": re.compile(r"-n\b"),
}
#: Options that send a program into the background.
INTO_BACKGROUND = re.compile(
    r"(?:^|\s)(?:--daemon(?:ize)?(?:[= ](?:yes|true|1))?|-D|-d|--detach|--fork|-detached|multi start)(?=\s|$)"
)
#: Programs that such an option of one letter means that of.
TAKES_BACKGROUND_OPTION = frozenset(
    {
        "gunicorn",
        "celery",
        "redis-server",
        "valkey-server",
        "memcached",
        "uwsgi",
        "mongod",
        "rabbitmq-server",
        "hypercorn",
        "daphne",
    }
)

#: Programs that work through a queue, and subcommands of others that do.
WORKERS = frozenset({"rq", "rqworker", "rqscheduler", "dramatiq", "huey_consumer", "huey_consumer.py", "arq", "sidekiq", "taskiq", "procrastinate", "faust", "streamz"})  # fmt: skip
WORKER_SUBCOMMANDS = {
    "celery": frozenset({"worker", "beat", "multi", "flower"}),
    "manage.py": frozenset({"rqworker", "rqscheduler", "qcluster", "celery", "runworker", "process_tasks", "run_huey", "rundramatiq", "runapscheduler", "runcrons", "db_worker", "procrastinate", "consume", "worker", "scheduler"}),
    "flask": frozenset({"rq", "worker", "consume", "scheduler"}),
}  # fmt: skip
#: Words that say of a project's own program that it does not end by itself.
WORKER_WORDS = re.compile(
    r"(?:^|[._/-])(?:workers?|schedulers?|consumers?|cron|bots?|daemons?|beat|poller|listener|jobs?|queue|exporter|sidecar)(?:$|[._/-])",
    re.IGNORECASE,
)
#: Code that does not end by itself.
RUNS_ON = re.compile(rb"while\s*\(?\s*(?:True|1|true)\b|run_forever|serve_forever|start_consuming|BlockingScheduler|run_pending|setInterval\(|\.listen\(|\.consume\(")  # fmt: skip
