import os

import uvicorn

DEFAULTS = {"host": "0.0.0.0", "log_level": "info", "proxy_headers": True, "forwarded_allow_ips": "*"}


def main():
    options = dict(DEFAULTS)
    options["port"] = int(os.environ.get("PORT", "8080"))
    uvicorn.run("atlas.app:app", **options)


if __name__ == "__main__":
    main()
