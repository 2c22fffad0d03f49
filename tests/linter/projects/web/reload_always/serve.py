import os

import uvicorn

RELOAD = True


def main():
    uvicorn.run("app:app", host="0.0.0.0", port=int(os.environ.get("PORT", "8080")), reload=RELOAD)  # <- AR109


if __name__ == "__main__":
    main()
