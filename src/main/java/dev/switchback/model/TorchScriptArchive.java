package dev.switchback.model;

import dev.switchback.model.Kernels.Products;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the program's source as the archive that libtorch loads: a zip without compression and with
 * one root folder, which holds a format version, no constants, the state of one object in pickle's
 * protocol 2, the source of its class, and files of the functions that it calls.
 */
final class TorchScriptArchive {
  private static final String SOURCES = "/torchscript/";
  private static final List<String> FUNCTIONS =
      List.of(
          "weights.py",
          "layers.py",
          "attention.py",
          "optimizer.py",
          "policy.py",
          "sampling.py",
          "decoding.py",
          "decoding_fused.py");
  private static final String ROOT = "causal_lm/";

  private TorchScriptArchive() {}

  static byte[] bytes(Products products) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
      store(zip, "constants.pkl", emptyTuple());
      store(zip, "data.pkl", object());
      store(zip, "code/__torch__.py", source("causal_lm.py"));
      for (String file : FUNCTIONS) {
        store(zip, "code/__torch__/" + file, source(file));
      }
      store(zip, "code/__torch__/products.py", source(products.source()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot pack the model program", impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] source(String file) throws IOException {
    try (InputStream in = TorchScriptArchive.class.getResourceAsStream(SOURCES + file)) {
      if (in == null) {
        throw new IllegalStateException(
            "Cannot load the model program: " + SOURCES + file + " is not on the class path");
      }
      return in.readAllBytes();
    }
  }

  /** PROTO 2, EMPTY_TUPLE, STOP. */
  private static byte[] emptyTuple() {
    return new byte[] {(byte) 0x80, 2, ')', '.'};
  }

  /** An object of the program's class whose state is {@code {"training": True}}. */
  private static byte[] object() throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write("c__torch__\nCausalLm\n".getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {'q', 0, ')', (byte) 0x81, 'q', 1, '}', 'q', 2});
    pickle.write(new byte[] {'X', 8, 0, 0, 0});
    pickle.write("training".getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {'q', 3, (byte) 0x88, 's', 'b', '.'});
    return pickle.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(ROOT + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
