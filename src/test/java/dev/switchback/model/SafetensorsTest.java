package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.model.TensorType.Bfloat16;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final WeightShape A = WeightShape.matrix("a", 2, 3);
  private static final WeightShape B = WeightShape.norm("b", 2);
  private static final String TWO =
      """
      {"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
      "b":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}}\
      """;

  @TempDir private java.nio.file.Path folder;
  private FileSystem files;

  @BeforeEach
  void open() throws IOException {
    files = new RawLocalFileSystem();
    files.initialize(URI.create("file:///"), new Configuration());
  }

  @Test
  void tensorsLieInAnyOrderAndAreOfAnyTypeOfFloat() throws IOException {
    ByteBuffer values = littleEndian(4 + 12 + 8 + 5);
    values.putShort((short) 0x3F80).putShort((short) 0xC020);
    values.put(new byte[5]);
    for (int i = 0; i < 6; i++) {
      values.putShort((short) (0x3C00 + i));
    }
    values.putFloat(1.5f).putFloat(Float.NEGATIVE_INFINITY);
    write(
        """
        {"c":{"dtype":"F32","shape":[2],"data_offsets":[21,29]},
        "old":{"dtype":"U8","shape":[5],"data_offsets":[4,9]},
        "a":{"dtype":"F16","shape":[2,3],"data_offsets":[9,21]},
        "b":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}\
        """,
        values.array());

    Map<String, float[]> read = read(A, B, WeightShape.bias("c", 2));

    assertThat(read).containsOnlyKeys("a", "b", "c");
    assertThat(read.get("b")).containsExactly(1f, -2.5f);
    assertThat(read.get("c")).containsExactly(1.5f, Float.NEGATIVE_INFINITY);
    float step = 1 / 1024f;
    assertThat(read.get("a"))
        .containsExactly(1, 1 + step, 1 + 2 * step, 1 + 3 * step, 1 + 4 * step, 1 + 5 * step);
  }

  /** More values than are read at once, some that are not numbers. */
  @ParameterizedTest
  @EnumSource(WeightStorage.class)
  void whatIsWrittenIsReadBack(WeightStorage storage) throws IOException {
    WeightShape large = WeightShape.matrix("large", 333, 417);
    float[] values = new float[large.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Bfloat16.widen((short) i);
    }
    SafetensorsWriter.write(
        files,
        path(),
        List.of(new Tensor(large, () -> values), new Tensor(B, () -> new float[] {1, 2})),
        storage);
    Map<String, float[]> read = read(B, large);
    assertThat(read.get("b")).containsExactly(1, 2);
    assertThat(read.get("large")).isEqualTo(values);
  }

  @Test
  void float32IsKeptToTheBit() throws IOException {
    int[] bits = {0, 1, 0x8000_0000, 0x3F80_0001, 0x7F80_0001, 0xFFFF_FFFF};
    float[] values = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Float.intBitsToFloat(bits[i]);
    }
    SafetensorsWriter.write(
        files, path(), List.of(new Tensor(A, () -> values)), WeightStorage.FLOAT32);
    int[] found = new int[bits.length];
    Arrays.setAll(found, i -> Float.floatToRawIntBits(read(A).get("a")[i]));
    assertThat(found).isEqualTo(bits);
  }

  @Test
  void aFileMayHoldNothing() throws IOException {
    write("{}", new byte[0]);
    assertThat(read()).isEmpty();
  }

  @Test
  void aWeightThatIsMissingIsNamedBesideWhatIsThere() throws IOException {
    write(TWO, new byte[32]);
    assertThatThrownBy(() -> read(B, WeightShape.bias("c", 2), WeightShape.bias("d", 2)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot read weights: "
                + path()
                + " has no c, d, but a, expected all weights of the model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F32 |[3,2] |a of shape [3, 2], expected [2, 3]",
        "F32 |[6]   |a of shape [6], expected [2, 3]",
        "I32 |[2,3] |a of type I32, expected F32, F16 or BF16",
        "X32 |[2,3] |a of type X32, expected F32, F16 or BF16"
      })
  void aWeightOfAnotherShapeOrTypeIsRefused(String type, String shape, String told)
      throws IOException {
    write(
        "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[0,24]}}",
        new byte[24]);
    assertThatThrownBy(() -> read(A))
        .isInstanceOf(InputException.class)
        .hasMessage("Cannot read weights: " + path() + " has " + told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[24,32]  |[20,28] |b begins at byte 20|byte 24, where the tensor before it ends",
        "[24,32]  |[28,36] |b begins at byte 28|byte 24",
        "[0,24]   |[4,28]  |a begins at byte 4 |byte 0",
        "[24,32]  |[24,40] |b as {             |as many bytes as its shape has values",
        "[24,32]  |[32,24] |b as {             |begin and end as data_offsets",
        "[24,32]  |[24]    |b as {             |begin and end as data_offsets",
        "[24,32]  |[-8,32] |b as {             |begin and end as data_offsets",
        "[24,32]  |[24,1e2]|b as {             |begin and end as data_offsets",
        "[2]      |[-2]    |b as {             |begin and end as data_offsets",
        "[2]      |2       |b as {             |begin and end as data_offsets",
        "[2]      |[4294967296,4294967296]|b as {|as many bytes as its shape has values",
        "\"shape\":[2]|\"form\":[2]|b as {      |dtype, shape",
        "\"b\":   |\"a\":  |no JSON (Duplicate field 'a'|a safetensors file",
        "{\"a\":  |{'a\":  |no JSON            |a safetensors file",
        "]}}      |]}} {}  |no JSON            |a safetensors file"
      })
  void aHeaderThatIsWrongIsTold(String right, String wrong, String found, String expected)
      throws IOException {
    assertThat(TWO).contains(right);
    write(TWO.replace(right, wrong), new byte[32]);
    assertThatThrownBy(() -> read(A, B))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read weights: " + path() + " is damaged (")
        .hasMessageContaining(found)
        .hasMessageContaining(expected);
  }

  @Test
  void aHeaderIsAnObject() throws IOException {
    write("[1, 2, 3]", new byte[0]);
    assertThatThrownBy(this::read).hasMessageContaining("a header that is no JSON object");
  }

  @Test
  void bytesAfterTheLastTensorAreRefused() throws IOException {
    write(TWO, new byte[35]);
    assertThatThrownBy(() -> read(A)).hasMessageContaining("3 bytes after the last tensor");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 60, 120, 150})
  void aFileThatWasCutShortIsNamed(int length) throws IOException {
    write(TWO, new byte[32]);
    byte[] whole = Files.readAllBytes(file());
    assertThat(whole.length).isGreaterThan(length);
    Files.write(file(), Arrays.copyOf(whole, length));
    assertThatThrownBy(() -> read(A, B))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(path() + " is damaged (cut short: ");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 100_000_001, Long.MAX_VALUE})
  void aHeaderOfImpossibleLengthIsRefused(long length) throws IOException {
    Files.write(file(), littleEndian(64).putLong(length).array());
    assertThatThrownBy(() -> read(A))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a header of " + length + " bytes");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> read(A))
        .isInstanceOf(InputException.class)
        .hasMessage("Cannot read weights: " + path() + " does not exist");
  }

  private Map<String, float[]> read(WeightShape... weights) {
    try (SafetensorsReader reader = SafetensorsReader.open(files, path())) {
      return reader.read(List.of(weights));
    }
  }

  private void write(String header, byte[] values) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(littleEndian(8).putLong(text.length).array());
    file.write(text);
    file.write(values);
    Files.write(file(), file.toByteArray());
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private java.nio.file.Path file() {
    return folder.resolve("some.safetensors");
  }

  private Path path() {
    return new Path(file().toUri());
  }
}
