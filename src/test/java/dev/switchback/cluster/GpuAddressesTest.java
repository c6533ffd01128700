package dev.switchback.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.resource.ResourceInformation$;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The discovery script on a path that has bash and what stands for nvidia-smi, nothing else. */
class GpuAddressesTest {
  @TempDir private Path path;

  @BeforeEach
  void linkBash() throws IOException {
    Files.createSymbolicLink(path.resolve("bash"), Path.of("/bin/bash"));
  }

  /** Before the folder goes: JUnit warns of links that lead out of it. */
  @AfterEach
  void unlinkBash() throws IOException {
    Files.delete(path.resolve("bash"));
  }

  @Test
  void sparkReadsTheAddresses() throws Exception {
    nvidiaSmi("[[ $* == '--query-gpu=index --format=csv,noheader' ]] && printf '0\\n1\\n10\\n'");

    Ended ended = run();

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .isEqualTo("{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\", \"10\"]}\n");
    ResourceInformation read = ResourceInformation$.MODULE$.parseJson(ended.out());
    assertThat(read.name()).isEqualTo("gpu");
    assertThat(read.addresses()).containsExactly("0", "1", "10");
  }

  @Test
  void aMachineWithoutTheDriverIsTold() throws Exception {
    assertThat(run())
        .isEqualTo(
            new Ended(
                1,
                "",
                "Cannot list GPUs: no nvidia-smi in "
                    + path
                    + ", expected it there; install NVIDIA's driver, or leave out"
                    + " spark.*.resource.gpu.*\n"));
  }

  @Test
  void aDriverThatFailsIsQuoted() throws Exception {
    nvidiaSmi("echo 'NVIDIA-SMI has failed'; exit 9");

    assertThat(run())
        .isEqualTo(
            new Ended(
                1,
                "",
                "Cannot list GPUs: nvidia-smi ended with exit code 9: NVIDIA-SMI has failed\n"));
  }

  @Test
  void aMachineWithoutGpusIsTold() throws Exception {
    nvidiaSmi("echo 'No devices were found'");
    Ended told = run();
    nvidiaSmi("true");
    Ended silent = run();

    assertThat(told)
        .isEqualTo(
            new Ended(
                1,
                "",
                "Cannot list GPUs: nvidia-smi said 'No devices were found', expected a number for"
                    + " each GPU\n"));
    assertThat(silent.exitCode()).isEqualTo(1);
    assertThat(silent.err()).contains("nvidia-smi said ''");
  }

  private void nvidiaSmi(String body) throws IOException {
    Path file = path.resolve("nvidia-smi");
    Files.writeString(file, "#!/bin/bash\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ended run() throws IOException, InterruptedException {
    Path out = path.resolve("standard-output");
    Path err = path.resolve("standard-error");
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("jobs/gpu-addresses").toAbsolutePath().toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", path.toString());
    Process process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended in time").isTrue();
    return new Ended(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private record Ended(int exitCode, String out, String err) {}
}
