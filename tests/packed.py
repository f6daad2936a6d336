"""A drop of pages in archives of every kind."""

import gzip
import io
import json
import tarfile
import zipfile

import pyarrow
import pyarrow.parquet
from backports import zstd
from conftest import SEED
from drops import CLEAN

PAGES = {
    "2024/bridge.txt": CLEAN,
    "2024/一月/library.md": "图书馆延长开放时间\n\n从今天起，市图书馆每天开到晚上十点，周末也不闭馆。（王芳）\n",
    "seed.txt": SEED.read_text(encoding="utf-8"),
}


def tar(pages, mode="w"):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, text in pages.items():
            data = text if isinstance(text, bytes) else text.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def zipped(pages):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in pages.items():
            archive.writestr(name, text)
    return stream.getvalue()


def jsonl(pages):
    return "".join(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n" for name, text in pages.items()).encode()


def parquet(pages):
    stream = io.BytesIO()
    table = pyarrow.table({"text": list(pages.values()), "id": list(pages), "more": list(range(len(pages)))})
    pyarrow.parquet.write_table(table, stream)
    return stream.getvalue()


ARCHIVES = {
    "drop.tar": tar(PAGES),
    "drop.tar.gz": tar(PAGES, "w:gz"),
    "drop.tgz": tar(PAGES, "w:gz"),
    "drop.tar.bz2": tar(PAGES, "w:bz2"),
    "drop.tar.xz": tar(PAGES, "w:xz"),
    "drop.tar.zst": zstd.compress(tar(PAGES)),
    "drop.zip": zipped(PAGES),
    "DROP.ZIP": zipped(PAGES),
    "packed.zip": zipped({f"{name}.gz": gzip.compress(text.encode()) for name, text in PAGES.items()}),
    "drop.jsonl": jsonl(PAGES),
    "drop.jsonl.gz": gzip.compress(jsonl(PAGES)),
    "drop.ndjson.zst": zstd.compress(jsonl(PAGES)),
    "drop.parquet": parquet(PAGES),
}
