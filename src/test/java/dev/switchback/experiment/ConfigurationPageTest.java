package dev.switchback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.config.Schema;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  @Test
  void thePageInDocsIsUpToDate() {
    assertThat(Path.of("docs/configuration.md"))
        .as("Renew it: jobs/switchback config --keys > docs/configuration.md")
        .content()
        .isEqualTo(ConfigurationPage.markdown());
  }

  @Test
  void everyKeyIsDocumentedInASentence() {
    assertThat(Schema.allKeysOf(Experiment.class, ""))
        .hasSizeGreaterThan(60)
        .allSatisfy(key -> assertThat(key.doc()).as(key.path()).matches("[A-Z].*\\."));
  }
}
