package dev.switchback.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFolderTest {
  private static final String CONFIGURATION = "{\"problems.numbers\":4,\"seed\":1}";
  private static final String OTHER = "{\"problems.numbers\":5,\"problems.train\":9,\"seed\":1}";
  private static final Map<String, String> INPUTS = Map.of("problems", "abc");
  private static final Map<String, String> CUT = Map.of("problems.rows-per-file", "1000");
  private static final Map<String, String> OTHER_CUT = Map.of("problems.rows-per-file", "2000");

  @TempDir private Path temporary;
  private Path local;
  private ArtifactFolder folder;

  @BeforeEach
  void describe() throws IOException {
    local = temporary.resolve("run/traces");
    folder = folderOf(1);
  }

  @Test
  void aFolderIsFinishedWhenItsManifestIsThere() throws IOException {
    assertThat(folder.finished(CONFIGURATION, INPUTS)).isEmpty();

    assertThat(folder.prepare(CONFIGURATION, INPUTS, Overwrite.REFUSE)).isTrue();
    write("part-0");
    assertThat(folder.finished(CONFIGURATION, INPUTS)).isEmpty();

    folder.finish(CONFIGURATION, INPUTS, Map.of("rows", 3));
    assertThat(folder.finished(CONFIGURATION, INPUTS)).isPresent();
    assertThat(folder.prepare(CONFIGURATION, INPUTS, Overwrite.REFUSE)).isFalse();
    assertThat(folder.prepare(CONFIGURATION, INPUTS, Overwrite.ALLOW)).isFalse();
    assertThat(local.resolve("part-0")).exists();
    assertThat(folder.require().facts()).containsEntry("rows", 3);
  }

  @Test
  void whatAKilledRunLeftIsCleared() throws IOException {
    write("_temporary/0/part-0");

    assertThat(folder.prepare(CONFIGURATION, INPUTS, Overwrite.REFUSE)).isTrue();

    assertThat(local).doesNotExist();
  }

  @Test
  void aLockIsNotCleared() throws IOException {
    write("_temporary/0/part-0");
    write("_lock-1.json");

    assertThat(folder.prepare(CONFIGURATION, INPUTS, Overwrite.REFUSE)).isTrue();

    assertThat(local.toFile().list()).containsExactly("_lock-1.json");
  }

  @Test
  void anotherConfigurationIsRefusedAndWhatDiffersNamed() throws IOException {
    write("part-0");
    folder.finish(CONFIGURATION, INPUTS, Map.of());

    assertThat(folder.finished(OTHER, INPUTS)).isEmpty();
    assertThatThrownBy(() -> folder.prepare(OTHER, Map.of("problems", "abd"), Overwrite.REFUSE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cannot make traces: file:" + local + " was made with other values")
        .hasMessageContaining("(problems.numbers = 4 -> 5; problems.train = none -> 9;")
        .hasMessageContaining("; the content of problems)")
        .hasMessageEndingWith("or --overwrite to lose what is there");
    assertThat(local.resolve("part-0")).exists();

    assertThat(folder.prepare(OTHER, INPUTS, Overwrite.ALLOW)).isTrue();
    assertThat(local).doesNotExist();
  }

  @Test
  void workThatCanBeContinuedKeepsWhatIsThere() throws IOException {
    assertThat(folder.prepareToContinue(CONFIGURATION, INPUTS, CUT, Overwrite.REFUSE)).isTrue();
    write("checkpoint-5");

    assertThat(folder.prepareToContinue(CONFIGURATION, INPUTS, CUT, Overwrite.REFUSE)).isTrue();
    assertThat(local.resolve("checkpoint-5")).exists();

    folder.finish(CONFIGURATION, INPUTS, Map.of());
    assertThat(folder.prepareToContinue(CONFIGURATION, INPUTS, CUT, Overwrite.REFUSE)).isFalse();
    assertThat(local).isDirectoryNotContaining(file -> file.toString().contains("started"));
  }

  @Test
  void workBegunWithAnotherConfigurationIsNotContinued() throws IOException {
    folder.prepareToContinue(CONFIGURATION, INPUTS, CUT, Overwrite.REFUSE);
    write("checkpoint-5");

    assertThatThrownBy(() -> folder.prepareToContinue(OTHER, INPUTS, CUT, Overwrite.REFUSE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("problems.numbers = 4 -> 5");
    assertThat(folder.prepareToContinue(OTHER, INPUTS, CUT, Overwrite.ALLOW)).isTrue();
    assertThat(local.resolve("checkpoint-5")).doesNotExist();
  }

  @Test
  void filesOfAnotherCutAreNotMixedWithThoseOfAWorkThatWasBegun() throws IOException {
    folder.prepareToContinue(CONFIGURATION, INPUTS, CUT, Overwrite.REFUSE);
    write("part-0");

    assertThatThrownBy(
            () -> folder.prepareToContinue(CONFIGURATION, INPUTS, OTHER_CUT, Overwrite.REFUSE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Cannot go on with traces: file:"
                + local
                + " was begun with files of another cut, expected the same"
                + " (problems.rows-per-file = 1000 -> 2000); go back to what it was begun with, or"
                + " --overwrite to lose what is there");
    assertThatThrownBy(() -> folder.refuseOther(CONFIGURATION, Optional.of(OTHER_CUT)))
        .hasMessageContaining("files of another cut");
    assertThatCode(() -> folder.refuseOther(CONFIGURATION, Optional.empty()))
        .doesNotThrowAnyException();
    assertThat(local.resolve("part-0")).exists();

    assertThat(folder.prepareToContinue(CONFIGURATION, INPUTS, OTHER_CUT, Overwrite.ALLOW))
        .isTrue();
    assertThat(local.resolve("part-0")).doesNotExist();
  }

  @Test
  void howAFinishedFolderIsCutDoesNotMatter() throws IOException {
    folder.prepareToContinue(CONFIGURATION, INPUTS, CUT, Overwrite.REFUSE);
    folder.finish(CONFIGURATION, INPUTS, Map.of());

    assertThat(folder.prepareToContinue(CONFIGURATION, INPUTS, OTHER_CUT, Overwrite.REFUSE))
        .isFalse();
    folder.refuseOther(CONFIGURATION, Optional.of(OTHER_CUT));
    assertThat(folder.require().cut()).isEqualTo(CUT);
  }

  @Test
  void filesOfAnotherFormatAreRefusedWhetherFinishedOrBegun() throws IOException {
    ArtifactFolder newer = folderOf(2);
    folder.prepareToContinue(CONFIGURATION, INPUTS, CUT, Overwrite.REFUSE);
    write("part-0");
    assertThatThrownBy(() -> newer.prepareToContinue(CONFIGURATION, INPUTS, CUT, Overwrite.REFUSE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("(the format of its files = 1 -> 2)");

    folder.finish(CONFIGURATION, INPUTS, Map.of());
    assertThat(newer.finished(CONFIGURATION, INPUTS)).isEmpty();
    for (ThrowingCallable refused :
        List.<ThrowingCallable>of(
            () -> newer.prepareToContinue(CONFIGURATION, INPUTS, CUT, Overwrite.REFUSE),
            () -> newer.prepare(CONFIGURATION, INPUTS, Overwrite.REFUSE),
            () -> newer.refuseOther(CONFIGURATION, Optional.empty()))) {
      assertThatThrownBy(refused)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("(the format of its files = 1 -> 2)");
    }
    assertThatThrownBy(newer::require)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot read traces: file:"
                + local
                + " has files of format 1, expected format 2; run `generate` with --overwrite to"
                + " make it anew");

    assertThat(newer.prepareToContinue(CONFIGURATION, INPUTS, CUT, Overwrite.ALLOW)).isTrue();
    assertThat(local.resolve("part-0")).doesNotExist();
  }

  @Test
  void aMissingFolderSaysWhatMakesIt() {
    assertThatThrownBy(() -> folder.require())
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot read traces: file:"
                + local
                + " has no manifest, expected a finished folder; run `generate` first");
  }

  @Test
  void aDamagedManifestIsNamedWithTheRemedy() throws IOException {
    write("_manifest.json");

    assertThatThrownBy(() -> folder.finished(CONFIGURATION, INPUTS))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read file:" + local + "/_manifest.json: ")
        .hasMessageEndingWith(
            "expected a manifest. Remove the folder file:"
                + local
                + " and run again to make it anew");
  }

  private ArtifactFolder folderOf(int format) throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    return new ArtifactFolder(
        files, new org.apache.hadoop.fs.Path(local.toUri()), "traces", format, "generate");
  }

  private void write(String name) throws IOException {
    Path file = local.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "half a");
  }
}
