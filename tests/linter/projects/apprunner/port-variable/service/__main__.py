import os

import uvicorn

from service.app import app

uvicorn.run(app, host="0.0.0.0", port=int(os.environ.get("SERVICE_PORT", "9000")))
