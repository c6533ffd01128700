package dev.switchback.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.experiment.StageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules never run two at once, their retries go on, and what is finished is skipped. */
class SchedulesTest {
  private static final Path FOLDER = Path.of("jobs/schedules");
  private static final Path SPARK = Path.of("conf/spark");

  /** What the DAG asks of Airflow, and nothing more: it writes down what it is told. */
  private static final String AIRFLOW_STAND_IN =
      """
      import json, sys, types
      dags, tasks, edges = [], [], []
      class DAG:
          def __init__(self, **settings): dags.append(settings)
          def __enter__(self): return self
          def __exit__(self, *failure): return False
      class Task:
          def __init__(self, task_id, **settings):
              self.task_id = task_id
              tasks.append({"task_id": task_id, "operator": type(self).__name__, **settings})
          def __rshift__(self, after):
              edges.append([self.task_id, after.task_id])
              return after
      def module(name, **members):
          sys.modules[name] = types.ModuleType(name)
          vars(sys.modules[name]).update(members)
      for name in ["airflow", "airflow.providers", "airflow.providers.apache", "airflow.providers.common",
                   "airflow.providers.standard", "airflow.providers.common.compat", "airflow.providers.apache.spark", "airflow.providers.apache.spark.operators",
                   "airflow.providers.standard.operators"]:
          module(name)
      class Failure(Exception): pass
      class FinalFailure(Failure): pass
      module("airflow.providers.common.compat.sdk", AirflowException=Failure, AirflowFailException=FinalFailure)
      class SparkSubmitOperator(Task):
          def execute(self, context): raise Failure("Cannot execute: spark-submit. Error code is: %d." % context)
      def retried(operator, code):
          try: operator("code").execute(code)
          except Failure as failure: return not isinstance(failure, FinalFailure)
      module("airflow.sdk", DAG=DAG)
      module("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=SparkSubmitOperator)
      module("airflow.providers.standard.operators.bash", BashOperator=type("BashOperator", (Task,), {}))
      module("pendulum", datetime=lambda *date, tz: str(date))
      told = {"__name__": "dag"}
      exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), told)
      all_tasks = list(tasks)
      codes = {code: retried(told["StageOperator"], code) for code in [1, 2, 3, 20, 143]}
      print(json.dumps({"dags": dags, "tasks": all_tasks, "edges": edges, "retried": codes}, default=str))
      """;

  @TempDir private Path temporary;

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> !file.endsWith("README.md")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void noneMakesAnewWhatIsFinished(Path file) throws IOException {
    assertThat(Files.readString(file)).doesNotContain("--overwrite");
  }

  /** What a schedule names in Switchback's folder is there, but for what a build makes. */
  @ParameterizedTest
  @MethodSource("files")
  void whatIsNamedIsThere(Path file) throws IOException {
    for (String word : Files.readString(file).split("[\\s\",\\[\\]{}=:]+")) {
      if (word.startsWith("/opt/switchback/") && !word.matches(".*(\\.jar|/natives)")) {
        assertThat(Path.of(word.substring("/opt/switchback/".length()))).exists();
      }
    }
  }

  @Test
  void airflowHasATaskForEachStage() throws Exception {
    JsonNode told = dag();

    assertThat(told.at("/dags")).hasSize(1);
    JsonNode dag = told.at("/dags/0");
    assertThat(dag.path("max_active_runs").asInt()).isEqualTo(1);
    assertThat(dag.path("catchup").asBoolean(true)).isFalse();
    assertThat(dag.at("/default_args/retries").asInt()).isPositive();
    assertThat(dag.at("/default_args/retry_delay").asText()).isEqualTo("0:10:00");

    List<String> stages = Arrays.stream(StageName.values()).map(StageName::key).toList();
    List<String> tasks = told.at("/tasks").findValuesAsText("task_id");
    assertThat(tasks.subList(0, stages.size())).isEqualTo(stages);
    assertThat(tasks.subList(stages.size(), tasks.size())).containsExactly("publish");
    for (int next = 1; next < tasks.size(); next++) {
      JsonNode edge = told.at("/edges").path(next - 1);
      assertThat(edge.path(0).asText()).isEqualTo(tasks.get(next - 1));
      assertThat(edge.path(1).asText()).isEqualTo(tasks.get(next));
    }
    assertThat(told.at("/edges")).hasSize(tasks.size() - 1);
  }

  @Test
  void airflowsTasksAreStagesOfOneRunWithTheirOwnSettings() throws Exception {
    for (JsonNode task : dag().at("/tasks")) {
      assertThat(task.has("retries")).isFalse();
      if (!task.path("operator").asText().equals("StageOperator")) {
        continue;
      }
      String stage = task.path("task_id").asText();
      assertThat(texts(task.path("application_args")))
          .containsExactly(
              stage,
              "/opt/switchback/conf/countdown-small.conf",
              "--set",
              "runs=hdfs:///runs",
              "--set",
              "name=countdown-small-{{ ds_nodash }}",
              "--set",
              "seed={{ ds_nodash }}");
      boolean models = List.of("train", "grpo", "sample").contains(stage);
      assertThat(task.path("properties_file").asText())
          .endsWith(models ? "/yarn-gpu.properties" : "/yarn-cpu.properties");
      assertThat(task.path("java_class").asText()).isEqualTo("dev.switchback.cli.Main");
    }
  }

