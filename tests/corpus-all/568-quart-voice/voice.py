import asyncio
import io
import os
import tempfile
from pathlib import Path

import aiosqlite
from gtts import gTTS
from pydub import AudioSegment
from quart import Quart, Response, g, request, send_file

app = Quart(__name__)
CLIPS = Path(app.root_path) / "clips"


@app.before_request
async def open_db():
    g.db = await aiosqlite.connect(os.environ.get("VOICE_DB", "voice.sqlite"))


@app.after_request
async def close_db(response):
    await g.db.close()
    return response


@app.post("/say")
async def say():
    body = await request.get_json()
    target = tempfile.NamedTemporaryFile(suffix=".mp3", delete=False)
    await asyncio.to_thread(gTTS(body["text"]).save, target.name)
    target.close()
    return await send_file(target.name, mimetype="audio/mpeg")


@app.post("/clips/<name>")
async def keep(name):
    upload = (await request.files)["clip"]
    sound = AudioSegment.from_file(io.BytesIO(upload.read()))
    sound.set_frame_rate(16000).export(CLIPS / f"{name}.wav", format="wav")
    return {"ms": len(sound)}


@app.get("/clips/<name>")
async def clip(name):
    return await send_file(CLIPS / f"{name}.wav")


@app.get("/clips/<name>/length")
async def length(name):
    path = CLIPS / f"{name}.wav"
    if not path.is_file():
        return {"ms": 0}
    return {"ms": len(AudioSegment.from_file(path))}


@app.post("/mix")
async def mix():
    files = await request.files
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for index, upload in enumerate(files.values()):
            path = os.path.join(folder, f"{index}.wav")
            await upload.save(path)
            parts.append(AudioSegment.from_file(path))
        out = io.BytesIO()
        sum(parts, AudioSegment.empty()).export(out, format="wav")
        return Response(out.getvalue(), mimetype="audio/wav")
