"""What writes the file that one of its arguments names: the standard library, data, images, documents, sound, models.

Sources: the libraries' own API references. A method is known by its name alone where no other kind of object has one of that
name which takes a path; else by its dotted path.
"""

from __future__ import annotations

from runready_linter.knowledge import FileWriter


def _at(position: int, keyword: str, *others: str) -> FileWriter:
    return FileWriter((position, keyword), others=tuple((-1, o) for o in others))


def _opens(keyword: str) -> FileWriter:
    """It takes the path and a mode, and gives the open file."""
    return FileWriter((0, keyword), mode=(1, "mode"), opens=True)


_SECOND = _at(1, "dst")
_UNPACKED = FileWriter((1, "path"), tree=True, fills=True)

_STANDARD: dict[str, FileWriter] = {
    "builtins.open": _opens("file"),
    "io.open": _opens("file"),
    "codecs.open": _opens("filename"),
    "gzip.open": _opens("filename"),
    "gzip.GzipFile": _opens("filename"),
    "bz2.open": _opens("filename"),
    "bz2.BZ2File": _opens("filename"),
    "lzma.open": _opens("filename"),
    "lzma.LZMAFile": _opens("filename"),
    "wave.open": _opens("f"),
    "aiofiles.open": _opens("file"),
    "anyio.open_file": _opens("file"),
    "smart_open.open": _opens("uri"),
    "os.open": FileWriter((0, "path"), mode=(1, "flags"), opens=True),
    "zipfile.ZipFile": _opens("file"),
    "zipfile.PyZipFile": _opens("file"),
    "pyzipper.AESZipFile": _opens("file"),
    "py7zr.SevenZipFile": _opens("file"),
    "tarfile.open": _opens("name"),
    "tarfile.TarFile": _opens("name"),
    "tarfile.TarFile.open": _opens("name"),
    "shutil.copy": _SECOND,
    "shutil.copy2": _SECOND,
    "shutil.copyfile": _SECOND,
    "shutil.copytree": FileWriter((1, "dst"), tree=True, fills=True),
    "shutil.unpack_archive": FileWriter((1, "extract_dir"), tree=True, fills=True),
    "shutil.make_archive": _at(0, "base_name"),
    "aioshutil.copy": _SECOND,
    "aioshutil.copyfile": _SECOND,
    "patoolib.extract_archive": FileWriter((-1, "outdir"), tree=True, fills=True),
    **dict.fromkeys(
        ("zipfile.ZipFile.extract", "tarfile.open.extract", "tarfile.TarFile.extract", "tarfile.TarFile.open.extract"),
        _UNPACKED,
    ),
    "urllib.request.urlretrieve": _at(1, "filename"),
    "wget.download": _at(1, "out"),
    "gdown.download": _at(1, "output"),
    "os.makedirs": FileWriter((0, "name"), tree=True),
    "os.mkdir": FileWriter((0, "path"), tree=True),
    "os.mkfifo": _at(0, "path"),
    "xml.etree.ElementTree.ElementTree.write": _at(0, "file_or_filename"),
    "xml.etree.ElementTree.parse.write": _at(0, "file_or_filename"),
    "lxml.etree.ElementTree.write": _at(0, "file"),
    "lxml.etree.parse.write": _at(0, "file"),
}

_DATA: dict[str, FileWriter] = {
    "joblib.dump": _at(1, "filename"),
    "compress_pickle.dump": _at(1, "path"),
    "numpy.save": _at(0, "file"),
    "numpy.savez": _at(0, "file"),
    "numpy.savez_compressed": _at(0, "file"),
    "numpy.savetxt": _at(0, "fname"),
    "scipy.io.savemat": _at(0, "file_name"),
    "scipy.sparse.save_npz": _at(0, "file"),
    "pandas.ExcelWriter": _at(0, "path"),
    "pandas.HDFStore": FileWriter((0, "path"), mode=(1, "mode")),
    "pandas.to_pickle": _at(1, "filepath_or_buffer"),
    "pyarrow.parquet.write_table": _at(1, "where"),
    "pyarrow.parquet.ParquetWriter": _at(0, "where"),
    "pyarrow.csv.write_csv": _at(1, "output_file"),
    "pyarrow.feather.write_feather": _at(1, "dest"),
    "h5py.File": _opens("name"),
    "netCDF4.Dataset": _opens("filename"),
    **{
        f"networkx.write_{kind}": _at(1, "path")
        for kind in ("gml", "graphml", "gexf", "edgelist", "adjlist", "gpickle")
    },
    "torch.save": _at(1, "f"),
    "torch.jit.save": _at(1, "f"),
    "torch.onnx.export": _at(2, "f"),
    "onnx.save": _at(1, "f"),
    "safetensors.torch.save_file": _at(1, "filename"),
    "safetensors.numpy.save_file": _at(1, "filename"),
    "tensorflow.saved_model.save": FileWriter((1, "export_dir"), tree=True, fills=True),
    "faiss.write_index": _at(1, "fname"),
    "nbformat.write": _at(1, "fp"),
    "dataframe_image.export": _at(1, "filename"),
}

