import os
import subprocess


def dump(query, path):
    subprocess.run(["psql", os.environ["DATABASE_URL"], "-c", query, "-o", path, "--csv"], check=True)
