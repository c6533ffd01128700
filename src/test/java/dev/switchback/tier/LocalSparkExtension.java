package dev.switchback.tier;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Keeps one Spark for all classes with {@link LocalSpark}. */
final class LocalSparkExtension
    implements ParameterResolver, AfterAllCallback, LocalSpark.Sessions {
  private static final int USUAL_CORES = 2;

  private static SparkSession shared;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == SparkSession.class || type == LocalSpark.Sessions.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class ? on(USUAL_CORES) : this;
  }

  @Override
  public SparkSession on(int cores) {
    String master = "local[" + cores + "]";
    if (!running() || !shared.sparkContext().master().equals(master)) {
      stop();
      shared =
          SparkSession.builder()
              .master(master)
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "localhost")
              .config("spark.sql.shuffle.partitions", "2")
              .getOrCreate();
    }
    SparkSession session = shared.newSession();
    SparkSession.setActiveSession(session);
    SparkSession.setDefaultSession(session);
    return session;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (running()) {
      shared.catalog().clearCache();
    }
  }

  /** Ends the shared Spark, if it runs. */
  static void stop() {
    if (running()) {
      shared.stop();
    }
  }

  private static boolean running() {
    return shared != null && !shared.sparkContext().isStopped();
  }
}
