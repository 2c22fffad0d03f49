import chainlit as cl

from retrieval import search
from llm import answer


@cl.on_message
async def on_message(message: cl.Message):
    context = search(message.content)
    await cl.Message(content=answer(message.content, context)).send()
