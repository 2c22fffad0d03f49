import csv
import gzip
import json
import os
import pathlib
import pickle
import shutil
import sqlite3
import zipfile

import aiofiles
import cv2
import geopandas
import imageio.v3 as iio
import joblib
import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pdfkit
import plotly.graph_objects as go
import pyarrow.parquet as pq
import qrcode
import scipy.io.wavfile
import soundfile as sf
import toml
import tomli_w
import torch
import yaml
from bokeh.plotting import output_file, save as bokeh_save
from docx import Document
from docxtpl import DocxTemplate
from flask import Flask, current_app, request
from fpdf import FPDF
from gtts import gTTS
from matplotlib import pyplot as plt
from openpyxl import Workbook
from PIL import Image
from pptx import Presentation
from pydub import AudioSegment
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas
from reportlab.platypus import SimpleDocTemplate
from weasyprint import HTML
from wordcloud import WordCloud
import xlsxwriter
import keras
import trimesh
import networkx as nx
import h5py
import barcode
import segno
import msgpack
import ujson
import orjson
from lxml import etree
import xml.etree.ElementTree as ET
import xlwt
import svgwrite
import folium
import moviepy.editor as mp

app = Flask(__name__)
OUT = os.path.join(app.root_path, "generated")
DATA = pathlib.Path(__file__).parent / "data"


@app.post("/a/<name>")
def a(name):
    with open(f"{OUT}/{name}.csv", "w") as f:  # <- AR302
        csv.writer(f).writerow(request.json)
    f = open(os.path.join(OUT, name + ".txt"), "a+")  # <- AR302
    f.write("x")
    f.close()
    with gzip.open(OUT + "/" + name + ".gz", "wt") as f:  # <- AR302
        f.write("x")
    DATA.joinpath(name).write_text("x")  # <- AR302
    (DATA / "x" / name).write_bytes(b"x")  # <- AR302
    with (DATA / f"{name}.json").open("w") as f:  # <- AR302
        json.dump({}, f)
    with DATA.joinpath("%s.yaml" % name).open(mode="w") as f:  # <- AR302
        yaml.safe_dump({}, f)
    with open("{}/{}.pkl".format(OUT, name), "wb") as f:  # <- AR302
        pickle.dump({}, f)
    with open(DATA / "state.toml", "wb") as f:  # <- AR302
        tomli_w.dump({}, f)
    pathlib.Path("notes", name).write_text("x")  # <- AR302
    pathlib.Path(OUT, name).touch()
    return ""


@app.post("/b/<name>")
def b(name):
    df = pd.DataFrame(request.json)
    df.to_csv(f"exports/{name}.csv")  # <- AR302
    df.to_json(DATA / "frame.json")  # <- AR302
    df.to_excel(f"exports/{name}.xlsx", index=False)  # <- AR302
    df.to_parquet(path=f"exports/{name}.parquet")  # <- AR302
    df.to_pickle(f"exports/{name}.pickle")  # <- AR302
    df.to_feather(f"exports/{name}.feather")  # <- AR302
    df.to_html(f"exports/{name}.html")  # <- AR302
    df.to_hdf(f"exports/{name}.h5", key="df")  # <- AR302
    df.to_stata(f"exports/{name}.dta")  # <- AR302
    df.to_xml(f"exports/{name}.xml")  # <- AR302
    df.to_markdown(f"exports/{name}.md")  # <- AR302
    with pd.ExcelWriter(f"exports/{name}-w.xlsx") as w:  # <- AR302
        df.to_excel(w)
    pl.DataFrame(request.json).write_csv(f"exports/{name}.pl.csv")  # <- AR302
    pl.DataFrame(request.json).write_parquet(f"exports/{name}.pl.parquet")  # <- AR302
    pl.DataFrame(request.json).write_json(f"exports/{name}.pl.json")  # <- AR302
    pl.DataFrame(request.json).write_excel(f"exports/{name}.pl.xlsx")  # <- AR302
    geopandas.GeoDataFrame(request.json).to_file(f"exports/{name}.geojson")  # <- AR302
    pq.write_table(request.json, f"exports/{name}.pq")  # <- AR302
    np.save(f"exports/{name}.npy", np.zeros(3))  # <- AR302
    np.savez(f"exports/{name}.npz", np.zeros(3))  # <- AR302
    np.savetxt(f"exports/{name}.txt", np.zeros(3))  # <- AR302
    joblib.dump({}, f"exports/{name}.joblib")  # <- AR302
    torch.save({}, f"exports/{name}.pt")  # <- AR302
    return ""


