import os

import gradio as gr

demo = gr.Interface(fn=str.upper, inputs="text", outputs="text")

if __name__ == "__main__":
    demo.launch(server_name="0.0.0.0", server_port=int(os.environ.get("PORT", "8080")))
