import subprocess


def scan(path):
    done = subprocess.run(["clamscan", "--no-summary", path], capture_output=True, text=True)
    return "clean" if done.returncode == 0 else done.stdout
