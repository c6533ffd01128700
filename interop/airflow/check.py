"""Has Airflow run nights of Switchback; interop/airflow/check prepares what this starts.

    python check.py FOLDER

FOLDER has airflow-venv, SPARK_HOME names Spark. Prints a line for each check; the exit code is 1 if one fails.
"""
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "interop" / "airflow"
DAG_FILE = ROOT / "jobs" / "schedules" / "switchback_nightly.py"
DAG = "switchback_nightly"
TASKS = ["generate", "train", "grpo", "sample", "evaluate", "report", "publish"]
NIGHT, ANOTHER_NIGHT = "2026-11-28", "2026-11-27"
RUN = f"tiny-{NIGHT.replace('-', '')}"
SECONDS_TO_COME = 3600

# What has the same bytes wherever and however often a run was made.
SAME_BYTES = [
    *(f"{table}/**/*.parquet" for table in ("problems", "traces", "samples", "scores", "metrics", "distributions")),
    "models/*/model.safetensors",
    "report/**/*.csv",
]

# Programs that run seconds: to compile their code a second time takes longer than it saves.
SPARK_SETTINGS = """spark.driver.memory 1g
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
"""

# A key that the program does not know.
WRONG = 'include "tiny.conf"\nproblems.colour = red\n'


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
    processor_seconds: float

    @property
    def sparks(self) -> int:
        """How many drivers started Spark."""
        return self.output.count("Running Spark version")

    @property
    def spark_codes(self) -> list[str]:
        """The exit codes of spark-submit that Airflow tells of."""
        return sorted(set(re.findall(r"Error code is: (\d+)", self.output)))

    @property
    def waits_for_retry(self) -> bool:
        """Whether Airflow is to try a task again."""
        return "new_state=up_for_retry" in self.output

    @property
    def complaint(self) -> str:
        """What the program said of its failure."""
        found = re.search(r"Cannot (work|read|use|go on)\b[^\n\[]*", self.output)
        return found.group().strip()[:240] if found else "no complaint of the program's"


class Airflow:
    """Starts Airflow's commands, in a home of its own, with Switchback's folders in the environment."""

    def __init__(self, folder: Path, venv: Path) -> None:
        self.folder = folder
        self.program = venv / "bin" / "airflow"
        self.started: list[Started] = []
        dags = folder / "dags"
        dags.mkdir()
        shutil.copy(DAG_FILE, dags)
        shutil.copy(HERE / "tiny.conf", folder)
        (folder / "wrong").mkdir()
        shutil.copy(HERE / "tiny.conf", folder / "wrong" / "tiny.conf")
        (folder / "wrong" / "wrong.conf").write_text(WRONG)
        settings = folder / "spark.properties"
        settings.write_text(SPARK_SETTINGS)
        connection = {"conn_type": "spark", "host": "local[2]", "extra": {"deploy-mode": "client", "spark-binary": "spark-submit"}}
        spark_home = os.environ["SPARK_HOME"]
        self.environment = os.environ | {
            "AIRFLOW_HOME": str(folder / "airflow"),
            "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW_CONN_SPARK_DEFAULT": json.dumps(connection),
            "PATH": os.pathsep.join([f"{spark_home}/bin", str(venv / "bin"), os.environ["PATH"]]),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(folder / "spark"),
            "SWITCHBACK_HOME": str(ROOT),
            "SWITCHBACK_CONF": str(folder / "tiny.conf"),
            "SWITCHBACK_PUBLISHED": str(folder / "site"),
            "SWITCHBACK_SPARK_CPU": str(settings),
            "SWITCHBACK_SPARK_GPU": str(settings),
        }

    def start(self, log: str, *arguments: str, **environment: str) -> "Started":
        self.started.append(
            Started([str(self.program), *arguments], self.environment | environment, self.folder / "logs" / log))
        return self.started[-1]

    def run(self, log: str, *arguments: str, **environment: str) -> Ended:
        return self.start(log, *arguments, **environment).end()

    def json(self, log: str, *arguments: str) -> list[dict[str, str]]:
        """What a command lists."""
        ended = self.run(log, *arguments, "--output", "json")
        lines = [line for line in ended.output.splitlines() if line.startswith("[{") or line == "[]"]
        if ended.code or not lines:
            raise RuntimeError(f"`airflow {' '.join(arguments)}` ended with {ended.code} and no list")
        return json.loads(lines[-1])

    def states(self, log: str, night: str) -> dict[str, str]:
        """The states of a night's tasks, in the order in which they ended."""
        tasks = self.json(log, "tasks", "states-for-dag-run", DAG, night)
        tasks.sort(key=lambda task: (task["end_date"] or "~", TASKS.index(task["task_id"])))
        return {task["task_id"]: task["state"] for task in tasks}

    def kill(self) -> None:
        """Leaves no command behind where a check breaks off."""
        for started in self.started:
            started.kill()


