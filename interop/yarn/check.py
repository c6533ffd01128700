"""Does on a real YARN what a user does with spark-submit --master yarn; interop/yarn/check prepares what this starts.

    python check.py FOLDER

FOLDER has cluster.classpath, SPARK_HOME names a Spark 3.5. Prints a line for each check; the exit code is 1 if one fails. HDFS is
asked by its own web service, YARN through MiniCluster.java, and containers are found among this machine's processes, of which Linux tells
in /proc.
"""
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Callable, Iterator, TypeVar

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "interop" / "yarn"
SECONDS_TO_START = 600
SECONDS_TO_COME = 1800

# What has the same bytes wherever and however often a run was made.
SAME_BYTES = re.compile(
    r"(problems|traces|samples|scores|metrics|distributions)/.*\.parquet|models/[^/]+/model\.safetensors|report/.*\.csv")

# What only an unfinished run has.
LEFT_OVER = re.compile(r"_attempt-|_lock-|\.unfinished$|_temporary")

# Programs that run seconds: to compile their code a second time takes longer than it saves.
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

LOG4J2 = ROOT / "conf" / "log4j2.properties"

LOG4J = """log4j.rootLogger=WARN, log
log4j.appender.log=org.apache.log4j.ConsoleAppender
log4j.appender.log.target=System.err
log4j.appender.log.layout=org.apache.log4j.PatternLayout
log4j.appender.log.layout.ConversionPattern=%d %p %c: %m%n
"""

# Where conf/spark/yarn-cpu.properties has sizes for machines of a cluster.
TINY = {
    "spark.executor.cores": "1",
    "spark.executor.memory": "700m",
    "spark.executor.memoryOverhead": "700m",
    "spark.driver.memory": "1g",
    # Else all jars of Spark are copied to HDFS each time.
    "spark.yarn.jars": f"local:{os.environ['SPARK_HOME']}/jars/*",
}

# What an executor needs that trains models as small as these; the overhead is Spark's smallest default.
SMALL = {"spark.executor.memory": "512m", "spark.executor.memoryOverhead": "384m", "spark.driver.memory": "768m"}
# libtorch alone takes more, and much more for batches of many tokens.
TOO_SMALL = {"spark.executor.memoryOverhead": "32m"}
LARGE_BATCHES = [
    argument for model in ("direct", "backtracking") for argument in ("--set", f"models.{model}.training.batch-tokens=16384")]

T = TypeVar("T")


@dataclass(frozen=True)
class Result:
    """What a check found."""

    check: str
    figure: str
    passed: bool


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    output: str
    seconds: float

    @property
    def complaint(self) -> str:
        """The last line that says what failed."""
        lines = [line for line in self.output.splitlines() if line.startswith("Cannot ")]
        return lines[-1] if lines else "no line that begins with Cannot"


@dataclass(frozen=True)
class Application:
    """What YARN says of an application."""

    name: str
    status: str
    attempt: int
    diagnostics: str


@dataclass(frozen=True)
class File:
    """A file in HDFS; one that is written again has another number."""

    number: int
    modified: int


@dataclass(frozen=True)
class Container:
    """A Java in a container of YARN."""

    process: int
    folder: Path
    command: str

    @property
    def is_application_master(self) -> bool:
        """Also of one that has the driver in it."""
        return re.search(r"spark\.deploy\.yarn\.(ApplicationMaster|ExecutorLauncher)\0", self.command) is not None

    def libtorch(self) -> Path | None:
        """The file it has loaded."""
        try:
            found = re.search(r"(/\S*/libtorch_cpu\.so)$", Path(f"/proc/{self.process}/maps").read_text(), re.MULTILINE)
        except OSError:
            return None
        return Path(found[1]) if found else None


