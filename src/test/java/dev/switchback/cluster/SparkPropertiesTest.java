package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.switchback.cluster.WorkerPlacement.ExecutorResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.collection.JavaConverters;

/** The settings of Spark that come with the program, for each kind of cluster. */
class SparkPropertiesTest {
  private static final Path FOLDER = Path.of("conf/spark");

  /** Whose modules are on no test's class path, or whose names hold a resource or a variable. */
  private static final String NOT_LISTED =
      "spark\\.(kubernetes|yarn|executorEnv)\\..+|spark\\.(executor|task)\\.resource\\.gpu\\..+"
          + "|spark\\.(master|submit\\.deployMode)";

  @BeforeAll
  static void loadSparksOwnList() {
    org.apache.spark.internal.config.package$.MODULE$.DRIVER_MEMORY();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @Test
  void eachKindOfClusterHasAFile() throws IOException {
    assertThat(files().map(file -> file.getFileName().toString()))
        .containsExactly(
            "kubernetes-cpu.properties",
            "kubernetes-gpu.properties",
            "standalone-cpu.properties",
            "standalone-gpu.properties",
            "yarn-cpu.properties",
            "yarn-gpu.properties");
  }

  @Test
  void theListOfFilesNamesEach() throws IOException {
    String list = Files.readString(Path.of("conf/README.md"));
    assertThat(files().map(file -> "| `" + file.getFileName() + "` |")).allMatch(list::contains);
  }

  @ParameterizedTest
  @MethodSource("files")
  void theFileIsSubmittedByItsOwnName(Path file) throws IOException {
    Map<String, String> settings = read(file);
    String kind = file.getFileName().toString().replaceAll("-.*", "");

    assertThat(Files.readString(file)).contains("--properties-file " + file + " ");
    assertThat(settings.get("spark.master"))
        .startsWith(
            Map.of("standalone", "spark://", "kubernetes", "k8s://").getOrDefault(kind, kind));
    assertThat(settings)
        .containsEntry("spark.submit.deployMode", kind.equals("kubernetes") ? "cluster" : "client");
  }

  /**
   * DJL unpacks for the eyes of one user, and another could have put native code of their own into
   * a folder of the machine that all may write: each container of YARN has its own, and the image
   * for Kubernetes has it unpacked, where nobody writes.
   */
  @ParameterizedTest
  @MethodSource("files")
  void nativeCodeIsUnpackedWhereNoOtherUserComes(Path file) {
    String folder = read(file).get("spark.executorEnv.DJL_CACHE_DIR");

    if (file.toString().contains("yarn")) {
      assertThat(folder).startsWith("./");
    } else if (file.toString().contains("kubernetes")) {
      assertThat(folder).isEqualTo("/opt/switchback/natives");
    } else {
      assertThat(folder).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyKeyIsOneOfSparks(Path file) {
    assertThat(read(file).keySet())
        .allMatch(key -> key.matches(NOT_LISTED) || ConfigEntry.findEntry(key) != null);
  }

  @ParameterizedTest
  @MethodSource("files")
  void trainingHasWhatItNeeds(Path file) {
    Map<String, String> settings = read(file);

    assertThat(settings)
        .containsEntry("spark.dynamicAllocation.enabled", "false")
        .containsEntry("spark.speculation", "false")
        .containsEntry("spark.executorEnv.DJL_OFFLINE", "true")
        .containsEntry("spark.executorEnv.OPT_OUT_TRACKING", "true");
    assertThat(gibibytes(settings, "spark.executor.memory")).isGreaterThanOrEqualTo(4);
    assertThat(gibibytes(settings, "spark.executor.memoryOverhead")).isGreaterThanOrEqualTo(4);
    assertThatCode(() -> WorkerPlacement.requireSettings(settings, 2, 12L * 365_214_720))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("files")
  void aWorkerHasAGpuWhereTheFileIsNamedAfterThem(Path file) {
    Map<String, String> settings = read(file);
    boolean gpu = file.toString().endsWith("-gpu.properties");

    assertThat(settings.containsKey("spark.executor.resource.gpu.amount")).isEqualTo(gpu);
    assertThat(settings.getOrDefault("spark.executorEnv.PYTORCH_FLAVOR", "cpu").startsWith("cu"))
        .isEqualTo(gpu);
    WorkerPlacement placement =
        WorkerPlacement.of(
            settings,
            Stream.of("1", "2")
                .map(id -> new ExecutorResources(id, "host", 8, gpu ? 1 : 0))
                .toList(),
            2);
    assertThat(placement)
        .isEqualTo(new WorkerPlacement(8, new WorkerPlacement.Request(8, gpu ? 1 : 0)));
  }

  /** YARN sends the script along; in Kubernetes the image has the whole folder. */
  @ParameterizedTest
  @MethodSource("files")
  void theDiscoveryScriptIsOurs(Path file) {
    Map<String, String> settings = read(file);

    String script = settings.get("spark.executor.resource.gpu.discoveryScript");

    if (script != null) {
      assertThat(script).endsWith("/gpu-addresses");
      assertThat(Path.of("jobs/gpu-addresses")).isExecutable();
      assertThat(settings.getOrDefault("spark.yarn.dist.files", "jobs/gpu-addresses"))
          .isEqualTo("jobs/gpu-addresses");
    }
  }

  private static long gibibytes(Map<String, String> settings, String key) {
    return JavaUtils.byteStringAsBytes(settings.getOrDefault(key, "0")) >> 30;
  }

  /** As spark-submit reads them. */
  private static Map<String, String> read(Path file) {
    return JavaConverters.mapAsJavaMap(Utils.getPropertiesFromFile(file.toString()));
  }
}
