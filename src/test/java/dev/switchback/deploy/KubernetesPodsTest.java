package dev.switchback.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.k8s.KubernetesConf;
import org.apache.spark.deploy.k8s.SparkPod;
import org.apache.spark.deploy.k8s.submit.JavaMainAppResource;
import org.apache.spark.deploy.k8s.submit.KubernetesDriverBuilder;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfile$;
import org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** The pods that Spark makes of properties and templates. No cluster is asked for them. */
class KubernetesPodsTest {
  private KubernetesClient client;

  @BeforeEach
  void makeClient() {
    client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder().withMasterUrl("http://127.0.0.1:1").build())
            .build();
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu"})
  void aDriverAsksForACoreAndItsMemory(String kind) throws IOException {
    SparkPod driver = driver(KubernetesFilesTest.properties(kind));

    assertThat(resources(driver)).isEqualTo(Map.of("cpu", "1", "memory", "4505Mi"));
    assertThat(requests(driver)).isEqualTo(resources(driver));
    assertThat(driver.pod().getSpec().getServiceAccountName()).isEqualTo("spark");
    assertThat(driver.pod().getSpec().getTolerations()).isEmpty();
    assertThat(driver.container().getArgs())
        .contains("driver", "--class", "dev.switchback.cli.Main", "train");
  }

  @Test
  void anExecutorAsksForCoresMemoryAndAGpu() throws IOException {
    assertThat(resources(executor(KubernetesFilesTest.properties("cpu"))))
        .isEqualTo(Map.of("cpu", "8", "memory", "26624Mi"));
    SparkPod gpu = executor(KubernetesFilesTest.properties("gpu"));
    assertThat(resources(gpu))
        .isEqualTo(Map.of("cpu", "8", "memory", "12288Mi", "nvidia.com/gpu", "1"));
    assertThat(gpu.pod().getSpec().getTolerations())
        .singleElement()
        .matches(toleration -> toleration.getKey().equals("nvidia.com/gpu"));
  }

  @ParameterizedTest
  @CsvSource({"cpu, driver", "cpu, executor", "gpu, driver", "gpu, executor"})
  void theTemplatesRightsAndFoldersAreInThePod(String kind, String role) throws IOException {
    Properties properties = KubernetesFilesTest.properties(kind);
    SparkPod made = role.equals("driver") ? driver(properties) : executor(properties);

    PodSpec pod = made.pod().getSpec();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(185);
    Container container = made.container();
    assertThat(container.getImage())
        .isEqualTo(properties.getProperty("spark.kubernetes.container.image"));
    SecurityContext own = container.getSecurityContext();
    assertThat(own.getReadOnlyRootFilesystem()).isTrue();
    assertThat(own.getAllowPrivilegeEscalation()).isFalse();
    assertThat(own.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains("/tmp", "/spill", "/opt/spark/work-dir");
    Map<String, String> environment = new TreeMap<>();
    for (EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), String.valueOf(variable.getValue()));
    }
    assertThat(environment)
        .containsEntry("DJL_CACHE_DIR", "/opt/switchback/natives")
        .containsEntry("DJL_OFFLINE", "true")
        .containsEntry("SPARK_LOCAL_DIRS", "/spill");
  }

  private SparkPod driver(Properties properties) {
    var asked =
        KubernetesConf.createDriverConf(
            conf(properties),
            "spark-1",
            new JavaMainAppResource(Option.apply("local:///opt/switchback/switchback.jar")),
            "dev.switchback.cli.Main",
            new String[] {"train", "quickstart.conf"},
            Option.empty());
    return new KubernetesDriverBuilder().buildFromFeatures(asked, client).pod();
  }

  private SparkPod executor(Properties properties) {
    SparkConf conf = conf(properties).set("spark.driver.port", "7078");
    conf.set("spark.driver.host", "driver");
    var asked =
        KubernetesConf.createExecutorConf(
            conf, "1", "spark-1", Option.empty(), ResourceProfile.DEFAULT_RESOURCE_PROFILE_ID());
    return new KubernetesExecutorBuilder()
        .buildFromFeatures(
            asked,
            new SecurityManager(conf, Option.empty(), null),
            client,
            ResourceProfile$.MODULE$.reInitDefaultProfile(conf))
        .pod();
  }

  private static SparkConf conf(Properties properties) {
    SparkConf conf = new SparkConf(false).set("spark.app.name", "switchback");
    properties.forEach((key, value) -> conf.set((String) key, (String) value));
    return conf;
  }

  private static Map<String, String> resources(SparkPod pod) {
    return amounts(pod.container().getResources().getLimits());
  }

  private static Map<String, String> requests(SparkPod pod) {
    return amounts(pod.container().getResources().getRequests());
  }

  private static Map<String, String> amounts(Map<String, Quantity> quantities) {
    Map<String, String> amounts = new TreeMap<>();
    quantities.forEach((name, quantity) -> amounts.put(name, quantity.toString()));
    return amounts;
  }
}
