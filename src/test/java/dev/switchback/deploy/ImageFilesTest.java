package dev.switchback.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Images are made of what is there, run as no root, and fit what the settings of clusters say of
 * them.
 */
class ImageFilesTest {
  private static final Path FOLDER = Path.of("docker");
  private static final String HOME = "/opt/switchback/";

  /** What the build makes: the jar, and this with java's options. */
  private static final String OPTIONS = "target/java.options";

  @Test
  void whatIsCopiedIsThereOrBuilt() throws IOException {
    List<String> copied = cpu().copied();

    assertThat(copied)
        .contains("conf", "jobs", OPTIONS, "target/switchback-" + ofBuild("version") + ".jar");
    assertThat(copied)
        .filteredOn(source -> !source.startsWith("target/"))
        .allSatisfy(source -> assertThat(Path.of(source)).exists());
    assertThat(Path.of("src/launcher/java.options")).exists();
    assertThat(cuda().copied()).isEmpty();
  }

  /** A build sees only what this file lets through. */
  @Test
  void whatIsCopiedIsNotIgnored() throws IOException {
    List<String> rules = Files.readAllLines(Path.of(".dockerignore"));
    assertThat(rules).contains("*");
    assertThat(cpu().copied())
        .allMatch(
            source ->
                rules.stream()
                    .filter(rule -> rule.startsWith("!"))
                    .map(rule -> Pattern.quote(rule.substring(1)).replace("*", "\\E.*\\Q"))
                    .anyMatch(source::matches));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.cuda"})
  void anImageRunsAsTheUserOfPods(String name) throws IOException {
    List<String> users = Dockerfile.read(FOLDER.resolve(name)).arguments("USER").toList();
    JsonNode pod = YamlFiles.ofKind(Path.of("conf/spark/kubernetes/driver.yaml"), "Pod");

    assertThat(users.get(users.size() - 1))
        .isEqualTo("185")
        .isEqualTo(pod.at("/spec/securityContext/runAsUser").asText());
  }

  /** DJL leaves what it unpacks to the user who unpacked it. */
  @ParameterizedTest
  @CsvSource({"Dockerfile, natives", "Dockerfile.cuda, $DJL_CACHE_DIR"})
  void nativeCodeIsUnpackedAndOpenedToAll(String name, String folder) throws IOException {
    List<String> unpacking =
        Dockerfile.read(FOLDER.resolve(name))
            .arguments("RUN")
            .filter(command -> command.contains(" doctor "))
            .toList();

    assertThat(unpacking).hasSize(1);
    assertThat(unpacking.get(0).replace("\"", ""))
        .containsSubsequence(
            "dev.switchback.cli.Main doctor",
            "&& ls " + folder + "/pytorch/",
            "&& chmod -R a+rX " + folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu"})
  void podsFindNativeCodeWhereTheImageHasIt(String kind) throws IOException {
    String folder = cpu().environment().get("DJL_CACHE_DIR");

    assertThat(folder).isEqualTo(HOME + "natives");
    assertThat(kubernetes(kind))
        .containsEntry("spark.executorEnv.DJL_CACHE_DIR", folder)
        .containsEntry("spark.kubernetes.driverEnv.DJL_CACHE_DIR", folder);
  }

  @Test
  void theLibtorchForCudaIsTheOneThatPodsWithGpusName() throws IOException {
    Map<String, String> image = cuda().environment();
    Properties pods = kubernetes("gpu");

    for (String name : List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR")) {
      assertThat(image).containsEntry(name, pods.getProperty("spark.executorEnv." + name));
    }
    assertThat(image)
        .containsEntry("JDK_JAVA_OPTIONS", pods.getProperty("spark.executor.extraJavaOptions"))
        .containsEntry("PYTORCH_VERSION", ofBuild("libtorch.version"));
    assertThat(cuda().arguments("RUN"))
        .anyMatch(
            command ->
                command.endsWith("--target /opt/torch torch==" + image.get("PYTORCH_VERSION")));
  }

  @Test
  void versionsAreThoseOfTheBuild() throws IOException {
    String version = ofBuild("version");

    assertThat(cpu().defaultOf("BASE"))
        .isEqualTo(
            "apache/spark:%s-scala%s-java17-ubuntu"
                .formatted(ofBuild("spark.version"), ofBuild("scala.binary.version")));
    assertThat(cpu().defaultOf("VERSION")).isEqualTo(version);
    assertThat(cuda().defaultOf("VERSION")).isEqualTo(version);
    assertThat(cuda().defaultOf("BASE")).isEqualTo("switchback:" + version);
    assertThat(kubernetes("cpu"))
        .containsEntry("spark.kubernetes.container.image", "REGISTRY/switchback:" + version);
    assertThat(kubernetes("gpu"))
        .containsEntry(
            "spark.kubernetes.container.image", "REGISTRY/switchback:" + version + "-cuda");
  }

  @Test
  void theClusterOnOneMachineNamesWhatIsThere() throws IOException {
    JsonNode compose = compose();
    assertThat(compose.path("services").fieldNames())
        .toIterable()
        .contains("master", "worker", "history", "store", "zeppelin");

    for (JsonNode service : compose.path("services")) {
      assertThat(service.path("image").asText()).matches("[a-z0-9/]+:.*\\d+\\.\\d+\\.\\d+");
      service
          .path("depends_on")
          .fieldNames()
          .forEachRemaining(name -> assertThat(compose.path("services").has(name)).isTrue());
      for (JsonNode mounted : service.path("volumes")) {
        String source = mounted.asText().replaceAll(":.*", "");
        if (source.startsWith(".")) {
          assertThat(FOLDER.resolve(source)).exists();
        } else {
          assertThat(compose.path("volumes").has(source)).as(source).isTrue();
        }
      }
      for (String word : words(service)) {
        if (word.startsWith(HOME)) {
          assertThat(Path.of(word.substring(HOME.length()))).exists();
        }
      }
    }
  }

  @Test
  void theClusterOnOneMachineRunsTheImageWithoutRights() throws IOException {
    List<JsonNode> ours =
        StreamSupport.stream(compose().path("services").spliterator(), false)
            .filter(service -> service.path("image").asText().startsWith("switchback:"))
            .toList();

    assertThat(ours)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            service -> {
              assertThat(service.path("image").asText())
                  .isEqualTo("switchback:" + ofBuild("version"));
              JsonNode build = service.path("build");
              Path context = FOLDER.resolve(build.path("context").asText());
              assertThat(context.resolve(build.path("dockerfile").asText()))
                  .hasSameTextualContentAs(FOLDER.resolve("Dockerfile"));
              assertThat(service.path("read_only").asBoolean()).isTrue();
              assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
              assertThat(service.at("/security_opt/0").asText())
                  .isEqualTo("no-new-privileges:true");
            });
    assertThat(compose().at("/services/worker/deploy/replicas").asInt()).isEqualTo(2);
  }

  /** The driver, the workers and the store are told of each other in two files. */
  @Test
  void theClusterOnOneMachineKnowsItsMasterAndItsStore() throws IOException {
    Properties settings = properties(FOLDER.resolve("spark/spark-defaults.conf"));
    JsonNode services = compose().path("services");
    JsonNode store = services.at("/store/environment");

    assertThat(words(services.path("worker"))).contains(settings.getProperty("spark.master"));
    assertThat(words(services.path("submit"))).contains(settings.getProperty("spark.master"));
    assertThat(settings)
        .containsEntry("spark.hadoop.fs.s3a.endpoint", "http://store:80")
        .containsEntry("spark.hadoop.fs.s3a.access.key", store.path("S3PROXY_IDENTITY").asText())
        .containsEntry("spark.hadoop.fs.s3a.secret.key", store.path("S3PROXY_CREDENTIAL").asText());
    assertThat(store.path("S3PROXY_ENDPOINT").asText()).endsWith(":80");
  }

  private static Dockerfile cpu() throws IOException {
    return Dockerfile.read(FOLDER.resolve("Dockerfile"));
  }

  private static Dockerfile cuda() throws IOException {
    return Dockerfile.read(FOLDER.resolve("Dockerfile.cuda"));
  }

  private static JsonNode compose() throws IOException {
    List<JsonNode> documents = YamlFiles.read(FOLDER.resolve("compose.yaml"));
    assertThat(documents).hasSize(1);
    return documents.get(0);
  }

  private static List<String> words(JsonNode service) {
    List<String> words = new ArrayList<>();
    Stream.of("entrypoint", "command")
        .forEach(part -> service.path(part).forEach(word -> words.add(word.asText())));
    return words;
  }

  private static Properties kubernetes(String kind) throws IOException {
    return properties(Path.of("conf/spark/kubernetes-" + kind + ".properties"));
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      properties.load(text);
    }
    return properties;
  }

  /** The first value that the build's file has for a name. */
  private static String ofBuild(String name) throws IOException {
    return Pattern.compile("<" + Pattern.quote(name) + ">([^<]*)<")
        .matcher(Files.readString(Path.of("pom.xml")))
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow();
  }
}
