import os

import gradio as gr
import uvicorn
from fastapi import FastAPI

from speech import speak

app = FastAPI()


@app.get("/healthz")
def healthz():
    return "ok"


demo = gr.Interface(fn=speak, inputs="text", outputs="audio")
app = gr.mount_gradio_app(app, demo, path="/ui")

if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ.get("PORT", 7860)))
