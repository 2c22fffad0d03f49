import json

from channels.generic.websocket import AsyncWebsocketConsumer


class NoteConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.group = "board_%s" % self.scope["url_route"]["kwargs"]["board"]
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def receive(self, text_data):
        await self.channel_layer.group_send(self.group, {"type": "note", "text": json.loads(text_data)["text"]})

    async def note(self, event):
        await self.send(text_data=json.dumps({"text": event["text"]}))
