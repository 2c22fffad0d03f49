import subprocess
subprocess.run(["uvicorn", "m:app", "--port", "8000"], check=True)  # <- AR101 AR102
