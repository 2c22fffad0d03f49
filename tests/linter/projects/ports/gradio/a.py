import gradio as gr
with gr.Blocks() as demo:
    gr.Textbox()
demo.queue().launch()  # <- AR101
