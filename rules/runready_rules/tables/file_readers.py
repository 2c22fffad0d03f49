"""What opens the file that one of its arguments names, and fails where there is none.

Sources: the libraries' own API references. Servers of files that answer 404 by themselves are left out: Flask's
`send_from_directory`, aiohttp's `FileResponse`, Bottle's `static_file`; so is `cv2.imread`, which gives None.
"""

from __future__ import annotations

from runready_linter.services_knowledge import Place

_Reader = tuple[Place, Place | None]


def _at(position: int, keyword: str) -> _Reader:
    return (position, keyword), None


def _opens(keyword: str) -> _Reader:
    return (0, keyword), (1, "mode")


_PANDAS = {
    "csv": "filepath_or_buffer", "table": "filepath_or_buffer", "fwf": "filepath_or_buffer", "excel": "io",
    "json": "path_or_buf", "parquet": "path", "feather": "path", "orc": "path", "pickle": "filepath_or_buffer",
    "hdf": "path_or_buf", "stata": "filepath_or_buffer", "sas": "filepath_or_buffer", "xml": "path_or_buffer",
}  # fmt: skip
_POLARS = ("csv", "parquet", "json", "ndjson", "ipc", "excel", "avro")

READERS: dict[str, _Reader] = {
    "builtins.open": _opens("file"),
    "io.open": _opens("file"),
    "codecs.open": _opens("filename"),
    "gzip.open": _opens("filename"),
    "gzip.GzipFile": _opens("filename"),
    "bz2.open": _opens("filename"),
    "lzma.open": _opens("filename"),
    "wave.open": _opens("f"),
    "aiofiles.open": _opens("file"),
    "anyio.open_file": _opens("file"),
    "zipfile.ZipFile": _opens("file"),
    "tarfile.open": _opens("name"),
    "shutil.copy": _at(0, "src"),
    "shutil.copy2": _at(0, "src"),
    "shutil.copyfile": _at(0, "src"),
    "shutil.unpack_archive": _at(0, "filename"),
    "xml.etree.ElementTree.parse": _at(0, "source"),
    "xml.dom.minidom.parse": _at(0, "file"),
    "lxml.etree.parse": _at(0, "source"),
    # Responses
    "flask.send_file": _at(0, "path_or_file"),
    "quart.send_file": _at(0, "filename_or_io"),
    "starlette.responses.FileResponse": _at(0, "path"),
    "fastapi.responses.FileResponse": _at(0, "path"),
    "litestar.response.File": _at(0, "path"),
    "sanic.response.file": _at(0, "location"),
    "sanic.response.file_stream": _at(0, "location"),
    "sanic.file": _at(0, "location"),
    "sanic.file_stream": _at(0, "location"),
    # Data
    **{f"pandas.read_{kind}": _at(0, keyword) for kind, keyword in _PANDAS.items()},
    "pandas.ExcelFile": _at(0, "path_or_buffer"),
    **{f"polars.{verb}_{kind}": _at(0, "source") for verb in ("read", "scan") for kind in _POLARS},
    "pyarrow.parquet.read_table": _at(0, "source"),
    "pyarrow.parquet.ParquetFile": _at(0, "source"),
    "pyarrow.feather.read_table": _at(0, "source"),
    "pyarrow.feather.read_feather": _at(0, "source"),
    "pyarrow.csv.read_csv": _at(0, "input_file"),
    "geopandas.read_file": _at(0, "filename"),
    "numpy.load": _at(0, "file"),
    "numpy.loadtxt": _at(0, "fname"),
    "numpy.genfromtxt": _at(0, "fname"),
    "numpy.fromfile": _at(0, "file"),
    "scipy.io.loadmat": _at(0, "file_name"),
    "scipy.sparse.load_npz": _at(0, "file"),
    "scipy.io.wavfile.read": _at(0, "filename"),
    "h5py.File": _opens("name"),
    "joblib.load": _at(0, "filename"),
    "torch.load": _at(0, "f"),
    "torch.jit.load": _at(0, "f"),
    "keras.models.load_model": _at(0, "filepath"),
    "keras.saving.load_model": _at(0, "filepath"),
    "tensorflow.keras.models.load_model": _at(0, "filepath"),
    "safetensors.torch.load_file": _at(0, "filename"),
    "faiss.read_index": _at(0, "fname"),
    # Images, sound, documents
    "PIL.Image.open": _at(0, "fp"),
    "imageio.imread": _at(0, "uri"),
    "imageio.v2.imread": _at(0, "uri"),
    "imageio.v3.imread": _at(0, "uri"),
    "skimage.io.imread": _at(0, "fname"),
    "matplotlib.pyplot.imread": _at(0, "fname"),
    "librosa.load": _at(0, "path"),
    "soundfile.read": _at(0, "file"),
    "pydub.AudioSegment.from_file": _at(0, "file"),
    "pydub.AudioSegment.from_mp3": _at(0, "file"),
    "pydub.AudioSegment.from_wav": _at(0, "file"),
    "openpyxl.load_workbook": _at(0, "filename"),
    "xlrd.open_workbook": _at(0, "filename"),
    "docx.Document": _at(0, "docx"),
    "docxtpl.DocxTemplate": _at(0, "template_file"),
    "pptx.Presentation": _at(0, "pptx"),
    "pypdf.PdfReader": _at(0, "stream"),
    "PyPDF2.PdfReader": _at(0, "stream"),
    "PyPDF2.PdfFileReader": _at(0, "stream"),
    "pdfplumber.open": _at(0, "path_or_fp"),
    "pikepdf.open": _at(0, "filename_or_stream"),
    "fitz.open": _at(0, "filename"),
    "pymupdf.open": _at(0, "filename"),
    "pdfminer.high_level.extract_text": _at(0, "pdf_file"),
}
