package dev.switchback.model.engine;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Memory that native code has freed. The C library of Linux keeps it for the threads that freed it:
 * a process whose tasks run in changing threads grows to the peaks of all of them together.
 */
public final class NativeMemory {
  /** Pages that are given back cost a fault when they are used again. */
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  /** The commands that jcmd knows. */
  static final ObjectName COMMANDS = commands();

  /** As {@code jcmd PID System.trim_native_heap}. */
  static final String TRIM = "systemTrimNativeHeap";

  private static final AtomicLong LAST = new AtomicLong(System.nanoTime() - INTERVAL);

  private NativeMemory() {}

  /**
   * Gives free memory back to the system, unless that was done within the last ten seconds. Where
   * Java cannot (before 17.0.9, or on systems without glibc), it is kept.
   */
  public static void giveBack() {
    long last = LAST.get();
    long now = System.nanoTime();
    if (now - last >= INTERVAL && LAST.compareAndSet(last, now)) {
      trim(ManagementFactory.getPlatformMBeanServer(), TRIM);
    }
  }

  private static ObjectName commands() {
    try {
      return new ObjectName("com.sun.management:type=DiagnosticCommand");
    } catch (MalformedObjectNameException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether Java knew the command. */
  static boolean trim(MBeanServer server, String command) {
    try {
      server.invoke(COMMANDS, command, null, null);
      return true;
    } catch (JMException unknown) {
      return false;
    }
  }
}
