import os

import gradio as gr

from model import classify

os.environ["PORT"] = "7860"
TITLE = "Sentiment"

with gr.Blocks(title=TITLE) as demo:
    box = gr.Textbox(label="Text")
    label = gr.Label()
    gr.Button("Classify").click(classify, inputs=box, outputs=label)

if __name__ == "__main__":
    demo.queue().launch(server_name="127.0.0.1", show_error=True)
