"""usage: python serve.py --host 0.0.0.0 --port 8080"""
import argparse

import uvicorn


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    args = parser.parse_args()
    # the image passes both, the defaults are for a laptop
    uvicorn.run("web:app", host=args.host, port=args.port)


if __name__ == "__main__":
    main()
