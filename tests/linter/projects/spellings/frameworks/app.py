import os
import shutil
import tempfile
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import aiofiles
import bottle
import cherrypy
import falcon
import tornado.web
from aiohttp import web
from blacksheep import Application, Request
from fastapi import APIRouter, UploadFile
from flask import Blueprint, request
from flask.views import MethodView, View
from flask_restful import Resource
from flask_restx import Resource as XResource
from litestar import Litestar, post
from litestar.datastructures import UploadFile as LUpload
from pyramid.view import view_config
from robyn import Robyn
from sanic import Sanic
from starlette.endpoints import HTTPEndpoint
from quart import Quart
from connexion import FlaskApp


class A(MethodView):
    def post(self):
        request.files["f"].save("uploads/" + request.form["name"])  # <- AR302
        d = tempfile.mkdtemp()  # <- AR301
        return d


class B(Resource):
    def put(self, name):
        with open(f"data/{name}", "w") as f:  # <- AR302
            f.write(request.json["x"])
        return {"p": tempfile.mkstemp()[1]}  # <- AR301


class C(tornado.web.RequestHandler):
    async def post(self):
        info = self.request.files["f"][0]
        with open("uploads/" + info["filename"], "wb") as f:  # <- AR302
            f.write(info["body"])
        fd, p = tempfile.mkstemp()  # <- AR301
        os.write(fd, info["body"])
        self.finish(p)


class D(web.View):
    async def post(self):
        data = await self.request.post()
        with open(os.path.join("uploads", data["f"].filename), "wb") as f:  # <- AR302
            shutil.copyfileobj(data["f"].file, f)
        with open("/tmp/" + data["f"].filename, "wb") as f:  # <- AR301
            shutil.copyfileobj(data["f"].file, f)
        return web.Response()


class E:
    def on_post(self, req, resp):
        Path("uploads", req.get_param("name")).write_bytes(req.stream.read())  # <- AR302
        Path("/tmp", req.get_param("name")).write_bytes(req.stream.read())  # <- AR301


app_falcon = falcon.App()
app_falcon.add_route("/e", E())


class F:
    @cherrypy.expose
    def upload(self, f):
        with open("uploads/" + f.filename, "wb") as out:  # <- AR302
            shutil.copyfileobj(f.file, out)
        with open("/tmp/" + f.filename, "wb") as out:  # <- AR301
            shutil.copyfileobj(f.file, out)
        return "ok"


@bottle.post("/g")
def g():
    f = bottle.request.files.f
    f.save("uploads")  # <- AR302
    f.save("/tmp")  # <- AR301


@post("/h")
async def h(data: LUpload) -> str:
    Path("uploads/" + data.filename).write_bytes(await data.read())  # <- AR302
    Path("/tmp/" + data.filename).write_bytes(await data.read())  # <- AR301
    return "x"


@view_config(route_name="i")
def i(request):
    with open("uploads/" + request.POST["f"].filename, "wb") as out:  # <- AR302
        shutil.copyfileobj(request.POST["f"].file, out)
    with open("/tmp/" + request.POST["f"].filename, "wb") as out:  # <- AR301
        shutil.copyfileobj(request.POST["f"].file, out)
    return {}


sapp = Sanic("x")


@sapp.post("/j")
async def j(request):
    async with aiofiles.open("uploads/" + request.files.get("f").name, "wb") as out:  # <- AR302
        await out.write(request.files.get("f").body)
    async with aiofiles.open("/tmp/" + request.files.get("f").name, "wb") as out:  # <- AR301
        await out.write(request.files.get("f").body)


class K(HTTPEndpoint):
    async def post(self, request):
        form = await request.form()
        Path("uploads/x").write_bytes(await form["f"].read())  # <- AR302
        Path("/tmp/x").write_bytes(await form["f"].read())  # <- AR301


class L(BaseHTTPRequestHandler):
    def do_POST(self):
        with open("uploads/l", "wb") as f:  # <- AR302
            f.write(self.rfile.read())
        with open("/tmp/l", "wb") as f:  # <- AR301
            f.write(self.rfile.read())


router = APIRouter()


def store(upload: UploadFile, folder: str):
    target = os.path.join(folder, upload.filename)
    with open(target, "wb") as f:  # <- AR302
        shutil.copyfileobj(upload.file, f)
    return target


@router.post("/m")
def m(f: UploadFile):
    return store(f, "uploads")


class Service:
    base = Path("storage")

    def put(self, name, data):
        (self.base / name).write_bytes(data)  # <- AR302

    def get(self, name):
        return (self.base / name).read_bytes()  # <- AR305


service = Service()


@router.post("/n/{name}")
async def n(name: str, f: UploadFile):
    service.put(name, await f.read())


@router.get("/n/{name}")
async def n_get(name: str):
    return service.get(name)


class Repo:
    def __init__(self, root="records"):
        self.root = root

    def path(self, key):
        return os.path.join(self.root, f"{key}.json")

    def save(self, key, text):
        with open(self.path(key), "w") as f:  # <- AR302
            f.write(text)

    def load(self, key):
        with open(self.path(key)) as f:  # <- AR305
            return f.read()


repo = Repo()


@router.post("/o/{key}")
def o(key: str, text: str):
    repo.save(key, text)


@router.get("/o/{key}")
def o_get(key: str):
    return repo.load(key)


def get_repo():
    return Repo("other")


bp = Blueprint("bp", __name__)


@bp.before_request
def count():
    with open("hits.txt", "a") as f:  # <- AR302
        f.write(".")


@bp.route("/p")
def p():
    return open("hits.txt").read()  # <- AR305
