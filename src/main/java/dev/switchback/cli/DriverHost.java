package dev.switchback.cli;

import dev.switchback.artifact.FolderLock;
import java.util.Properties;

/** What runs the driver, which decides how the program has to end. */
enum DriverHost {
  /** The user's own process, without a cluster or in client mode: its exit code is seen. */
  USER,

  /**
   * A process that a cluster started for the driver, and whose exit code it keeps: the pod of
   * Kubernetes, the driver of a standalone cluster.
   */
  CLUSTER,

  /**
   * YARN in cluster mode. Its application master calls the program as a part of itself, waits for a
   * Spark to be started, and takes a process that ends by itself for one that has failed.
   */
  APPLICATION_MASTER;

  /** What the program does after a command. */
  enum Ending {
    /** Lets {@code main} return; threads that go on do not matter to who called it. */
    RETURN,
    /** Lets {@code main} fail with an exception that carries the exit code. */
    THROW,
    /** Ends the process with the exit code, whatever threads are left. */
    EXIT
  }

  /** What runs this process, as its properties tell. */
  static DriverHost here() {
    return of(System.getProperties());
  }

  /**
   * What runs a driver.
   *
   * @param properties of its process, among which Spark puts its own
   */
  static DriverHost of(Properties properties) {
    boolean cluster = "cluster".equals(properties.getProperty("spark.submit.deployMode"));
    if (cluster && "yarn".equals(properties.getProperty("spark.master"))) {
      return APPLICATION_MASTER;
    }
    // in the driver's pod spark-submit says that it is in client mode
    boolean pod = Boolean.parseBoolean(properties.getProperty("spark.kubernetes.submitInDriver"));
    return cluster || pod ? CLUSTER : USER;
  }

  /** What a command does where a driver that was lost may still work in its folder. */
  FolderLock.Elsewhere elsewhere() {
    return this == USER ? FolderLock.Elsewhere.REFUSE : FolderLock.Elsewhere.WAIT;
  }

  /** What the program has to do after a command. */
  Ending ending(int exitCode) {
    if (this != APPLICATION_MASTER) {
      return Ending.EXIT;
    }
    return exitCode == 0 ? Ending.RETURN : Ending.THROW;
  }
}
