"""Runs every note of notebooks/ on a Zeppelin server; interop/zeppelin/check prepares what this needs.

    python check.py ZEPPELIN_HOME|URL FOLDER JAR RUN [NOTE ...]
    python check.py --only-look ZEPPELIN_HOME|URL

RUN is the folder of a run whose models are `direct` and `chains`, NOTE a file, by default each of notebooks/. Prints a line for each
paragraph; the exit code is 1 if one fails, and 2 if something is missing.
"""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Iterator

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 300
SECONDS_TO_COME = 1800

FORM = re.compile(r'z\.textbox\("([^"]*)"|\$\{(\w+)=')
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
FAILURE = re.compile(r"^.*(?:\berror:|\b\w+(?:Exception|Error)\b:|^Caused by:).*$", re.MULTILINE)


class Missing(Exception):
    """What a person has to put right."""


@dataclass(frozen=True)
class Result:
    """What became of a paragraph."""

    figure: str
    passed: bool


def spark_home(home: Path) -> str:
    """Where Spark is, by the environment or by the interpreter's settings."""
    named = os.environ.get("SPARK_HOME", "")
    source = "SPARK_HOME"
    settings = home / "conf" / "interpreter.json"
    if not named and settings.is_file():
        source = str(settings)
        for setting in json.loads(settings.read_text())["interpreterSettings"].values():
            if setting.get("group") == "spark":
                value = setting.get("properties", {}).get("SPARK_HOME", "")
                named = str(value.get("value", "")) if isinstance(value, dict) else str(value)
    if not named:
        raise Missing("no SPARK_HOME is set, and the interpreter's settings name none, expected Spark 3.5 for Scala 2.12; set SPARK_HOME")
    if not (Path(named) / "bin" / "spark-submit").is_file():
        raise Missing(f"{source} names {named}, which has no bin/spark-submit, expected Spark 3.5 for Scala 2.12")
    return named


def zeppelin_home(argument: str) -> Path:
    """An unpacked Zeppelin."""
    if not argument:
        raise Missing("no server is named, expected ZEPPELIN_HOME or http://HOST:PORT as the first argument")
    home = Path(argument).resolve()
    if not (home / "bin" / "zeppelin.sh").is_file():
        raise Missing(f"{home} has no bin/zeppelin.sh, expected an unpacked Zeppelin 0.12")
    if not (home / "interpreter" / "spark").is_dir():
        raise Missing(f"{home} has no interpreter/spark, expected a Zeppelin with its Spark interpreter")
    return home


