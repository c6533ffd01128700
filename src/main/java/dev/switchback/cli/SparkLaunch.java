package dev.switchback.cli;

import java.util.Arrays;
import org.apache.spark.deploy.SparkSubmit;

/** Starts spark-submit in this process; what it cannot do is told in one paragraph. */
public final class SparkLaunch {
  private SparkLaunch() {}

  /**
   * Ends the process as the program ends, or with 2 or 3 where it could not be started.
   *
   * @param arguments of spark-submit
   */
  public static void main(String[] arguments) {
    try {
      Surroundings.nameUser();
      Surroundings.require();
      SparkSubmit.main(arguments);
    } catch (Throwable failed) {
      System.exit(
          Failure.of(StartFailure.of(failed, master(arguments)))
              .tell(System.err, isVerbose(arguments)));
    }
  }

  private static String master(String[] arguments) {
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equals("--master")) {
        return arguments[i + 1];
      }
    }
    return System.getProperty("spark.master", "local[*]");
  }

  private static boolean isVerbose(String[] arguments) {
    return Arrays.asList(arguments).contains("--verbose");
  }
}
