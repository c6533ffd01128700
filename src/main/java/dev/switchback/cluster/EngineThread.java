package dev.switchback.cluster;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/** The native engine's settings for one thread. Every task sets them before it computes. */
public final class EngineThread {
  private EngineThread() {}

  /**
   * Makes the calling thread ready: no gradients are recorded (libtorch records them by default in
   * every thread but the one that loaded it), and products use so many threads.
   */
  public static void prepare(int threads) {
    Engine.getEngine("PyTorch");
    JniUtils.setGradMode(false);
    JniUtils.setNumThreads(threads);
  }
}
