import argparse
import os

import uvicorn

parser = argparse.ArgumentParser()
parser.add_argument("--dev", action="store_true")
if parser.parse_args().dev:
    uvicorn.run("app:app", reload=True)
else:
    uvicorn.run("app:app", host="0.0.0.0", port=int(os.environ.get("PORT", "8080")))