class Cluster:
    """HDFS and YARN, in a process of their own, which end with this block."""

    def __init__(self, folder: Path, class_path: str) -> None:
        self.folder = folder
        self.class_path = class_path
        self.addresses: dict[str, str] = {}

    def __enter__(self) -> "Cluster":
        self.folder.mkdir()
        log4j = self.folder / "log4j.properties"
        log4j.write_text(LOG4J)
        options = (ROOT / "target" / "java.options").read_text().split()
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                ["java", *options, "-Xmx512m", f"-Dlog4j.configuration=file:{log4j}", "-cp", self.class_path,
                 HERE / "MiniCluster.java", self.folder],
                cwd=self.folder, env=os.environ | {"JDK_JAVA_OPTIONS": QUICK_JAVA},
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        try:
            wait_for((self.folder / "conf" / "yarn-site.xml").exists, self.process, SECONDS_TO_START)
        except BaseException:
            self.end()
            raise
        for name in ("core-site.xml", "yarn-site.xml"):
            for setting in xml.etree.ElementTree.parse(self.folder / "conf" / name).iter("property"):
                self.addresses[setting.findtext("name", "")] = setting.findtext("value", "")
        return self

    def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        """Gives it time to end its containers."""
        assert self.process.stdin
        self.process.stdin.close()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def uri(self, path: str) -> str:
        return self.addresses["fs.defaultFS"] + path

    def hdfs(self, path: str, operation: str) -> bytes | None:
        """What WebHDFS answers; nothing where there is no such file."""
        address = self.addresses["dfs.namenode.http-address"]
        return answer(f"http://{address}/webhdfs/v1{urllib.parse.quote(path)}?op={operation}")

    def names(self, folder: str) -> list[str]:
        """Of what lies in a folder; nothing where there is none."""
        return [status["pathSuffix"] for status in self.statuses(folder)]

    def statuses(self, folder: str) -> list[dict[str, object]]:
        listing = self.hdfs(folder, "LISTSTATUS")
        return json.loads(listing)["FileStatuses"]["FileStatus"] if listing else []

    def files(self, folder: str, within: str = "") -> dict[str, File]:
        """All files below a folder."""
        files: dict[str, File] = {}
        for status in self.statuses(f"{folder}/{within}".rstrip("/")):
            name = within + str(status["pathSuffix"])
            if status["type"] == "DIRECTORY":
                files |= self.files(folder, name + "/")
            else:
                files[name] = File(int(str(status["fileId"])), int(str(status["modificationTime"])))
        return files

    def newest(self) -> Application:
        """The application that was submitted last."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()
        name, status, attempt, diagnostics = self.process.stdout.readline().decode().rstrip("\n").split("\t")
        return Application(name, status, int(attempt), diagnostics)

    def logs(self, application: str, name: str) -> list[str]:
        """What the containers of an application wrote to a file, in the order of their numbers."""
        return [log.read_text() for log in sorted(self.folder.glob(f"target/**/yarn-logDir-*/{application}/*/{name}"))]

    def keep_logs(self, folder: Path) -> None:
        """Copies what the newest application's containers wrote; YARN's own folder goes with it."""
        for logs in self.folder.glob(f"target/**/yarn-logDir-*/{self.newest().name}"):
            shutil.copytree(logs, folder, dirs_exist_ok=True)

    def containers(self) -> list[Container]:
        """Those whose folders are in this cluster's."""
        found = []
        for process in Path("/proc").iterdir():
            if process.name.isdigit():
                try:
                    folder, command = (process / "cwd").readlink(), (process / "cmdline").read_text()
                except OSError:
                    continue
                if folder.is_relative_to(self.folder / "target") and re.match(r"\S*/java\0", command):
                    found.append(Container(int(process.name), folder, command))
        return found


class Started:
    """A command that works."""

    def __init__(self, command: list[object], environment: dict[str, str], log: Path) -> None:
        log.parent.mkdir(exist_ok=True)
        self.log = log
        self.began = time.monotonic()
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [str(argument) for argument in command], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)

    def end(self) -> Ended:
        """Waits until it has ended."""
        code = self.process.wait(SECONDS_TO_COME)
        return Ended(code, self.log.read_text(), time.monotonic() - self.began)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def wait_for(self, moment: Callable[[], T]) -> T:
        return wait_for(moment, self.process, SECONDS_TO_COME)


