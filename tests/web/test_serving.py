"""What the app's own files are served with."""

import gzip
import json
import posixpath
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from web import serving, vendor

SITE = serving.site()


@pytest.fixture
def browser() -> TestClient:
    """Give a client of the app's files alone."""
    return TestClient(Starlette(routes=serving.routes(SITE)), base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize("path", ["/", "/sw.js", "/manifest.webmanifest", "/reset"])
def test_what_is_asked_for_each_time_is_never_kept(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


def test_files_of_a_version_are_kept_for_ever(browser: TestClient) -> None:
    answer = browser.get(f"{SITE.base}js/main.js")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


def test_another_version_is_not_answered_with_this_one(browser: TestClient) -> None:
    assert browser.get("/app/0123456789ab/js/main.js").status_code == 404


@pytest.mark.parametrize(
    "path", ["js/../page.html", "..%2f..%2fserving.py", "vendor/preact.d.ts", "nothing"]
)
def test_only_the_files_that_were_loaded_are_served(browser: TestClient, path: str) -> None:
    answer = browser.get(f"{SITE.base}{path}")
    assert answer.status_code == 404 or b"class Site" not in answer.content
    assert "content-security-policy" in answer.headers


@pytest.mark.row("P3-29", part=True)
def test_the_policy_lets_nothing_in_from_outside(browser: TestClient) -> None:
    policy = browser.get("/").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert not re.search(r"https?:|\*|data:", policy)


def test_the_worker_is_under_the_policy_too(browser: TestClient) -> None:
    assert browser.get("/sw.js").headers["content-security-policy"] == (
        serving.CONTENT_SECURITY_POLICY
    )


def test_the_worker_keeps_every_file_of_the_app(browser: TestClient) -> None:
    first_line = browser.get("/sw.js").text.split("\n", 1)[0]
    told = json.loads(first_line.removeprefix("const SITE = ").removesuffix(";"))
    assert told["version"] == SITE.version
    assert "js/main.js" in told["shell"]
    assert "vendor/zxing_reader.wasm" in told["rest"]
    for name in told["shell"] + told["rest"]:
        assert browser.get(told["base"] + name).status_code == 200
    modules = {name for name in SITE.files if name.startswith("js/")} - {"js/reset.js"}
    assert modules <= {*told["shell"], *told["rest"]}


def test_the_page_preloads_every_module_that_main_loads_at_once(browser: TestClient) -> None:
    page = browser.get("/").text
    assert f'href="{SITE.base}js/main.js"' in page
    assert f'href="{SITE.base}vendor/preact.js"' in page
    assert "review" not in page
    assert "{base}" not in page


def test_a_changed_byte_makes_another_version(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "list.json").write_text("[]")
    (tmp_path / "a.js").write_text("1")
    first = serving.load(tmp_path).version
    (tmp_path / "a.js").write_text("2")
    assert serving.load(tmp_path).version != first


def test_without_vendored_packages_the_service_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"web/vendor\.py"):
        serving.load(tmp_path)


def test_text_is_sent_compressed(browser: TestClient) -> None:
    answer = browser.get(f"{SITE.base}css/parts.css", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()
    plain = browser.get(f"{SITE.base}css/parts.css", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content


@pytest.mark.row("P3-29", part=True)
def test_no_file_names_an_address_outside() -> None:
    allowed = re.compile(r"https?://(www\.w3\.org|localhost|fb\.me|preactjs\.com|github\.com)")
    for name, file in SITE.files.items():
        if file.media_type.startswith(("text/", "application/json")) and "LICENSE" not in name:
            text = file.content.decode()
            found = re.findall(r"https?://[\w.-]+", text)
            assert [one for one in found if not allowed.match(one)] == [], name


def test_bare_imports_become_paths() -> None:
    source = 'import{h}from"preact";export{x}from "preact/hooks";import("./a.js")'
    assert vendor.rewrite(source) == (
        'import{h}from"./preact.js";export{x}from "./hooks.js";import("./a.js")'
    )


def test_an_import_nobody_thought_of_stops_the_set_up() -> None:
    with pytest.raises(KeyError):
        vendor.rewrite('import x from "left-pad"')


@pytest.mark.row("C-1", part=True)
def test_nothing_that_the_shell_imports_is_left_out_of_it() -> None:
    # As the packages write it as well: several on one line, no blank before the quote.
    shell, missing = set(SITE.shell()), []
    for name in sorted(shell):
        if name.endswith(".js"):
            code = re.sub(r"/\*.*?\*/", "", SITE.files[name].content.decode(), flags=re.DOTALL)
            for path in re.findall(r"""from\s*["'](\.[^"']+)["']""", code):
                wanted = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                missing += [f"{wanted} of {name}"] if wanted not in shell else []
    assert not missing


def test_the_shell_fits_in_eighty_kilobytes() -> None:
    size = sum(len(gzip.compress(SITE.files[name].content)) for name in SITE.shell())
    assert size <= 80_000, f"{size} bytes"


def test_the_first_screens_say_nothing_that_only_the_desk_has_words_for() -> None:
    first = [
        *serving.ENTRIES,
        *(f"js/screens/{n}.js" for n in ("setup", "pair", "outbox")),
    ]
    modules = {name for entry in first for name in serving.imports(SITE, entry)}
    said = "\n".join(SITE.files[name].content.decode() for name in sorted(modules))
    desk = json.loads(SITE.files["texts/desk/sv.json"].content)
    bare = {re.sub(r"_(one|other)$", "", key) for key in desk}
    assert [key for key in sorted(bare) if f'"{key}"' in said] == []
