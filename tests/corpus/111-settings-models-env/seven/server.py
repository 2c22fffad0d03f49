import sys

import uvicorn
from environs import Env

env = Env()
env.read_env()

if __name__ == "__main__":
    print("http://localhost:8080", file=sys.stderr)
    uvicorn.run("seven.web:app", host="0.0.0.0", port=env.int("PORT", 8080))