class Commands:
    """Starts the program, by itself or on the cluster."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder = folder
        self.cluster = cluster
        self.started: list[Started] = []

    def local(self, name: str, runs: Path) -> Ended:
        command = [ROOT / "jobs" / "switchback", "--master", "local[2]", "run", HERE / "tiny.conf", "--set", f'runs="{runs}"']
        return self.start(name, command).end()

    def submit(self, name: str, mode: str, arguments: list[object], settings: dict[str, str] | None = None) -> "Started":
        """With the file of settings for YARN, and what is different here."""
        different = TINY | {"spark.submit.deployMode": mode} | (settings or {})
        command: list[object] = [Path(os.environ["SPARK_HOME"]) / "bin" / "spark-submit"]
        command += ["--properties-file", ROOT / "conf" / "spark" / "yarn-cpu.properties"]
        for key, value in different.items():
            command += ["--conf", f"{key}={value}"]
        if mode == "client":
            command += ["--driver-java-options", f"-Dlog4j2.configurationFile=file:{LOG4J2}"]
            command += ["--files", LOG4J2]
        else:
            command += ["--files", f"{LOG4J2},{HERE / 'tiny.conf'}"]
        command += ["--class", "dev.switchback.cli.Main", jar(), *arguments]
        return self.start(name, command)

    def run(self, name: str, mode: str, runs: str, settings: dict[str, str] | None = None, *further: str) -> "Started":
        conf = HERE / "tiny.conf" if mode == "client" else "tiny.conf"
        arguments: list[object] = ["run", conf, "--set", f'runs="{self.cluster.uri(runs)}"']
        return self.submit(name, mode, [*arguments, *further], settings)

    def start(self, name: str, command: list[object]) -> "Started":
        kept = {key: value for key, value in os.environ.items() if not key.startswith("SWITCHBACK")}
        if command[0] == ROOT / "jobs" / "switchback":
            del kept["SPARK_HOME"]
        environment = kept | {
            "HADOOP_CONF_DIR": str(self.cluster.folder / "conf"),
            "SPARK_CONF_DIR": str(self.folder),
            "SPARK_LOCAL_DIRS": str(self.folder / "spark"),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "JDK_JAVA_OPTIONS": QUICK_JAVA,
            "SWITCHBACK_DRIVER_MEMORY": "1g",
            "SWITCHBACK_PROGRESS": "lines",
        }
        self.started.append(Started(command, environment, self.folder / "logs" / name))
        return self.started[-1]

    def kill(self) -> None:
        """Leaves no command behind where a check breaks off."""
        for started in self.started:
            started.kill()


def jar() -> Path:
    """The program as it is submitted."""
    return next(file for file in sorted((ROOT / "target").glob("switchback-*.jar")) if not file.name.endswith("-bench.jar"))


def answer(address: str) -> bytes | None:
    """Nothing where the server says that there is nothing."""
    try:
        request = urllib.request.Request(address, headers={"Accept": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.read()
    except urllib.error.HTTPError as refused:
        if refused.code == 404:
            return None
        raise


def wait_for(moment: Callable[[], T], process: subprocess.Popen[bytes], seconds: float) -> T:
    """Waits for a moment in the life of a process, and gives what was found then."""
    limit = time.monotonic() + seconds
    while not (found := moment()):
        if process.poll() is not None:
            raise RuntimeError(f"the process ended with {process.returncode} before what was waited for")
        if time.monotonic() > limit:
            raise RuntimeError(f"nothing of what was waited for came in {seconds} s")
        time.sleep(0.05)
    return found


def last_line(text: str) -> dict[str, object]:
    """What the last line says in JSON; nothing if it is none."""
    lines = text.splitlines()
    try:
        return json.loads(lines[-1]) if lines else {}
    except json.JSONDecodeError:
        return {}


class Checks:
    """The checks, of which later ones use what earlier ones have made."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder = folder
        self.cluster = cluster
        self.commands = Commands(folder, cluster)
        self.expected: dict[str, str] = {}

    def finished(self, started: Started) -> Ended:
        """Waits for the end of what was submitted, and keeps what containers wrote beside what it wrote itself."""
        ended = started.end()
        self.cluster.keep_logs(started.log.with_name(f"{started.log.name}.containers"))
        return ended

    def content(self, run: str) -> dict[str, str]:
        """The digests of the files whose bytes are promised, by name."""
        names = [name for name in self.cluster.files(run) if SAME_BYTES.fullmatch(name)]
        return {name: hashlib.sha256(self.cluster.hdfs(f"{run}/{name}", "OPEN") or b"").hexdigest() for name in names}

    def same(self, run: str) -> tuple[str, bool]:
        """How a run's files compare with those of the run on a disk."""
        found = self.content(run)
        different = sorted(name for name in found.keys() | self.expected.keys() if found.get(name) != self.expected.get(name))
        left = [name for name in self.cluster.files(run) if LEFT_OVER.search(name)]
        words = f"{len(self.expected) - len(different)} of {len(self.expected)} files as on a disk"
        return words + (f", not {different[0]}" if different else "") + f", {len(left)} left over", not different and not left

    def trains(self, run: str) -> bool:
        """A moment: a training has two checkpoints, and is not at its end."""
        return any(
            len(self.cluster.names(f"{run}/models/{model}/checkpoints")) > 1 for model in self.cluster.names(f"{run}/models"))

    def driver_says(self, application: Application) -> dict[str, object]:
        """The last line of the newest driver's standard output, in cluster mode."""
        masters = [text for text in self.cluster.logs(application.name, "stdout") if '{"command":' in text]
        return last_line(masters[-1]) if masters else {}

    def local_run(self) -> Result:
        ended = self.commands.local("local", self.folder / "local")
        run = self.folder / "local" / "tiny"
        files = {str(file.relative_to(run)): file for file in run.rglob("*") if file.is_file()}
        self.expected = {
            name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items() if SAME_BYTES.fullmatch(name)}
        return Result(
            "on a disk", f"{len(self.expected)} files to compare, {ended.seconds:.0f} s", ended.code == 0 < len(self.expected))

    def client_mode(self) -> Iterator[Result]:
        started = self.commands.run("client", "client", "/client")
        loaded = started.wait_for(lambda: self.loaded(2))
        inside = [self.unpacked_inside(container) for container in loaded]
        readable = [os.access(path, os.R_OK) for container in loaded if (path := container.libtorch())]
        ended = self.finished(started)
        words, same = self.same("/client/tiny")
        status = self.cluster.newest().status
        yield Result(
            "client mode", f"exit code {ended.code}, {status}, {words}, {ended.seconds:.0f} s",
            ended.code == 0 and status == "SUCCEEDED" and same)
        gone = not any(container.folder.exists() for container in loaded)
        yield Result(
            "natives", f"in the folders of {sum(inside)} of {len(loaded)} containers, which are {'gone' if gone else 'still there'} afterwards",
            all(inside) and all(readable) and gone)

    def loaded(self, count: int) -> list[Container]:
        """Containers that have loaded libtorch, once there are so many."""
        found = [container for container in self.cluster.containers() if container.libtorch()]
        return found if len(found) >= count else []

    @staticmethod
    def unpacked_inside(container: Container) -> bool:
        path = container.libtorch()
        return path is not None and path.is_relative_to(container.folder / "switchback-natives")

    def cluster_mode(self) -> Iterator[Result]:
        started = self.commands.run("cluster", "cluster", "/cluster")
        ended = self.finished(started)
        words, same = self.same("/cluster/tiny")
        yield self.ended_well("cluster mode", ended, f"{words}, {ended.seconds:.0f} s", same)

        before = self.cluster.files("/cluster/tiny")
        ended = self.finished(self.commands.run("again", "cluster", "/cluster"))
        written = sum(before.get(name) != file for name, file in self.cluster.files("/cluster/tiny").items())
        yield self.ended_well("again", ended, f"{written} files written, {ended.seconds:.0f} s", written == 0)

    def ended_well(self, check: str, ended: Ended, figure: str, passed: bool, attempts: int = 1) -> Result:
        """Whether YARN and the driver's last line say so."""
        application = self.cluster.newest()
        line = self.driver_says(application)
        return Result(
            check, f"{application.status} in attempt {application.attempt}, {line.get('status', 'no last line')}, {figure}",
            passed and ended.code == 0 and application.status == "SUCCEEDED" and application.attempt == attempts
            and line == {"command": "run", "status": "succeeded", "exit_code": 0, "message": ""})

    def ended_badly(self, check: str, ended: Ended, code: int, message: str) -> Result:
        application = self.cluster.newest()
        line = self.driver_says(application)
        return Result(
            check, f"{application.status} in attempt {application.attempt} ({application.diagnostics[:200]}); {line}",
            ended.code == 1 and application.status == "FAILED" and line.get("status") == "failed"
            and line.get("exit_code") == code and message in str(line.get("message")))

    def failures(self) -> Iterator[Result]:
        nowhere = self.cluster.uri("/nowhere.csv")
        arguments: list[object] = ["import", "kaggle-sudoku", nowhere, "--output", self.cluster.uri("/imported")]
        ended = self.finished(self.commands.submit("bad-input", "cluster", arguments))
        yield self.ended_badly("bad input", ended, 3, "nowhere.csv")
        ended = self.finished(self.commands.run("wrong-key", "cluster", "/wrong", None, "--set", "problems.trian=1"))
        yield self.ended_badly("wrong key", ended, 2, "train")

    def killed_driver(self) -> Result:
        started = self.commands.run("client-killed", "client", "/killed")
        started.wait_for(lambda: self.trains("/killed/tiny"))
        started.kill()
        ended = self.finished(self.commands.run("client-again", "client", "/killed"))
        words, same = self.same("/killed/tiny")
        return Result("killed driver", f"exit code {ended.code}, {words}, {ended.seconds:.0f} s", ended.code == 0 and same)

    def killed_master(self) -> Result:
        """The application master has the driver in it; YARN starts another by itself."""
        started = self.commands.run("master-killed", "cluster", "/attempts")
        started.wait_for(lambda: self.trains("/attempts/tiny"))
        masters = [container for container in self.cluster.containers() if container.is_application_master]
        for master in masters:
            os.kill(master.process, signal.SIGKILL)
        ended = self.finished(started)
        words, same = self.same("/attempts/tiny")
        return self.ended_well(
            "killed application master", ended, f"{words}, {ended.seconds:.0f} s", same and len(masters) == 1, attempts=2)

    def small_memory(self) -> Result:
        ended = self.finished(self.commands.run("small", "client", "/small", SMALL))
        words, same = self.same("/small/tiny")
        return Result(
            "small executors", f"exit code {ended.code}, {words}, {ended.seconds:.0f} s", ended.code == 0 and same)

    def too_small_memory(self) -> Result:
        ended = self.finished(self.commands.run("too-small", "client", "/too-small", SMALL | TOO_SMALL, *LARGE_BATCHES))
        return Result(
            "too small executors", f"exit code {ended.code} after {ended.seconds:.0f} s: {ended.complaint}",
            ended.code == 1 and "memoryOverhead" in ended.complaint)

    def all(self) -> Iterator[Result]:
        local = self.local_run()
        yield local
        if not local.passed:
            return
        yield from self.client_mode()
        yield from self.cluster_mode()
        yield from self.failures()
        yield self.killed_driver()
        yield self.killed_master()
        yield self.small_memory()
        yield self.too_small_memory()


def main(folder: Path) -> int:
    """Prints a line for each check as it ends, and gives the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    class_path = (folder / "cluster.classpath").read_text().strip()
    scratch = folder / "check"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    failed = 0
    with Cluster(scratch / "cluster", class_path) as cluster:
        checks = Checks(scratch, cluster)
        try:
            for result in checks.all():
                failed += not result.passed
                print(f"{'passed' if result.passed else 'FAILED'}  {result.check:28}  {result.figure}", flush=True)
        finally:
            checks.commands.kill()
    print(f"{failed} failed; see {scratch / 'logs'}" if failed else "all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
