import os
import subprocess
import sys


def migrate():
    subprocess.check_call([sys.executable, "-m", "notes.migrate"])


def serve():
    workers = os.environ.get("WORKERS", "2")
    cmd = ["gunicorn", "notes:app", "-w", workers, "--bind", "0.0.0.0:8010", "--reload"]
    os.execvp(cmd[0], cmd)


if __name__ == "__main__":
    os.environ["AWS_PROFILE"] = "notes"
    migrate()
    serve()
