package dev.switchback.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files for Kubernetes have the fields of its types and no others, with values of their types. */
class KubernetesSchemaTest {
  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "CronJob", CronJob.class,
          "Namespace", Namespace.class,
          "PersistentVolumeClaim", PersistentVolumeClaim.class,
          "Pod", Pod.class,
          "Role", Role.class,
          "RoleBinding", RoleBinding.class,
          "ServiceAccount", ServiceAccount.class);

  private static final ObjectMapper STRICT =
      new ObjectMapper().setAnnotationIntrospector(new NoOtherFields());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conf/spark/kubernetes/driver.yaml",
        "conf/spark/kubernetes/executor.yaml",
        "conf/spark/kubernetes/gpu-executor.yaml",
        "conf/spark/kubernetes/rbac.yaml",
        "jobs/schedules/cronjob.yaml"
      })
  void documentsAreOfTheirTypes(String file) throws IOException {
    List<JsonNode> documents = YamlFiles.read(Path.of(file));
    assertThat(documents).isNotEmpty();
    for (JsonNode document : documents) {
      assertThat(read(document).getKind()).isEqualTo(document.path("kind").asText());
    }
  }

  @Test
  void aMisspeltFieldIsFound() throws IOException {
    JsonNode pod = YamlFiles.ofKind(Path.of("conf/spark/kubernetes/driver.yaml"), "Pod");
    ((ObjectNode) pod.at("/spec/containers/0/securityContext")).put("readOnlyRootFileSystem", true);

    assertThatThrownBy(() -> read(pod))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("readOnlyRootFileSystem");
  }

  private static HasMetadata read(JsonNode document) throws IOException {
    Class<? extends HasMetadata> type = TYPES.get(document.path("kind").asText());
    HasMetadata empty = STRICT.convertValue(Map.of(), type);
    assertThat(empty.getApiVersion()).isEqualTo(document.path("apiVersion").asText());
    return STRICT.treeToValue(document, type);
  }

  /** The client's types take fields that they do not know; here that is an error. */
  private static final class NoOtherFields extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