  @Test
  void airflowTriesAgainWhatARetryMayCure() throws Exception {
    JsonNode retried = dag().at("/retried");

    assertThat(retried.path("1").asBoolean()).isTrue();
    assertThat(retried.path("2").asBoolean(true)).isFalse();
    assertThat(retried.path("3").asBoolean(true)).isFalse();
    assertThat(retried.path("20").asBoolean()).isTrue();
    assertThat(retried.path("143").asBoolean()).isTrue();
  }

  @Test
  void airflowReadsFoldersFromTheEnvironment() throws Exception {
    JsonNode told =
        dag(
            Map.of(
                "SWITCHBACK_HOME", "/srv/switchback",
                "SWITCHBACK_CONF", "/srv/tiny.conf",
                "SWITCHBACK_RUNS", "/data/runs",
                "SWITCHBACK_PUBLISHED", "/data/site",
                "SWITCHBACK_SPARK_CPU", "/srv/cpu.properties",
                "SWITCHBACK_SPARK_GPU", "/srv/gpu.properties"));

    List<JsonNode> tasks = new ArrayList<>();
    told.at("/tasks").forEach(tasks::add);
    JsonNode publish = tasks.remove(tasks.size() - 1);
    assertThat(tasks)
        .allSatisfy(
            task -> {
              assertThat(task.path("application").asText()).startsWith("/srv/switchback/target/");
              assertThat(texts(task.path("application_args")))
                  .contains("/srv/tiny.conf", "runs=/data/runs", "name=tiny-{{ ds_nodash }}");
              assertThat(task.path("properties_file").asText()).matches("/srv/[cg]pu.properties");
            });
    assertThat(publish.path("bash_command").asText())
        .isEqualTo(
            "/srv/switchback/jobs/schedules/publish /data/runs tiny-{{ ds_nodash }}"
                + " /data/site");
  }

  @Test
  void pythonCompilesTheScripts() throws Exception {
    assumePython();

    for (String script : List.of("switchback_nightly.py", "publish")) {
      Path copy = Files.copy(FOLDER.resolve(script), temporary.resolve(script));
      assertThat(Command.run(Map.of(), List.of("python3", "-m", "py_compile", copy.toString())))
          .isEqualTo(new Command(0, ""));
    }
  }

