import os
import sys

import uvicorn


def port_from_env(default=8080):
    """The platform's port."""
    raw = os.environ.get("PORT")
    if not raw:
        return default
    return int(raw)


def main(port=None):
    if port is None:
        port = port_from_env()
    print(f"listening on {port}", file=sys.stderr)
    uvicorn.run("web:app", host="0.0.0.0", port=port)


if __name__ == "__main__":
    main()
