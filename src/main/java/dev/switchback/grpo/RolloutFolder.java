package dev.switchback.grpo;

import dev.switchback.model.Weights;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The completions that the steps of a training have drawn: folders {@code
 * rollouts/step=0000000001/weights=1a2b3c4d} below the model's folder. The name has a checksum of
 * the weights that drew them, so that those of other weights are never learned from.
 */
public final class RolloutFolder {
  private static final String STEP = "step=";
  private static final int CHUNK = 1 << 14;

  private final FileSystem files;
  private final Path folder;

  /**
   * @param model the model's folder
   */
  public RolloutFolder(FileSystem files, Path model) {
    this.files = files;
    this.folder = new Path(model, "rollouts");
  }

  /**
   * The folder of a step, from which those of other weights are removed.
   *
   * @param step from 1
   * @param weights that draw
   */
  public Path of(long step, Weights weights) throws IOException {
    Path ofStep = new Path(folder, STEP + String.format(Locale.ROOT, "%010d", step));
    Path own = new Path(ofStep, "weights=" + checksum(weights));
    for (FileStatus other : listed(ofStep)) {
      if (!other.getPath().getName().equals(own.getName())) {
        files.delete(other.getPath(), true);
      }
    }
    return own;
  }

  /**
   * Removes what else lies in the folder of a step: a run that was killed, and goes on with shards
   * of another size, leaves completions in files of the former size that are drawn again.
   *
   * @param drawn the folder, from {@link #of}
   * @param kept names of the step's files
   */
  public void keepOnly(Path drawn, Set<String> kept) throws IOException {
    for (FileStatus file : listed(drawn)) {
      if (!kept.contains(file.getPath().getName())) {
        files.delete(file.getPath(), false);
      }
    }
  }

  /**
   * Removes the completions of steps that no run will go on from, but for those that are kept.
   *
   * @param saved the step of the newest checkpoint
   * @param kept every so-many-th step is kept, and the first
   */
  public void thin(long saved, int kept) throws IOException {
    for (FileStatus ofStep : listed(folder)) {
      String name = ofStep.getPath().getName();
      long step = name.startsWith(STEP) ? Long.parseLong(name.substring(STEP.length())) : 1;
      if (step > 1 && step <= saved && step % kept != 0) {
        files.delete(ofStep.getPath(), true);
      }
    }
  }

  private FileStatus[] listed(Path path) throws IOException {
    try {
      return files.listStatus(path);
    } catch (FileNotFoundException none) {
      return new FileStatus[0];
    }
  }

  /** CRC-32C of all values, eight hexadecimal digits. */
  static String checksum(Weights weights) {
    CRC32C sum = new CRC32C();
    ByteBuffer block = ByteBuffer.allocate(Float.BYTES * CHUNK);
    for (int i = 0; i < weights.count(); i++) {
      float[] values = weights.values(i);
      for (int start = 0; start < values.length; start += CHUNK) {
        int count = Math.min(CHUNK, values.length - start);
        block.clear().asFloatBuffer().put(values, start, count);
        sum.update(block.array(), 0, Float.BYTES * count);
      }
    }
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }
}
