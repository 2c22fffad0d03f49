import argparse, uvicorn
p = argparse.ArgumentParser()
p.add_argument("--port", type=int, default=8000)
a = p.parse_args()
uvicorn.run("m:app", host="0.0.0.0", port=a.port)  # <- AR101
