import json
from pathlib import Path

from web import serve

PROFILE = Path("profile.json")


def answer(request):
    if request.method == "PUT":
        PROFILE.write_text(json.dumps(request.json))
        return 200, "saved", {}
    return 200, json.loads(PROFILE.read_text()) if PROFILE.exists() else {}, {}


serve(answer)
