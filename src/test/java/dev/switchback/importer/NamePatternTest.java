package dev.switchback.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamePatternTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    for (String name :
        List.of("a.txt", "b.txt", "a[1].txt", "10:30.txt", "x{y.txt", "runs[1]/c.txt", "r/d.txt")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  @Test
  void aStarStandsForNamesOfAnyCharacters() throws IOException {
    assertThat(matches("*.txt"))
        .containsExactly("10:30.txt", "a.txt", "a[1].txt", "b.txt", "x{y.txt");
  }

  @Test
  void whatIsThereGoesBeforeAPattern() throws IOException {
    assertThat(matches("a[1].txt")).containsExactly("a[1].txt");
    assertThat(matches("runs[1]/*.txt")).containsExactly("runs[1]/c.txt");
    assertThat(matches("x{y.txt")).containsExactly("x{y.txt");
  }

  @Test
  void bracketsAndBracesAreAlternatives() throws IOException {
    assertThat(matches("[ab].txt")).containsExactly("a.txt", "b.txt");
    assertThat(matches("{b,c,10:30}.txt")).containsExactly("10:30.txt", "b.txt");
    assertThat(matches("{r/d,runs[1]/c}.txt")).containsExactly("r/d.txt", "runs[1]/c.txt");
    assertThat(matches("r*/?.txt")).containsExactly("r/d.txt", "runs[1]/c.txt");
  }

  @Test
  void nothingMatchesNothing() throws IOException {
    assertThat(matches("no*.csv")).isEmpty();
    assertThat(matches("no/*.csv")).isEmpty();
    assertThat(matches("none")).isEmpty();
  }

  @Test
  void whatIsNeitherThereNorAPatternIsNamed() {
    assertThatThrownBy(() -> matches("z[1.txt"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("z[1.txt");
  }

  private List<String> matches(String pattern) throws IOException {
    org.apache.hadoop.fs.Path path = Locations.path(folder + "/" + pattern);
    FileSystem files = Locations.files(path, new Configuration());
    return NamePattern.matches(files, path).stream()
        .map(status -> status.getPath().toUri().getPath())
        .map(found -> found.substring(folder.toString().length() + 1))
        .sorted()
        .toList();
  }
}