  @Test
  void kubernetesRunsOneNightAtATimeAndTriesItAgain() throws IOException {
    JsonNode spec = YamlFiles.ofKind(FOLDER.resolve("cronjob.yaml"), "CronJob").path("spec");
    JsonNode job = spec.at("/jobTemplate/spec");
    JsonNode pod = job.at("/template/spec");
    JsonNode container = pod.at("/containers/0");

    assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
    assertThat(spec.path("schedule").asText()).matches("\\d+ \\d+ \\* \\* \\*");
    assertThat(job.path("backoffLimit").asInt()).isPositive();
    assertThat(pod.path("restartPolicy").asText()).isEqualTo("Never");
    JsonNode failed = job.at("/podFailurePolicy/rules/1");
    assertThat(failed.path("action").asText()).isEqualTo("FailJob");
    assertThat(failed.at("/onExitCodes/containerName")).isEqualTo(container.path("name"));
    assertThat(failed.at("/onExitCodes/values")).extracting(JsonNode::asInt).containsExactly(2, 3);

    Map<String, String> volumes = new TreeMap<>();
    pod.path("volumes").forEach(volume -> volumes.put(volume.path("name").asText(), ""));
    assertThat(container.path("volumeMounts"))
        .extracting(mount -> mount.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(volumes.keySet());
    assertThat(
            YamlFiles.ofKind(FOLDER.resolve("cronjob.yaml"), "PersistentVolumeClaim")
                .at("/metadata/name"))
        .isEqualTo(pod.at("/volumes/0/persistentVolumeClaim/claimName"));
    for (JsonNode variable : container.path("env")) {
      if (variable.path("name").asText().matches("SWITCHBACK_(RUNS|PUBLISHED)")) {
        assertThat(variable.path("value").asText()).startsWith("/data/");
      }
    }
  }

  @Test
  void sparksOperatorRunsOneAtATimeAndTriesItAgain() throws IOException {
    List<JsonNode> schedules = YamlFiles.read(FOLDER.resolve("spark-operator.yaml"));

    assertThat(schedules)
        .hasSize(2)
        .allSatisfy(
            schedule -> {
              JsonNode spec = schedule.path("spec");
              JsonNode template = spec.path("template");
              assertThat(schedule.path("kind").asText()).isEqualTo("ScheduledSparkApplication");
              assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
              assertThat(template.at("/restartPolicy/type").asText()).isEqualTo("OnFailure");
              assertThat(template.at("/restartPolicy/onFailureRetries").asInt()).isPositive();
              assertThat(template.path("mainClass").asText()).isEqualTo("dev.switchback.cli.Main");
              assertThat(template.path("mode").asText()).isEqualTo("cluster");
            });
    assertThat(schedules.get(0).at("/spec/template/arguments/0").asText()).isEqualTo("generate");
    assertThat(schedules.get(1).at("/spec/template/arguments/0").asText()).isEqualTo("run");
    assertThat(schedules.get(0).at("/spec/template/arguments/1"))
        .isEqualTo(schedules.get(1).at("/spec/template/arguments/1"));
    assertSettingsOf("kubernetes-cpu.properties", schedules.get(0));
    assertSettingsOf("kubernetes-gpu.properties", schedules.get(1));
  }

  /** The operator has its own words for some settings; all others are those of the file. */
  private static void assertSettingsOf(String file, JsonNode schedule) throws IOException {
    Properties settings = new Properties();
    try (var text = Files.newBufferedReader(SPARK.resolve(file))) {
      settings.load(text);
    }
    JsonNode given = schedule.at("/spec/template/sparkConf");
    given
        .fields()
        .forEachRemaining(
            setting ->
                assertThat(settings).containsEntry(setting.getKey(), setting.getValue().asText()));
    assertThat(given.path("spark.dynamicAllocation.enabled").asText()).isEqualTo("false");
    assertThat(given.path("spark.speculation").asText()).isEqualTo("false");
    if (file.contains("gpu")) {
      settings.stringPropertyNames().stream()
          .filter(key -> key.contains("PYTORCH") || key.contains(".resource.gpu."))
          .forEach(key -> assertThat(given.has(key)).as(key).isTrue());
    }
  }

  @Test
  void systemdRunsOneNightAtATimeAndTriesItAgain() throws IOException {
    List<String> service = Files.readAllLines(FOLDER.resolve("switchback-nightly.service"));
    List<String> timer = Files.readAllLines(FOLDER.resolve("switchback-nightly.timer"));

    assertThat(service)
        .contains("Type=oneshot", "Restart=on-failure", "RestartPreventExitStatus=2 3")
        .noneMatch(line -> line.startsWith("RemainAfterExit"));
    assertThat(timer).contains("Persistent=true").anyMatch(line -> line.startsWith("OnCalendar="));
  }

  /** With Switchback where this checkout is. */
  @Test
  void systemdTakesTheUnits() throws Exception {
    assumeTrue(Command.isInstalled("systemd-analyze"), "systemd-analyze is not installed: skipped");
    Path service = temporary.resolve("switchback-nightly.service");
    String here = Path.of("").toAbsolutePath().toString();
    Files.writeString(
        service,
        Files.readString(FOLDER.resolve(service.getFileName())).replace("/opt/switchback", here));
    Path timer = temporary.resolve("switchback-nightly.timer");
    Files.copy(FOLDER.resolve(timer.getFileName()), timer);

    Command verified =
        Command.run(
            Map.of(),
            List.of("systemd-analyze", "verify", "--man=no", service.toString(), timer.toString()));

    assertThat(verified).isEqualTo(new Command(0, ""));
  }

  /** The commands of the table, with another command in the place of what they start. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void cronStartsNothingBesideACommandThatHasTheLock(int line) throws Exception {
    assumeTrue(Command.isInstalled("flock"), "flock is not installed: skipped");
    List<String> lines =
        Files.readAllLines(FOLDER.resolve("crontab")).stream()
            .filter(text -> text.matches("[0-9*].*"))
            .toList();
    assertThat(lines).hasSize(2);
    String command =
        lines
            .get(line)
            .split("\\s+", 6)[5]
            .replace("/var/lib/switchback", temporary.toString())
            .replaceAll("/opt/switchback/\\S+", "echo started");
    Path log = temporary.resolve(line == 0 ? "nightly.log" : "study.log");
    Path lock = temporary.resolve("lock");

    Command beside =
        Command.run(Map.of(), List.of("flock", lock.toString(), "bash", "-c", command));
    String told = Files.readString(log);
    Command alone = Command.run(Map.of(), List.of("bash", "-c", command));

    assertThat(beside).isEqualTo(new Command(0, ""));
    assertThat(told).isEmpty();
    assertThat(alone).isEqualTo(new Command(0, ""));
    assertThat(Files.readString(log)).startsWith("started");
  }

  private JsonNode dag() throws Exception {
    return dag(Map.of());
  }

  private JsonNode dag(Map<String, String> environment) throws Exception {
    assumePython();
    Path reader = Files.writeString(temporary.resolve("read.py"), AIRFLOW_STAND_IN);
    Command read =
        Command.run(
            environment,
            List.of(
                "python3", reader.toString(), FOLDER.resolve("switchback_nightly.py").toString()));
    assertThat(read.exitCode()).as(read.text()).isZero();
    return new ObjectMapper().readTree(read.text());
  }

  private static void assumePython() throws Exception {
    assumeTrue(Command.isInstalled("python3"), "Python 3 is not installed: skipped");
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
