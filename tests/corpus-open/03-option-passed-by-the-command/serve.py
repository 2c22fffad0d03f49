import argparse

import uvicorn

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=8080)

if __name__ == "__main__":
    uvicorn.run("app:app", host="0.0.0.0", port=parser.parse_args().port)