class Server:
    """A Zeppelin server with folders of its own, in a process group that ends with this block."""

    def __init__(self, home: Path, folder: Path, spark: str) -> None:
        self.home = home
        self.folder = folder
        self.spark = spark
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "Server":
        folders = {name: self.folder / name for name in ("conf", "notebook", "logs", "run-files", "web", "index", "local-repo")}
        for path in folders.values():
            path.mkdir(parents=True)
        environment = os.environ | {
            "SPARK_HOME": self.spark,
            "ZEPPELIN_HOME": str(self.home),
            # A server without a name takes itself for one in an editor, and ends when it finds nothing to read.
            "ZEPPELIN_IDENT_STRING": "check",
            "ZEPPELIN_ADDR": "127.0.0.1",
            "ZEPPELIN_PORT": str(self.port),
            "ZEPPELIN_CONF_DIR": str(folders["conf"]),
            "ZEPPELIN_NOTEBOOK_DIR": str(folders["notebook"]),
            "ZEPPELIN_LOG_DIR": str(folders["logs"]),
            "ZEPPELIN_PID_DIR": str(folders["run-files"]),
            "ZEPPELIN_WAR_TEMPDIR": str(folders["web"]),
            "ZEPPELIN_SEARCH_INDEX_PATH": str(folders["index"]),
            "ZEPPELIN_DEP_LOCALREPO": str(folders["local-repo"]),
            "ZEPPELIN_INTERPRETER_LOCALREPO": str(folders["local-repo"]),
        }
        # Which log goes where is said by a file among the settings.
        for file in (self.home / "conf").glob("log4j*.properties"):
            (folders["conf"] / file.name).write_bytes(file.read_bytes())
        with (self.folder / "server.log").open("wb") as log:
            self.process = subprocess.Popen(
                [str(self.home / "bin" / "zeppelin.sh")],
                cwd=self.folder, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            self.wait()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()

    def wait(self) -> None:
        limit = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                Rest(self.url).version()
                return
            except OSError:
                pass
            if self.process.poll() is not None:
                raise Missing(f"the server ended with {self.process.returncode} before it answered; see {self.folder}/server.log")
            if time.monotonic() > limit:
                raise Missing(f"the server did not answer in {SECONDS_TO_START} s; see {self.folder}/server.log")
            time.sleep(0.2)

    def end(self) -> None:
        """Ends the server, which ends its interpreters, and then whatever is left of its group."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


class Rest:
    """A server's REST interface."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """What the answer has in its body."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.url}/api/{path}", data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS_TO_COME) as answer:
                return json.load(answer).get("body")
        except urllib.error.HTTPError as refused:
            text = refused.read().decode(errors="replace")
            raise OSError(f"{method} {path}: {refused.code} {' '.join(text.split())[:300]}") from refused
        except (http.client.HTTPException, ValueError, AttributeError) as strange:
            raise OSError(f"{method} {path}: no answer in JSON ({strange})") from strange

    def version(self) -> str:
        body = self.ask("GET", "version")
        return str(body.get("version")) if isinstance(body, dict) else str(body)


def forms(run: Path) -> dict[str, str]:
    """What is put in the forms, by their names."""
    return {
        "Run folder": str(run),
        "Experiment": str(ROOT / "conf" / "quickstart.conf"),
        "Folder of runs": str(run.parent),
        "Problems to train on": "300",
        "Steps": "20",
        "Model that searches": "chains",
        "Budget in tokens": "240",
        "search": "chains",
    }


def with_jar(text: str, jar: Path) -> str:
    """The settings of Spark with the jar's own path."""
    return re.sub(r"(?m)^(spark\.jars +)\S+$", lambda line: line.group(1) + str(jar), text)


def texts(message: list[dict[str, str]], kind: str) -> list[str]:
    """The parts of a result that are of a kind, without colours."""
    return [COLOURS.sub("", part["data"]) for part in message if part["type"] == kind]


def charted(paragraph: dict[str, Any]) -> set[str]:
    """The columns that a paragraph's chart is drawn from."""
    graph = paragraph.get("config", {}).get("results", {}).get("0", {}).get("graph", {})
    return {column["name"] for role in ("keys", "groups", "values") for column in graph.get(role, [])}


def table(paragraph: dict[str, Any], tables: list[str]) -> Result:
    """A result that has a table, with rows and with the columns of its chart."""
    if not tables:
        return Result("no table", False)
    lines = tables[0].rstrip("\n").split("\n")
    absent = sorted(charted(paragraph) - set(lines[0].split("\t")))
    if absent:
        return Result(f"no column {', '.join(absent)}, which its chart is drawn from", False)
    return Result(f"{len(lines) - 1} rows", len(lines) > 1)


def judge(paragraph: dict[str, Any], shown: dict[str, Any]) -> Result:
    """Whether a paragraph that has run has a result of its kind."""
    status = shown.get("status")
    results = shown.get("results") or {}
    message = results.get("msg") or []
    said = "\n".join(COLOURS.sub("", part["data"]) for part in message)
    code = results.get("code", "no result")
    interpreter = paragraph["text"].split(None, 1)[0]
    if status != "FINISHED" or code != "SUCCESS" and not (code == "no result" and interpreter == "%spark.conf"):
        complaint = FAILURE.search(said)
        lines = said.strip().splitlines()
        told = complaint.group().strip() if complaint else lines[0] if lines else "no text"
        return Result(f"{status}, {code}: {told[:300]}", False)
    if interpreter == "%spark.sql":
        return table(paragraph, texts(message, "TABLE"))
    if interpreter == "%md":
        return Result("a text", True) if texts(message, "HTML") else Result("no HTML", False)
    complaint = FAILURE.search(said) if interpreter == "%spark" else None
    if complaint:
        return Result(f"{status}, but: {complaint.group().strip()[:300]}", False)
    if "z.show(" in paragraph["text"]:
        return table(paragraph, texts(message, "TABLE"))
    return Result("done", True)


class Notes:
    """Runs notes on a server, with an interpreter that is started anew before each."""

    def __init__(self, rest: Rest, jar: Path, run: Path) -> None:
        self.rest = rest
        self.jar = jar
        self.forms = forms(run)

    def run(self, file: Path) -> Iterator[tuple[str, Result]]:
        """Imports a note and runs it, paragraph by paragraph, to the first that fails."""
        note = json.loads(file.read_text())
        for paragraph in note["paragraphs"]:
            paragraph["text"] = with_jar(paragraph["text"], self.jar)
        self.restart_spark()
        imported = self.rest.ask("POST", "notebook/import", note)
        kept = self.rest.ask("GET", f"notebook/{imported}")["paragraphs"]
        failed = len(kept) != len(note["paragraphs"])
        if failed:
            yield file.name, Result(f"{len(kept)} paragraphs are imported of {len(note['paragraphs'])}", False)
        for place, (paragraph, there) in enumerate(zip(note["paragraphs"], kept), 1):
            name = f"{note['name']}, {place}: {paragraph.get('title') or first_line(paragraph['text'])}"
            if failed:
                yield name, Result("not run, because of what is before it", False)
                continue
            try:
                result = self.run_paragraph(f"{imported}/{there['id']}", imported, there["id"], paragraph)
            except OSError as refused:
                result = Result(str(refused), False)
            failed = not result.passed
            yield name, result
        self.rest.ask("DELETE", f"notebook/{imported}")

    def run_paragraph(self, path: str, note: str, identity: str, paragraph: dict[str, Any]) -> Result:
        names = {name for form in FORM.finditer(paragraph["text"]) for name in form.groups() if name}
        given = {name: value for name, value in self.forms.items() if name in names}
        began = time.monotonic()
        self.rest.ask("POST", f"notebook/run/{path}", {"params": given})
        shown = self.rest.ask("GET", f"notebook/{note}/paragraph/{identity}")
        result = judge(paragraph, shown)
        return Result(f"{result.figure}, {time.monotonic() - began:.0f} s", result.passed)

    def restart_spark(self) -> None:
        """So that a note's settings of Spark come before Spark."""
        for setting in self.rest.ask("GET", "interpreter/setting"):
            if setting.get("group") == "spark":
                self.rest.ask("PUT", f"interpreter/setting/restart/{setting['id']}", {})


def first_line(text: str) -> str:
    """The first line of a text below its interpreter, without marks of headings."""
    lines = [line.strip("# ") for line in text.splitlines()[1:]]
    return next((line for line in lines if line), "")


def run_all(url: str, jar: Path, run: Path, files: list[Path]) -> int:
    """Prints a line for each paragraph as it ends, and gives the number of those that fail."""
    rest = Rest(url)
    print(f"Zeppelin {rest.version()}", flush=True)
    notes = Notes(rest, jar, run)
    failed = 0
    for file in files:
        for name, result in notes.run(file):
            failed += not result.passed
            print(f"{'passed' if result.passed else 'FAILED'}  {name}  ({result.figure})", flush=True)
    return failed


def main(arguments: list[str]) -> int:
    """Does what the head of this file says, and gives the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    looking = arguments[:1] == ["--only-look"]
    server = (arguments[1:] if looking else arguments)[0]
    there = server.startswith(("http://", "https://"))
    try:
        home = None if there else zeppelin_home(server)
        spark = "" if home is None else spark_home(home)
        if looking:
            return 0
        folder, jar, run, *named = (Path(argument).absolute() for argument in arguments[1:])
        files = named or sorted((ROOT / "notebooks").glob("*.zpln"))
        if home is None:
            failed = run_all(server, jar, run, files)
        else:
            with Server(home, folder, spark) as started:
                failed = run_all(started.url, jar, run, files)
    except Missing as missing:
        print(f"Cannot run the notes: {missing}", file=sys.stderr)
        return 2
    except OSError as refused:
        print(f"Cannot go on with the server: {refused}", file=sys.stderr)
        return 1
    print(f"{failed} failed" if failed else "all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
