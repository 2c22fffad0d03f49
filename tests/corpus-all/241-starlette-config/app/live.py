async def live(websocket):
    await websocket.accept()
    await websocket.send_json({"hello": "world"})
    await websocket.close()
