package dev.switchback.cli;

import dev.switchback.artifact.InputException;
import dev.switchback.config.ConfigurationException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.security.auth.login.LoginException;

/** What ended the start of Spark, in words: the cause, and what to do. */
final class StartFailure {
  private static final int MOST_CAUSES = 50;

  private StartFailure() {}

  /**
   * What to tell.
   *
   * @param master that Spark was to start with
   */
  static RuntimeException of(Throwable thrown, String master) {
    List<Throwable> chain = chain(thrown);
    for (Throwable cause : chain) {
      if (cause instanceof InputException || cause instanceof ConfigurationException) {
        return (RuntimeException) cause;
      }
    }
    String summary = summary(chain);
    if (has(chain, UnknownHostException.class) && master.startsWith("local")) {
      return input(
          "the name of this machine leads to no address (" + summary + ")",
          "a name that /etc/hosts or the network knows",
          "set SPARK_LOCAL_HOSTNAME=localhost and SPARK_LOCAL_IP=127.0.0.1",
          thrown);
    }
    if (has(chain, BindException.class)
        || has(chain, SocketException.class) && master.startsWith("local")) {
      return input(
          "there is no network address to listen on (" + summary + ")",
          "at least the machine's own, 127.0.0.1",
          "switch the network device lo on (ip link set lo up), or set SPARK_LOCAL_IP",
          thrown);
    }
    if (has(chain, LoginException.class)) {
      return input(
          "the number of this user has no name (" + summary + ")",
          "a line in /etc/passwd",
          "add one, or start as a user that has one",
          thrown);
    }
    return ofMaster(summary, master, thrown);
  }

  private static RuntimeException ofMaster(String summary, String master, Throwable thrown) {
    String begin = "Cannot start Spark with the master " + master + ": " + summary;
    if (master.startsWith("yarn")) {
      return refused(
          begin
              + ", expected the settings of a Hadoop cluster and Spark's module for YARN; set"
              + " HADOOP_CONF_DIR to the folder of its core-site.xml and yarn-site.xml, and"
              + " SPARK_HOME to a whole Spark 3.5",
          thrown);
    }
    if (master.startsWith("k8s")) {
      return refused(
          begin
              + ", expected a Kubernetes cluster that can be reached and Spark's module for it; set"
              + " SPARK_HOME to a whole Spark 3.5, and spark.kubernetes.container.image to its"
              + " image",
          thrown);
    }
    if (master.startsWith("spark:")) {
      return input(
          "the master " + master + " does not answer (" + summary + ")",
          "the address of a Spark 3.5 that runs there",
          "look at its page, or give --master 'local[*]' to use this machine",
          thrown);
    }
    return refused(
        begin
            + ", expected local[*], local[N], spark://HOST:PORT, yarn or k8s://HOST:PORT; change"
            + " --master or the settings of spark.conf, --verbose shows where it came from",
        thrown);
  }

  private static InputException input(String found, String expected, String remedy, Throwable by) {
    return new InputException(
        "Cannot start Spark: " + found + ", expected " + expected + "; " + remedy, by);
  }

  private static ConfigurationException refused(String message, Throwable cause) {
    ConfigurationException refused = new ConfigurationException(message);
    refused.initCause(cause);
    return refused;
  }

  private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
    String name = type.getName().toLowerCase(Locale.ROOT);
    return chain.stream()
        .anyMatch(
            cause ->
                type.isInstance(cause)
                    || String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains(name));
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable cause = thrown;
        cause != null && chain.size() < MOST_CAUSES;
        cause = cause.getCause()) {
      chain.add(cause);
    }
    return chain;
  }

  /** The first line of the innermost message that there is. */
  private static String summary(List<Throwable> chain) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      String message = chain.get(i).getMessage();
      if (message != null && !message.isBlank()) {
        return message.lines().findFirst().orElse("").strip();
      }
    }
    return chain.get(0).getClass().getSimpleName();
  }
}
