import asyncio
import subprocess


def render_pdf(number, path):
    subprocess.run(["wkhtmltopdf", f"https://internal/reports/{number}", path], check=True)


async def thumbnail(number, path):
    process = await asyncio.create_subprocess_exec("convert", f"{number}.pdf[0]", path)
    await process.wait()
