"""Does with a real S3 server what a user does with runs=s3a://; interop/s3/check prepares what this starts.

    python check.py FOLDER

FOLDER has server.classpath and client.classpath, SWITCHBACK_CLASS_PATH the program and its tests. Prints a line for each check; the exit
code is 1 if one fails. The server keeps each object as a file, by which runs are compared, and the bucket as a folder, which goes away
and comes back by renaming.
"""
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "interop" / "s3"
BUCKET = "bucket"
IDENTITY, SECRET = "switchback", "a secret of this check alone"
SECONDS_TO_START = 600
SECONDS_TO_COME = 1800

# What has the same bytes wherever and however often a run was made.
SAME_BYTES = [
    *(f"{table}/**/*.parquet" for table in ("problems", "traces", "samples", "scores", "metrics", "distributions")),
    "models/*/model.safetensors",
    "report/**/*.csv",
]

LOGBACK = """<configuration>
  <appender name="log" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>%d %p %c: %m%n</pattern></encoder></appender>
  <root level="WARN"><appender-ref ref="log"/></root>
</configuration>
"""


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

    @property
    def has_stack_trace(self) -> bool:
        return re.search(r"^\s+at [\w.$]+\(", self.output, re.MULTILINE) is not None


class Server:
    """The S3 server, in a process of its own, which ends with this block."""

    def __init__(self, folder: Path, class_path: str) -> None:
        self.folder = folder
        self.class_path = class_path
        self.bucket = folder / "data" / BUCKET
        self.away = folder / "away"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "Server":
        self.bucket.mkdir(parents=True)
        properties = {
            "s3proxy.endpoint": self.endpoint,
            "s3proxy.authorization": "aws-v2-or-v4",
            "s3proxy.identity": IDENTITY,
            "s3proxy.credential": SECRET,
            "jclouds.provider": "filesystem-nio2",
            "jclouds.identity": "unused",
            "jclouds.credential": "unused",
            "jclouds.filesystem.basedir": self.bucket.parent,
        }
        settings = self.folder / "s3proxy.properties"
        settings.write_text("".join(f"{key}={value}\n" for key, value in properties.items()))
        (self.folder / "logback.xml").write_text(LOGBACK)
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                ["java", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                 f"-Dlogback.configurationFile={self.folder / 'logback.xml'}",
                 "-cp", self.class_path, "org.gaul.s3proxy.Main", "--properties", str(settings)],
                stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(self.answers, self.process, SECONDS_TO_START)
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()

    def answers(self) -> bool:
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def lose_bucket(self) -> None:
        self.bucket.rename(self.away)

    def bring_bucket_back(self) -> None:
        # A write that had begun may have made the folder again.
        shutil.rmtree(self.bucket, ignore_errors=True)
        self.away.rename(self.bucket)


class Commands:
    """Starts the program, which finds the server by Spark's defaults and the keys in the environment."""

    def __init__(self, folder: Path, server: Server, client: str) -> None:
        self.folder = folder
        self.server = server
        self.started: list[Started] = []
        self.hadoop = {
            "spark.hadoop.fs.s3a.endpoint": server.endpoint,
            "spark.hadoop.fs.s3a.path.style.access": "true",
        }
        defaults = folder / "spark-conf"
        defaults.mkdir()
        settings = {"spark.jars": client.replace(":", ","), **self.hadoop}
        (defaults / "spark-defaults.conf").write_text("".join(f"{key} {value}\n" for key, value in settings.items()))

    def environment(self, secret: str = SECRET) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "SPARK_HOME"}
        return kept | {
            "SPARK_CONF_DIR": str(self.folder / "spark-conf"),
            "SPARK_LOCAL_DIRS": str(self.folder / "spark"),
            "AWS_ACCESS_KEY_ID": IDENTITY,
            "AWS_SECRET_ACCESS_KEY": secret,
            # Programs that run seconds: to compile their code a second time takes longer than it saves.
            "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "SWITCHBACK_DRIVER_MEMORY": "1g",
            "SWITCHBACK_PROGRESS": "lines",
        }

    def start(self, name: str, runs: str, conf: str = "tiny.conf", secret: str = SECRET) -> "Started":
        command = [ROOT / "jobs" / "switchback", "--master", "local[2]", "run", HERE / conf, "--set", f'runs="{runs}"']
        self.started.append(Started(command, self.environment(secret), self.folder / "logs" / name))
        return self.started[-1]

    def run(self, name: str, runs: str, conf: str = "tiny.conf", secret: str = SECRET) -> Ended:
        return self.start(name, runs, conf, secret).end()

    def kill(self) -> None:
        """Leaves no command behind where a check breaks off."""
        for started in self.started:
            started.kill()


