package dev.switchback.report;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Isolated;

/** A test class that opens pages in a browser; it is skipped where there is none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
@Isolated
@ExtendWith(InChromium.Present.class)
public @interface InChromium {

  /** Looks for the browser. */
  final class Present implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return Chromium.find(Path.of("")).isPresent()
          ? ConditionEvaluationResult.enabled("There is a browser.")
          : ConditionEvaluationResult.disabled(
              "No chromium, chromium-browser or google-chrome on the path: no page is opened in a"
                  + " browser. Install Debian's chromium to run this test.");
    }
  }
}
