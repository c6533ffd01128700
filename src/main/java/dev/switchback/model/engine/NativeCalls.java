package dev.switchback.model.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Calls into libtorch, none of which may be under way when the process ends: libtorch's own exit
 * handlers take away what a call uses, and a process that is told to end would crash instead.
 */
public final class NativeCalls {
  /** A step of a large model on a CPU takes seconds. */
  private static final long PATIENCE_SECONDS = 30;

  private static final ReadWriteLock UNDER_WAY = new ReentrantReadWriteLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(NativeCalls::end, "native-calls"));
  }

  private NativeCalls() {}

  /** Makes a call; once the process is ending, it never begins. */
  public static <T> T make(Supplier<T> call) {
    UNDER_WAY.readLock().lock();
    try {
      return call.get();
    } finally {
      UNDER_WAY.readLock().unlock();
    }
  }

  /**
   * Waits for calls under way and lets no other begin: the lock is kept until the process is gone.
   */
  private static boolean end() {
    try {
      return UNDER_WAY.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
