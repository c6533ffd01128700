package dev.switchback.family.countdown.importer;

import static dev.switchback.family.countdown.importer.CountdownImports.TINYZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.importer.ImportFormat;
import dev.switchback.transfer.Imported;
import dev.switchback.transfer.ParquetRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TinyZeroTest {
  private static final String LISTS =
      "optional int64 target; optional group nums (LIST) { repeated group list { optional int64"
          + " element; } }";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        LISTS,
        "required int32 target; required binary prompt (STRING); required group nums (LIST) {"
            + " repeated group bag { required int32 item; } }",
        "required group nums (LIST) { repeated int64 array; } required int64 target;",
        "repeated int32 nums; required int32 target;"
      })
  void listsAreReadHoweverTheyAreNested(String columns) throws IOException {
    Path file =
        write(
            columns,
            rows -> {
              rows.accept(new long[] {98, 44, 19, 35});
              rows.accept(new long[] {20, 2, 3, 4});
            });

    Imported imported = Imported.file(TINYZERO, file);

    assertThat(imported.column("target")).containsExactly(98, 20);
    assertThat(imported.column("line")).containsExactly(1L, 2L);
    assertThat(imported.problems().get(0).<Integer>getList(4)).containsExactly(44, 19, 35);
    assertThat(imported.problems().get(0).<String>getList(6))
        .containsExactly("44+19=63", "35+63=98");
  }

  @Test
  void everyBadRowIsRejectedWithItsReason() throws IOException {
    Path file =
        write(
            LISTS,
            rows -> {
              rows.accept(new long[] {7, 2, 3});
              rows.accept(new long[] {3_000_000_000L, 2, 3});
              rows.accept(new long[] {5});
              rows.accept(new long[] {5, 2, Long.MIN_VALUE});
              rows.accept(new long[] {Long.MIN_VALUE, 2, 3});
              rows.accept(new long[] {5, 2, 3});
            });

    Imported imported = Imported.file(TINYZERO, file);

    assertThat(imported.flaws())
        .containsExactly("unsolvable", "no-problem", "no-problem", "malformed", "malformed");
    assertThat(imported.rejectedLines()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(imported.rejected().get(3).get("text").textValue())
        .isEqualTo("{\"nums\": [2, null], \"target\": 5}");
    assertThat(imported.reasons())
        .allSatisfy(reason -> assertThat(reason).matches("Cannot .*: .*, expected .*"));
    assertThat(imported.column("line")).containsExactly(6L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "required int64 target;",
        "required int64 nums; required int64 target;",
        "required int64 target; required group nums (LIST) { repeated group list { required double"
            + " element; } }"
      })
  void missingColumnsAreNamed(String columns) throws IOException {
    Path file = write(columns, rows -> {});

    assertThatThrownBy(() -> Imported.file(TINYZERO, file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Cannot import " + file + ": it has no column nums of lists of whole numbers")
        .hasMessageContaining("its columns are [");
  }

  @Test
  void decimalsAreWholeNumbersOrRejected() throws IOException {
    Path file =
        write(
            "required int64 target (DECIMAL(9,1)); required group nums (LIST) { repeated group list"
                + " { required int32 element (DECIMAL(9,1)); } }",
            rows -> {
              rows.accept(new long[] {650, 190, 360, 550, 70});
              rows.accept(new long[] {655, 190, 360, 550, 70});
            });

    Imported imported = Imported.file(TINYZERO, file);

    assertThat(imported.column("target")).containsExactly(65);
    assertThat(imported.problems().get(0).<Integer>getList(4)).containsExactly(19, 36, 55, 7);
    assertThat(imported.reasons().get(0)).contains("the field \"target\" has 65.5 where a whole");
  }

  @Test
  void namesOfColumnsMayHavePointsAndOneOfTwoMayBeNull() throws IOException {
    String truth = "reward_model.ground_truth.";
    MessageType schema =
        new MessageType(
            "m",
            Types.optionalList().requiredElement(PrimitiveTypeName.INT64).named(truth + "numbers"),
            Types.required(PrimitiveTypeName.INT64).named(truth + "target"),
            Types.optionalList().requiredElement(PrimitiveTypeName.INT64).named(truth + "nums"));
    List<Consumer<Group>> rows =
        Stream.of("numbers", "nums")
            .<Consumer<Group>>map(
                field ->
                    row -> {
                      row.append(truth + "target", 5L);
                      Group list = row.addGroup(truth + field);
                      list.addGroup("list").append("element", 2L);
                      list.addGroup("list").append("element", 3L);
                    })
            .toList();
    Path file = ParquetRows.write(folder.resolve("in"), schema, rows);

    assertThat(Imported.file(TINYZERO, file).column("target")).containsExactly(5, 5);
  }

  @Test
  void numbersMayLieWithinOtherColumns() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { optional group reward_model { optional binary style (STRING); optional"
                + " group ground_truth { optional int64 target; repeated int64 numbers; } } }");
    Consumer<Group> filled =
        row ->
            row.addGroup("reward_model")
                .addGroup("ground_truth")
                .append("target", 5L)
                .append("numbers", 2L)
                .append("numbers", 3L);
    Path file = ParquetRows.write(folder.resolve("in"), schema, List.of(filled, empty -> {}));
    String truth = "reward_model.ground_truth.";
    Map<String, String> chosen = Map.of("numbers", truth + "numbers", "target", truth + "target");

    for (ImportFormat format : List.of(TINYZERO, TINYZERO.withColumns(chosen))) {
      Imported imported = Imported.file(format, file);

      assertThat(imported.column("target")).containsExactly(5);
      assertThat(imported.flaws()).containsExactly("malformed");
    }
    assertThatThrownBy(() -> Imported.file(TINYZERO.withColumns(Map.of("target", "style")), file))
        .hasMessageContaining("expected nums and style; its columns are [reward_model]");
  }

  @Test
  void numbersMayLieInTextsThatAreJson() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { optional group reward_model { optional binary ground_truth (STRING); } }");
    List<Consumer<Group>> rows = new ArrayList<>();
    for (String truth :
        List.of(
            "{\"target\": 5, \"numbers\": [2, 3]}",
            "{\"nums\": [2, 4], \"target\": \"6\", \"other\": {}}",
            "{'target': 5, 'numbers': [2, 3]}",
            "7",
            "{\"target\": 5.5, \"numbers\": [2, 3]}")) {
      rows.add(row -> row.addGroup("reward_model").append("ground_truth", truth));
    }
    rows.add(empty -> {});
    Path file = ParquetRows.write(folder.resolve("in"), schema, rows);
    String truth = "reward_model.ground_truth.";
    Map<String, String> chosen = Map.of("numbers", truth + "numbers", "target", truth + "target");

    assertThat(Imported.file(TINYZERO, file).column("target")).containsExactly(5, 6);
    Imported imported = Imported.file(TINYZERO.withColumns(chosen), file);
    assertThat(imported.column("target")).containsExactly(5);
    assertThat(imported.flaws()).hasSize(5).containsOnly("malformed");
    assertThat(imported.reasons().get(1))
        .isEqualTo(
            "Cannot read the row: the field \"reward_model.ground_truth.numbers\" is no list,"
                + " expected a list of whole numbers and a whole number, no null");
    assertThat(imported.rejected().get(1).get("text").textValue())
        .isEqualTo("{\"nums\": [null], \"target\": null}");
  }

  @Test
  void anArchiveIsNamed() throws IOException {
    Path file = Files.write(folder.resolve("in"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});

    assertThatThrownBy(() -> Imported.file(TINYZERO, file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot read " + file + ": it is a zip archive, expected a Parquet file; unpack it");
  }

  @Test
  void tablesOfOtherFormatsAreNamed() throws IOException {
    Map<String, String> beginnings =
        Map.of(
            "ARROW1", "a Feather or Arrow file",
            "FEA1", "an old Feather file",
            "Obj\u0001", "an Avro file",
            "\u0093NUMPY", "an array of NumPy",
            "\u0080\u0004\u0095", "an object that Python has pickled",
            "\u0089HDF\r\n\u001a\n", "an HDF5 file");
    for (Map.Entry<String, String> beginning : beginnings.entrySet()) {
      byte[] bytes = (beginning.getKey() + "\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1);
      Path file = Files.write(folder.resolve("other"), bytes);

      assertThatThrownBy(() -> Imported.file(TINYZERO, file))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "Cannot read "
                  + file
                  + ": it is "
                  + beginning.getValue()
                  + ", expected a Parquet file; convert it to Parquet");
    }
  }

  @Test
  void whatIsNoParquetIsDamaged() throws IOException {
    Path file = Files.writeString(folder.resolve("in"), "nums,target\n");

    assertThatThrownBy(() -> Imported.file(TINYZERO, file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read " + file + ": ");
  }

  /** Writes rows of a target and its numbers; the smallest long stands for null. */
  private Path write(String columns, Consumer<Consumer<long[]>> rows) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m { " + columns + " }");
    List<Consumer<Group>> filled = new ArrayList<>();
    rows.accept(row -> filled.add(group -> fill(schema, group, row)));
    return ParquetRows.write(folder.resolve("in"), schema, filled);
  }

  private static void fill(MessageType schema, Group group, long[] row) {
    add(group, "target", row[0]);
    Group list = schema.getType("nums").isPrimitive() ? group : group.addGroup("nums");
    for (int i = 1; i < row.length; i++) {
      if (list.getType()
          .getType(list == group ? "nums" : list.getType().getFieldName(0))
          .isPrimitive()) {
        add(list, list == group ? "nums" : "array", row[i]);
      } else {
        Group element = list.addGroup(0);
        add(element, element.getType().getFieldName(0), row[i]);
      }
    }
    if (schema.containsField("prompt")) {
      group.add("prompt", "Using the numbers ..");
    }
  }

  private static void add(Group group, String field, long value) {
    if (value == Long.MIN_VALUE) {
      return;
    }
    switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> group.add(field, (int) value);
      default -> group.add(field, value);
    }
  }
}
