import os
import sys

import uvicorn

PORT = int(os.environ.get("PORT", "8080"))
HOST = os.environ.get("HOSTNAME", "0.0.0.0")


def main(port=8000):
    print(f"PORT is {PORT}", file=sys.stderr)
    uvicorn.run("web:app", host=HOST, port=port)


if __name__ == "__main__":
    main()
