package dev.switchback.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods run without rights that they do not need, and may do what the properties ask of them. */
class KubernetesFilesTest {
  private static final Path FOLDER = Path.of("conf/spark");

  @ParameterizedTest
  @CsvSource({"cpu, driver", "cpu, executor", "gpu, driver", "gpu, executor"})
  void aPodHasNoRightsAndWritesToItsVolumesAlone(String kind, String role) throws IOException {
    Properties properties = properties(kind);
    JsonNode pod = template(properties, role).path("spec");

    JsonNode all = pod.path("securityContext");
    assertThat(all.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(all.path("runAsUser").asInt()).isEqualTo(185);
    assertThat(all.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(pod.path("containers")).hasSize(1);
    JsonNode container = pod.at("/containers/0");
    JsonNode own = container.path("securityContext");
    assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(own.at("/capabilities/drop/0").asText()).isEqualTo("ALL");

    List<String> mounted = container.path("volumeMounts").findValuesAsText("mountPath");
    assertThat(mounted).contains("/tmp", "/opt/spark/work-dir");
    assertThat(new TreeSet<>(container.path("volumeMounts").findValuesAsText("name")))
        .isEqualTo(new TreeSet<>(pod.path("volumes").findValuesAsText("name")));
    assertThat(pod.path("volumes"))
        .allMatch(volume -> volume.at("/emptyDir/sizeLimit").isTextual());
    String spill = "spark.kubernetes." + role + ".volumes.emptyDir.spark-local-dir-1.";
    assertThat(properties)
        .containsEntry(spill + "mount.path", "/spill")
        .containsKey(spill + "options.sizeLimit");
    String natives = role.equals("driver") ? "spark.kubernetes.driverEnv." : "spark.executorEnv.";
    assertThat(properties).containsEntry(natives + "DJL_CACHE_DIR", "/opt/switchback/natives");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu"})
  void whatAPodAsksForIsItsLimit(String kind) throws IOException {
    Properties properties = properties(kind);
    assertThat(properties.getProperty("spark.kubernetes.executor.limit.cores"))
        .isEqualTo(properties.getProperty("spark.executor.cores"));
    assertThat(properties.getProperty("spark.kubernetes.driver.limit.cores"))
        .isEqualTo(properties.getProperty("spark.driver.cores", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu"})
  void thePodsThatHaveGpusGoToTheirNodes(String kind) throws IOException {
    Properties properties = properties(kind);
    JsonNode tolerated = template(properties, "executor").at("/spec/tolerations");
    boolean asks = properties.containsKey("spark.executor.resource.gpu.amount");
    assertThat(tolerated.findValuesAsText("key").contains("nvidia.com/gpu")).isEqualTo(asks);
    assertThat(asks).isEqualTo(kind.equals("gpu"));
    assertThat(template(properties, "driver").at("/spec/tolerations")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu"})
  void theDriversAccountMayMakeExecutors(String kind) throws IOException {
    Properties properties = properties(kind);
    Path rbac = FOLDER.resolve("kubernetes/rbac.yaml");
    String namespace = properties.getProperty("spark.kubernetes.namespace");
    String account =
        properties.getProperty("spark.kubernetes.authenticate.driver.serviceAccountName");
    assertThat(YamlFiles.ofKind(rbac, "Namespace").at("/metadata/name").asText())
        .isEqualTo(namespace);
    for (String of : List.of("ServiceAccount", "Role", "RoleBinding")) {
      assertThat(YamlFiles.ofKind(rbac, of).at("/metadata/namespace").asText())
          .isEqualTo(namespace);
    }
    assertThat(YamlFiles.ofKind(rbac, "ServiceAccount").at("/metadata/name").asText())
        .isEqualTo(account);
    JsonNode binding = YamlFiles.ofKind(rbac, "RoleBinding");
    assertThat(binding.at("/subjects/0/name").asText()).isEqualTo(account);
    JsonNode role = YamlFiles.ofKind(rbac, "Role");
    assertThat(binding.at("/roleRef/name").asText()).isEqualTo(role.at("/metadata/name").asText());
    assertThat(role.at("/rules/0/resources"))
        .extracting(JsonNode::asText)
        .contains("pods", "services", "configmaps", "persistentvolumeclaims");
    assertThat(role.at("/rules/0/verbs"))
        .extracting(JsonNode::asText)
        .contains("create", "get", "list", "watch", "delete", "deletecollection");
  }

  private static JsonNode template(Properties properties, String role) throws IOException {
    Path file = Path.of(properties.getProperty("spark.kubernetes." + role + ".podTemplateFile"));
    return YamlFiles.ofKind(file, "Pod");
  }

  static Properties properties(String kind) throws IOException {
    Properties properties = new Properties();
    try (Reader text =
        Files.newBufferedReader(FOLDER.resolve("kubernetes-" + kind + ".properties"))) {
      properties.load(text);
    }
    return properties;
  }
}
