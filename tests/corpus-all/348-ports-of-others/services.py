import os
from email.message import EmailMessage

import aiosmtplib
import asyncpg


async def rows(port):
    connection = await asyncpg.connect(host=os.environ["DB_HOST"], port=port, user="app", database="app")
    try:
        return [dict(r) for r in await connection.fetch("select id from rows")]
    finally:
        await connection.close()


async def mail(to, port):
    message = EmailMessage()
    message["To"] = to
    message.set_content("hello")
    await aiosmtplib.send(message, hostname=os.environ["SMTP_HOST"], port=port, start_tls=True)