class Started:
    """A command that works."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        log.parent.mkdir(exist_ok=True)
        self.log = log
        self.began = time.monotonic()
        self.processor_seconds = processor_seconds()
        with log.open("wb") as output:
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)

    def end(self) -> Ended:
        """Waits until it has ended."""
        code = self.process.wait(SECONDS_TO_COME)
        return Ended(
            code, self.log.read_text(), time.monotonic() - self.began, processor_seconds() - self.processor_seconds)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def wait_for(self, moment: Callable[[], bool]) -> None:
        """Waits for a moment in its life."""
        while not moment():
            if self.process.poll() is not None:
                raise RuntimeError(f"the command ended with {self.process.returncode} before what was waited for; see {self.log}")
            if time.monotonic() > self.began + SECONDS_TO_COME:
                raise RuntimeError(f"nothing of what was waited for came in {SECONDS_TO_COME} s; see {self.log}")
            time.sleep(0.005)


class Driver:
    """The process that has the lock of a run."""

    def __init__(self, run: Path) -> None:
        (lock,) = run.glob("_lock-*.json")
        self.process = json.loads(lock.read_text())["process"]

    def send(self, number: signal.Signals) -> None:
        try:
            os.kill(self.process, number)
        except ProcessLookupError:
            pass

    def lives(self) -> bool:
        try:
            state = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return False
        return state != "Z"

    def wait(self) -> None:
        limit = time.monotonic() + SECONDS_TO_COME
        while self.lives():
            if time.monotonic() > limit:
                raise RuntimeError(f"process {self.process} goes on after {SECONDS_TO_COME} s")
            time.sleep(0.05)


def processor_seconds() -> float:
    """What the commands that have ended, and what they started and waited for, took of processors: a busy machine hardly changes that."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def content(run: Path) -> dict[str, str]:
    """The digests of the files whose bytes are promised, by name."""
    files = sorted({file for pattern in SAME_BYTES for file in run.glob(pattern)})
    return {str(file.relative_to(run)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def times(run: Path) -> dict[Path, tuple[int, int]]:
    """When each file was written; a file that is written again is another."""
    return {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in run.rglob("*") if file.is_file()}


def newest_step(run: Path) -> int:
    """The step of the newest checkpoint that is whole, 0 where there is none."""
    found = run.glob("models/direct/checkpoints/step-*/training_state.json")
    return max((int(file.parent.name.removeprefix("step-")) for file in found), default=0)


class Checks:
    """The checks, of which later ones use what earlier ones have made."""

    def __init__(self, folder: Path, airflow: Airflow) -> None:
        self.folder = folder
        self.airflow = airflow
        self.drivers: list[Driver] = []

    def dags_test(self, log: str, night: str = NIGHT, runs: str = "runs", **environment: str) -> "Started":
        return self.airflow.start(log, "dags", "test", DAG, night, SWITCHBACK_RUNS=str(self.folder / runs), **environment)

    def imported(self) -> Result:
        migrated = self.airflow.run("migrate", "db", "migrate")
        parsed = self.airflow.run("parse", "dags", "reserialize")
        errors = self.airflow.json("errors", "dags", "list-import-errors")
        listed = self.airflow.run("tasks", "tasks", "list", DAG).output.splitlines()
        tasks = [task for task in TASKS if task in listed]
        return Result(
            "DAG file", f"{len(errors)} errors of import, tasks {' '.join(tasks)}",
            migrated.code == parsed.code == 0 and not errors and tasks == TASKS)

    def whole_night(self) -> Result:
        ended = self.dags_test("night").end()
        states = self.airflow.states("night-states", NIGHT)
        site = self.folder / "site"
        published = (site / RUN / "report.html").is_file() and RUN in (site / "index.html").read_text()
        return Result(
            "a night", f"{' '.join(f'{task} {state}' for task, state in states.items())}, "
            f"{'published' if published else 'not published'}, Spark started {ended.sparks} times, "
            f"{ended.seconds:.0f} s, of processors {ended.processor_seconds:.0f} s",
            ended.code == 0 and list(states.items()) == [(task, "success") for task in TASKS] and published)

    def again(self) -> Result:
        run = self.folder / "runs" / RUN
        before = times(run)
        ended = self.dags_test("again").end()
        written = sum(before.get(file) != time for file, time in times(run).items())
        return Result(
            "the same night again",
            f"{written} files written, Spark started {ended.sparks} times, "
            f"{ended.seconds:.0f} s, of processors {ended.processor_seconds:.0f} s",
            ended.code == written == ended.sparks == 0 < len(before))

    def lost_sight(self, log: str, run: Path, step: int) -> Driver:
        """Airflow dies while a driver trains, which is held: Airflow has lost sight of it."""
        started = self.dags_test(log, runs=run.parent.name)
        started.wait_for(lambda: newest_step(run) > step)
        driver = Driver(run)
        self.drivers.append(driver)
        driver.send(signal.SIGSTOP)
        started.kill()
        return driver

    def early_retry(self) -> Iterator[Result]:
        run = self.folder / "retried" / RUN
        held = self.lost_sight("held", run, 0)
        second = self.airflow.run(
            "second", "tasks", "test", DAG, "train", NIGHT, SWITCHBACK_RUNS=str(run.parent))
        yield Result(
            "retry beside a driver",
            f"spark-submit ended with {', '.join(second.spark_codes)}, the task "
            f"{'is' if second.waits_for_retry else 'is not'} up for retry, {second.seconds:.0f} s: {second.complaint}",
            second.waits_for_retry and second.spark_codes == ["1"] and f"process {held.process} on " in second.complaint
            and "works there" in second.complaint and held.lives())

        held.send(signal.SIGKILL)
        held.wait()
        killed_at = newest_step(run)
        orphan = self.lost_sight("killed", run, killed_at)
        took_over = "Took over" in (self.folder / "logs" / "killed").read_text()
        yield Result(
            "retry after a killed driver", f"took the run over, from step {killed_at} to step {newest_step(run)}"
            if took_over else "did not take the run over", took_over)

        orphan.send(signal.SIGCONT)
        orphan.wait()
        model = run / "models" / "direct" / "model.safetensors"
        before = model.stat().st_mtime_ns if model.exists() else 0
        ended = self.dags_test("left-alone", runs=run.parent.name).end()
        expected, found = content(self.folder / "runs" / RUN), content(run)
        same = sum(found.get(name) == digest for name, digest in expected.items())
        yield Result(
            "retry after a driver that was left alone",
            f"{'kept' if before == model.stat().st_mtime_ns else 'made again'} the model, "
            f"{same} of {len(expected)} files as of the undisturbed night",
            ended.code == 0 and before == model.stat().st_mtime_ns and found == expected != {}
            and not any(run.glob("_lock-*")))

    def wrong_setting(self) -> Result:
        ended = self.dags_test(
            "wrong", ANOTHER_NIGHT, SWITCHBACK_CONF=str(self.folder / "wrong" / "wrong.conf")).end()
        states = self.airflow.states("wrong-states", ANOTHER_NIGHT)
        return Result(
            "wrong setting",
            f"spark-submit ended with {', '.join(ended.spark_codes)}, generate {states['generate']}, "
            f"train {states['train']}, after {ended.seconds:.0f} s: {ended.complaint}",
            ended.code != 0 and ended.spark_codes == ["2"] and states["generate"] == "failed"
            and states["train"] == "upstream_failed" and not ended.waits_for_retry)

    def all(self) -> Iterator[Result]:
        yield self.imported()
        yield self.wrong_setting()
        yield self.whole_night()
        yield self.again()
        yield from self.early_retry()

    def kill(self) -> None:
        """Leaves no process behind where a check breaks off."""
        self.airflow.kill()
        for driver in self.drivers:
            driver.send(signal.SIGKILL)


def main(folder: Path) -> int:
    """Prints a line for each check as it ends, and gives the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    scratch = folder / "check"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    checks = Checks(scratch, Airflow(scratch, folder / "airflow-venv"))
    failed = 0
    try:
        for result in checks.all():
            failed += not result.passed
            print(f"{'passed' if result.passed else 'FAILED'}  {result.check:42}  {result.figure}", flush=True)
    finally:
        checks.kill()
    print(f"{failed} failed; see {scratch / 'logs'}" if failed else "all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
