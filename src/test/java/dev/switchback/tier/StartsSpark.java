package dev.switchback.tier;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A test class that starts Spark itself, with settings that no other has, or lets the program start
 * it. No Spark runs before it, and it leaves none behind.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("spark")
@Isolated
@ExtendWith(StartsSpark.Alone.class)
public @interface StartsSpark {

  /** Ends the Spark of {@link LocalSpark}. */
  final class Alone implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      LocalSparkExtension.stop();
    }
  }
}
