import configparser
import csv
import gzip
import json
import os
import pickle
import tarfile
import tomllib
import wave
import zipfile
from pathlib import Path

import aiofiles
import cv2
import h5py
import joblib
import keras
import librosa
import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import soundfile as sf
import torch
import yaml
from docx import Document
from flask import Flask, request, send_file
from PIL import Image
from pypdf import PdfReader
import fitz
import xml.etree.ElementTree as ET

app = Flask(__name__)


@app.put("/<name>")
def put(name):
    request.files["f"].save(os.path.join("store", name))  # <- AR302
    return ""


def where(name):
    return os.path.join("store", name)


@app.get("/r0/<name>")
def r0(name):
    open(where(name)).read()  # <- AR305


@app.get("/r1/<name>")
def r1(name):
    json.load(open(f"store/{name}"))  # <- AR305


@app.get("/r2/<name>")
def r2(name):
    with open(Path("store") / name, encoding="utf-8") as f:  # <- AR305
        pass


@app.get("/r3/<name>")
def r3(name):
    Path("store", name).read_text()  # <- AR305


@app.get("/r4/<name>")
def r4(name):
    Path("store").joinpath(name).read_bytes()  # <- AR305


@app.get("/r5/<name>")
def r5(name):
    with Path("store", name).open("rb") as f:  # <- AR305
        pass


@app.get("/r6/<name>")
def r6(name):
    with gzip.open(where(name)) as f:  # <- AR305
        pass


@app.get("/r7/<name>")
def r7(name):
    with zipfile.ZipFile(where(name)) as z:  # <- AR305
        pass


@app.get("/r8/<name>")
def r8(name):
    with tarfile.open(where(name)) as t:  # <- AR305
        pass


@app.get("/r9/<name>")
def r9(name):
    with wave.open(where(name), "rb") as w:  # <- AR305
        pass


@app.get("/r10/<name>")
def r10(name):
    return send_file(where(name))  # <- AR305


@app.get("/r11/<name>")
def r11(name):
    pd.read_csv(where(name))  # <- AR305


@app.get("/r12/<name>")
def r12(name):
    pd.read_json(where(name))  # <- AR305


@app.get("/r13/<name>")
def r13(name):
    pd.read_excel(where(name))  # <- AR305


@app.get("/r14/<name>")
def r14(name):
    pd.read_table(where(name))  # <- AR305


@app.get("/r15/<name>")
def r15(name):
    pd.read_feather(where(name))  # <- AR305


@app.get("/r16/<name>")
def r16(name):
    pd.ExcelFile(where(name))  # <- AR305


@app.get("/r17/<name>")
def r17(name):
    pl.read_csv(where(name))  # <- AR305


@app.get("/r18/<name>")
def r18(name):
    pl.scan_parquet(where(name))  # <- AR305


@app.get("/r19/<name>")
def r19(name):
    pq.read_table(where(name))  # <- AR305


@app.get("/r20/<name>")
def r20(name):
    np.load(where(name))  # <- AR305


@app.get("/r21/<name>")
def r21(name):
    np.loadtxt(where(name))  # <- AR305


@app.get("/r22/<name>")
def r22(name):
    joblib.load(where(name))  # <- AR305


@app.get("/r23/<name>")
def r23(name):
    torch.load(where(name))  # <- AR305


@app.get("/r24/<name>")
def r24(name):
    keras.models.load_model(where(name))  # <- AR305


@app.get("/r25/<name>")
def r25(name):
    Image.open(where(name))  # <- AR305


@app.get("/r26/<name>")
def r26(name):
    openpyxl.load_workbook(where(name))  # <- AR305


@app.get("/r27/<name>")
def r27(name):
    Document(where(name))  # <- AR305


@app.get("/r28/<name>")
def r28(name):
    PdfReader(where(name))  # <- AR305


@app.get("/r29/<name>")
def r29(name):
    fitz.open(where(name))  # <- AR305


@app.get("/r30/<name>")
def r30(name):
    ET.parse(where(name))  # <- AR305


@app.get("/r31/<name>")
def r31(name):
    h5py.File(where(name), "r")  # <- AR305


@app.get("/r32/<name>")
def r32(name):
    librosa.load(where(name))  # <- AR305


@app.get("/r33/<name>")
def r33(name):
    sf.read(where(name))  # <- AR305


@app.get("/r34/<name>")
async def r34(name):
    async with aiofiles.open(where(name)) as f:  # <- AR305
        pass