_IMAGES: dict[str, FileWriter] = {
    "cv2.imwrite": _at(0, "filename"),
    "cv2.VideoWriter": _at(0, "filename"),
    **{f"{lib}.imwrite": _at(0, "uri") for lib in ("imageio", "imageio.v2", "imageio.v3")},
    **{
        f"{lib}.{name}": _at(0, "uri")
        for lib in ("imageio", "imageio.v2")
        for name in ("imsave", "mimsave", "mimwrite", "get_writer")
    },
    "skimage.io.imsave": _at(0, "fname"),
    "tifffile.imwrite": _at(0, "file"),
    "torchvision.utils.save_image": _at(1, "fp"),
    "matplotlib.image.imsave": _at(0, "fname"),
    "matplotlib.pyplot.imsave": _at(0, "fname"),
    "matplotlib.pyplot.savefig": _at(0, "fname"),
    "bokeh.plotting.output_file": _at(0, "filename"),
    "bokeh.io.output_file": _at(0, "filename"),
    "bokeh.io.export_png": _at(-1, "filename"),
    **{f"cairosvg.svg2{kind}": _at(-1, "write_to") for kind in ("png", "pdf", "ps", "svg")},
    "svgwrite.Drawing": _at(0, "filename"),
    "cairo.PDFSurface": _at(0, "filename"),
    "cairo.SVGSurface": _at(0, "filename"),
    **{f"imgkit.from_{kind}": _at(1, "output_path") for kind in ("string", "url", "file")},
}

_DOCUMENTS: dict[str, FileWriter] = {
    **{f"pdfkit.from_{kind}": _at(1, "output_path") for kind in ("string", "url", "file")},
    "pypandoc.convert_file": _at(-1, "outputfile"),
    "pypandoc.convert_text": _at(-1, "outputfile"),
    "docx2pdf.convert": _at(1, "output_path"),
    "xlsxwriter.Workbook": _at(0, "filename"),
    "pyexcel.save_as": _at(-1, "dest_file_name"),
    "reportlab.pdfgen.canvas.Canvas": _at(0, "filename"),
    "reportlab.platypus.SimpleDocTemplate": _at(0, "filename"),
    "reportlab.platypus.BaseDocTemplate": _at(0, "filename"),
    "reportlab.platypus.doctemplate.SimpleDocTemplate": _at(0, "filename"),
    "fpdf.FPDF.output": _at(0, "name"),
    **{
        f"{lib}.{name}.write": _at(0, "stream", "fileobj")
        for lib in ("pypdf", "PyPDF2", "PyPDF4")
        for name in ("PdfWriter", "PdfFileWriter", "PdfMerger", "PdfFileMerger")
    },
}

_SOUND: dict[str, FileWriter] = {
    "soundfile.write": _at(0, "file"),
    "soundfile.SoundFile": _opens("file"),
    "scipy.io.wavfile.write": _at(0, "filename"),
    "torchaudio.save": _at(0, "uri", "filepath"),
    # ffmpeg-python: `ffmpeg.input(a).output(b).run()`
    "ffmpeg.input.output": _at(0, "filename"),
    "ffmpeg.output": _at(1, "filename"),
}

WRITERS: dict[str, FileWriter] = {**_STANDARD, **_DATA, **_IMAGES, **_DOCUMENTS, **_SOUND}

_FIRST = _at(0, "path")

#: Methods that write to the path that they are given, of file storages, images, tables, documents, archives, clients.
WRITE_METHODS: dict[str, FileWriter] = {
    "save": _at(
        0, "path", "fp", "dst", "filename", "file_name", "path_or_stream", "destination", "filepath", "savefile", "out"
    ),
    "savefig": _at(0, "fname", "filename"),
    "imsave": _at(0, "fname"),
    "saveas": _at(0, "filename"),
    "save_as": _at(0, "path", "filename"),
    "save_pdf": _FIRST,
    "save_screenshot": _at(0, "filename"),
    "screenshot": _at(-1, "path"),
    "pdf": _at(-1, "path"),
    "save_model": _at(0, "fname", "filename"),
    "save_weights": _at(0, "filepath"),
    "save_pretrained": FileWriter((0, "save_directory"), tree=True, fills=True),
    "save_local": FileWriter((0, "folder_path"), tree=True, fills=True),
    "save_to_file": _at(1, "filename"),
    "write_to_file": _at(0, "filename"),
    "to_disk": _FIRST,
    "to_csv": _at(0, "path_or_buf"),
    "to_excel": _at(0, "excel_writer"),
    "to_json": _at(0, "path_or_buf"),
    "to_xml": _at(0, "path_or_buffer"),
    "to_hdf": _at(0, "path_or_buf"),
    "to_stata": _FIRST,
    "to_orc": _FIRST,
    "to_latex": _at(0, "buf"),
    "to_markdown": _at(0, "buf"),
    "to_parquet": _FIRST,
    "to_feather": _FIRST,
    "to_pickle": _FIRST,
    "to_html": _at(0, "buf"),
    "to_file": _at(0, "filename"),
    "to_netcdf": _FIRST,
    "to_zarr": FileWriter((0, "store"), tree=True, fills=True),
    # polars
    **{f"write_{kind}": _at(0, "file") for kind in ("csv", "parquet", "json", "ndjson", "ipc", "avro")},
    "write_excel": _at(0, "workbook"),
    "write_delta": FileWriter((0, "target"), tree=True, fills=True),
    **{f"sink_{kind}": _FIRST for kind in ("csv", "parquet", "ipc", "ndjson")},
    "write_pdf": _at(0, "target"),
    "write_png": _at(0, "target"),
    "write_image": _at(0, "file"),
    "write_html": _at(0, "file"),
    "write_gif": _at(0, "filename"),
    "write_videofile": _at(0, "filename"),
    "write_audiofile": _at(0, "filename"),
    "extractall": FileWriter((0, "path"), tree=True, fills=True),
    # boto3: of a client (bucket, key, file), of a bucket (key, file), of an object (file).
    "download_file": FileWriter((2, "Filename"), others=((1, "Filename"), (0, "Filename"))),
    "download_to_filename": _at(0, "filename"),
    "fget_object": _at(2, "file_path"),
    "export": _at(0, "out_f", "file_obj"),
}
