import os
import shlex
import subprocess
import sys


def migrate():
    subprocess.check_call([sys.executable, "-m", "notes.migrate"])


def serve():
    port = os.environ.get("PORT", "8080")
    cmd = f"gunicorn notes:app -w 2 --bind 0.0.0.0:{port}"
    os.execvp("gunicorn", shlex.split(cmd))


if __name__ == "__main__":
    migrate()
    serve()
