import aio_pika
import httpx
from fastapi import FastAPI, HTTPException, WebSocket, WebSocketDisconnect

from app.config import settings

app = FastAPI(title=settings.app_name)


@app.post("/orders/{order_id}/pay")
async def pay(order_id: int):
    async with httpx.AsyncClient(timeout=10) as client:
        user = await client.get(f"{settings.user_service_url}/me")
        response = await client.post(f"{settings.payment_service_url}/payments", json={"order": order_id})
    if response.status_code != 200:
        raise HTTPException(502, "payment failed")
    connection = await aio_pika.connect_robust(settings.rabbitmq_url)
    async with connection:
        channel = await connection.channel()
        await channel.default_exchange.publish(aio_pika.Message(str(order_id).encode()), routing_key="paid")
    return {"user": user.json(), "paid": True}


@app.websocket("/ws/orders")
async def order_updates(websocket: WebSocket):
    await websocket.accept()
    try:
        while True:
            await websocket.send_text(await websocket.receive_text())
    except WebSocketDisconnect:
        pass