@app.post("/c/<name>")
def c(name):
    image = Image.open(request.files["f"])
    image.save(f"static/{name}.png")  # <- AR302
    image.convert("RGB").save(fp=os.path.join(OUT, name))  # <- AR302
    cv2.imwrite(f"static/{name}-cv.png", image)  # <- AR302
    iio.imwrite(f"static/{name}-io.png", image)  # <- AR302
    plt.savefig(f"static/{name}-plot.png")  # <- AR302
    fig, ax = plt.subplots()
    fig.savefig(f"static/{name}-fig.svg")  # <- AR302
    go.Figure().write_image(f"static/{name}-go.png")  # <- AR302
    go.Figure().write_html(f"static/{name}-go.html")  # <- AR302
    qrcode.make("x").save(f"static/{name}-qr.png")  # <- AR302
    segno.make("x").save(f"static/{name}-segno.png")  # <- AR302
    WordCloud().generate("x").to_file(f"static/{name}-cloud.png")  # <- AR302
    barcode.get("ean13", "1").save(f"static/{name}-bar")  # <- AR302
    svgwrite.Drawing(f"static/{name}.svg").save()  # <- AR302
    folium.Map().save(f"static/{name}-map.html")  # <- AR302
    return ""


@app.post("/d/<name>")
def d(name):
    doc = Document()
    doc.save(f"out/{name}.docx")  # <- AR302
    tpl = DocxTemplate("template.docx")
    tpl.render({})
    tpl.save(f"out/{name}-tpl.docx")  # <- AR302
    book = Workbook()
    book.save(f"out/{name}.xlsx")  # <- AR302
    Presentation().save(f"out/{name}.pptx")  # <- AR302
    xlsxwriter.Workbook(f"out/{name}-x.xlsx")  # <- AR302
    xlwt.Workbook().save(f"out/{name}.xls")  # <- AR302
    pdf = FPDF()
    pdf.output(f"out/{name}.pdf")  # <- AR302
    HTML(string="x").write_pdf(f"out/{name}-w.pdf")  # <- AR302
    pdfkit.from_string("x", f"out/{name}-k.pdf")  # <- AR302
    canvas.Canvas(f"out/{name}-rl.pdf", pagesize=A4).save()  # <- AR302
    SimpleDocTemplate(f"out/{name}-pl.pdf").build([])  # <- AR302
    writer = PdfWriter()
    writer.write(f"out/{name}-py.pdf")  # <- AR302
    gTTS("x").save(f"out/{name}.mp3")  # <- AR302
    AudioSegment.silent().export(f"out/{name}.wav", format="wav")  # <- AR302
    sf.write(f"out/{name}-sf.wav", [], 16000)  # <- AR302
    scipy.io.wavfile.write(f"out/{name}-sp.wav", 16000, [])  # <- AR302
    ET.ElementTree().write(f"out/{name}.xml")  # <- AR302
    etree.ElementTree().write(f"out/{name}-lx.xml")  # <- AR302
    nx.write_gml(nx.Graph(), f"out/{name}.gml")  # <- AR302
    with h5py.File(f"out/{name}.h5", "w") as h:  # <- AR302
        h["x"] = 1
    trimesh.Trimesh().export(f"out/{name}.stl")  # <- AR302
    keras.Sequential().save(f"out/{name}.keras")  # <- AR302
    mp.VideoFileClip("x").write_videofile(f"out/{name}.mp4")  # <- AR302
    return ""


@app.post("/e/<name>")
async def e(name):
    async with aiofiles.open(f"out/{name}.bin", "wb") as f:  # <- AR302
        await f.write(b"x")
    with open(f"out/{name}.bin2", mode="xb") as f:  # <- AR302
        shutil.copyfileobj(request.files["f"].stream, f)
    shutil.copy("template.html", f"out/{name}.html")  # <- AR302
    shutil.copy2("template.html", f"out/{name}2.html")  # <- AR302
    shutil.copyfile("template.html", f"out/{name}3.html")  # <- AR302
    shutil.copytree("template", f"out/{name}")  # <- AR302
    shutil.unpack_archive("x.zip", f"out/{name}-un")  # <- AR302
    shutil.make_archive(f"out/{name}", "zip", "src")  # <- AR302
    with zipfile.ZipFile(f"out/{name}.zip", "w") as z:  # <- AR302
        z.writestr("x", "y")
    with zipfile.ZipFile(request.files["f"]) as z:
        z.extractall(f"out/{name}-all")  # <- AR302
        z.extract("x", f"out/{name}-one")  # <- AR302
    with os.fdopen(os.open(f"out/{name}.lock2", os.O_CREAT | os.O_WRONLY), "w") as f:
        f.write("x")
    request.files["f"].save(os.path.join(current_app.instance_path, name))  # <- AR302
    request.files["f"].save(dst=os.path.join(current_app.static_folder, "up", name))  # <- AR302
    return ""