class Started:
    """A command that works."""

    def __init__(self, command: list[object], environment: dict[str, str], log: Path) -> None:
        log.parent.mkdir(exist_ok=True)
        self.log = log
        self.began = time.monotonic()
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [str(argument) for argument in command], env=environment, stdout=output, stderr=subprocess.STDOUT)

    def end(self) -> Ended:
        """Waits until it has ended."""
        code = self.process.wait(SECONDS_TO_COME)
        return Ended(code, self.log.read_text(), time.monotonic() - self.began)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def wait_for(self, moment: Callable[[], bool]) -> None:
        wait_for(moment, self.process, SECONDS_TO_COME)


def wait_for(moment: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float) -> None:
    """Waits for a moment in the life of a process."""
    limit = time.monotonic() + seconds
    while not moment():
        if process.poll() is not None:
            raise RuntimeError(f"the process ended with {process.returncode} before what was waited for")
        if time.monotonic() > limit:
            raise RuntimeError(f"nothing of what was waited for came in {seconds} s")
        time.sleep(0.005)


def content(run: Path) -> dict[str, str]:
    """The digests of the files whose bytes are promised, by name."""
    files = sorted({file for pattern in SAME_BYTES for file in run.glob(pattern)})
    return {str(file.relative_to(run)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def differing(run: Path, expected: dict[str, str]) -> list[str]:
    """The names of files that one has and the other has not, or has with other bytes."""
    found = content(run)
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def compared(run: Path, expected: dict[str, str]) -> str:
    different = differing(run, expected)
    return f"{len(expected) - len(different)} of {len(expected)} files as on a disk" + (f", not {different[0]}" if different else "")


def times(run: Path) -> dict[Path, tuple[int, int]]:
    """When each file was written; a file that is written again is another."""
    return {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in run.rglob("*") if file.is_file()}


def shards(run: Path) -> list[Path]:
    return sorted(run.glob("problems/split=*/part-*.parquet"))


def left_over(run: Path) -> list[Path]:
    """What only an unfinished run has."""
    return [file for file in run.rglob("*") if file.is_file() and re.search(r"_attempt-|_lock-|\.unfinished$|__magic", str(file))]


class Checks:
    """The checks, of which later ones use what earlier ones have made."""

    def __init__(self, folder: Path, server: Server, client: str) -> None:
        self.folder = folder
        self.server = server
        self.client = client
        self.commands = Commands(folder, server, client)
        self.expected: dict[str, str] = {}
        self.whole_seconds = 0.0

    def stored(self, runs: str) -> Path:
        """Where the server keeps a run."""
        return self.server.bucket / runs / "tiny"

    @staticmethod
    def uri(runs: str) -> str:
        return f"s3a://{BUCKET}/{runs}"

    def whole_run(self) -> Result:
        local = self.commands.run("local", str(self.folder / "local"))
        self.expected = content(self.folder / "local" / "tiny")
        ended = self.commands.run("whole", self.uri("runs"))
        self.whole_seconds = ended.seconds
        run = self.stored("runs")
        return Result(
            "whole run",
            f"{compared(run, self.expected)}, {len(left_over(run))} left over, {ended.seconds:.0f} s ({local.seconds:.0f} s on a disk)",
            local.code == ended.code == 0 < len(self.expected) and not differing(run, self.expected) and not left_over(run))

    def again(self) -> Result:
        before = times(self.stored("runs"))
        ended = self.commands.run("again", self.uri("runs"))
        written = sum(before.get(file) != time for file, time in times(self.stored("runs")).items())
        return Result(
            "again", f"{written} files written, {ended.seconds:.0f} s",
            ended.code == written == 0 and "done in" not in ended.output and ended.seconds < self.whole_seconds / 2)

    def magic_committer(self) -> Result:
        ended = self.commands.run("magic", self.uri("magic"), "magic.conf")
        run = self.stored("magic")
        return Result(
            "magic committer", f"{compared(run, self.expected)}, {len(left_over(run))} left over, {ended.seconds:.0f} s",
            ended.code == 0 and not differing(run, self.expected) and not left_over(run))

    def killed_while_generating(self) -> Result:
        started = self.commands.start("generate-killed", self.uri("killed"))
        run = self.stored("killed")
        started.wait_for(lambda: bool(shards(run)))
        started.kill()
        there = {file: time for file, time in times(run).items() if file in shards(run)}
        ended = self.commands.run("generate-again", self.uri("killed"))
        kept = sum(times(run).get(file) == time for file, time in there.items())
        return Result(
            "killed while it generates", f"{kept} of {len(there)} shards kept, {compared(run, self.expected)}, {len(left_over(run))} left over",
            ended.code == 0 and kept == len(there) and not differing(run, self.expected) and not left_over(run))

    def retried_task(self) -> Result:
        options = (ROOT / "target" / "java.options").read_text().split()
        settings = [f"-D{key}={value}" for key, value in self.commands.hadoop.items()]
        class_path = os.environ["SWITCHBACK_CLASS_PATH"] + ":" + self.client
        ended = Started(
            ["java", *options, *settings, "-cp", class_path, "dev.switchback.interop.RetriedShard",
             f"s3a://{BUCKET}/retried/part-00000.parquet"],
            self.commands.environment(), self.folder / "logs" / "retried").end()
        kept = re.findall(r"^kept (.*)$", ended.output, re.MULTILINE)
        files = sorted(file.name for file in (self.server.bucket / "retried").rglob("*") if file.is_file())
        return Result(
            "retried task", f"kept the attempt {kept}, files {files}",
            ended.code == 0 and kept == ["[[0]]"] and files == ["part-00000.parquet"])

    def interrupted_checkpoint(self) -> Iterator[Result]:
        """The second start goes on; while it is held in its training, another is refused."""
        run = self.stored("trained")
        started = self.commands.start("train-killed", self.uri("trained"))
        started.wait_for(lambda: len(list(run.glob("models/*/checkpoints/step-*"))) > 1)
        started.kill()
        newest = sorted(run.glob("models/*/checkpoints/step-*"))[-1]
        inside = sorted(file.name for file in newest.iterdir())
        (newest / "training_state.json").unlink(missing_ok=True)

        going_on = self.commands.start("train-again", self.uri("trained"))
        going_on.wait_for(lambda: not newest.exists() or (newest / "training_state.json").exists())
        going_on.process.send_signal(signal.SIGSTOP)
        try:
            second = self.commands.run("second", self.uri("trained"))
        finally:
            going_on.process.send_signal(signal.SIGCONT)
        ended = going_on.end()
        yield Result(
            "interrupted checkpoint",
            f"killed with {len(inside)} files in it, {compared(run, self.expected)}",
            ended.code == 0 and f"{newest.name}, which has no training_state.json" in ended.output
            and not differing(run, self.expected))
        yield Result(
            "second driver", f"exit code {second.code} after {second.seconds:.0f} s: {second.complaint}",
            second.code == 1 and " works there" in second.complaint and not second.has_stack_trace)

    def wrong_secret(self) -> Result:
        ended = self.commands.run("secret", self.uri("runs"), secret="another")
        return self.refused("wrong secret", ended, ended.seconds)

    def lost_bucket(self) -> Iterator[Result]:
        run = self.stored("lost")
        moments = {
            "generates": lambda: bool(shards(run)),
            "trains": lambda: any(run.glob("models/*/checkpoints/step-*")),
        }
        for stage, moment in moments.items():
            started = self.commands.start(f"lost-{stage}", self.uri("lost"))
            started.wait_for(moment)
            self.server.lose_bucket()
            lost = time.monotonic()
            ended = started.end()
            seconds = time.monotonic() - lost
            self.server.bring_bucket_back()
            yield self.refused(f"bucket gone while it {stage}", ended, seconds)
        ended = self.commands.run("lost-back", self.uri("lost"))
        yield Result("bucket back", compared(run, self.expected), ended.code == 0 and not differing(run, self.expected))

    def refused(self, check: str, ended: Ended, seconds: float) -> Result:
        """Storage that refuses ends a command in the time of a run, with what it says in words."""
        return Result(
            check, f"exit code {ended.code} after {seconds:.0f} s: {ended.complaint}",
            ended.code == 3 and "Cannot " in ended.complaint and not ended.has_stack_trace and seconds < self.whole_seconds)

    def all(self) -> Iterator[Result]:
        yield self.whole_run()
        yield self.again()
        yield self.magic_committer()
        yield self.killed_while_generating()
        yield self.retried_task()
        yield from self.interrupted_checkpoint()
        yield self.wrong_secret()
        yield from self.lost_bucket()


def main(folder: Path) -> int:
    """Prints a line for each check as it ends, and gives the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    class_paths = {side: (folder / f"{side}.classpath").read_text().strip() for side in ("server", "client")}
    scratch = folder / "check"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    failed = 0
    with Server(scratch / "server", class_paths["server"]) as server:
        checks = Checks(scratch, server, class_paths["client"])
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
