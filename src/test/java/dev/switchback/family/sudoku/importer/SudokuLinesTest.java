package dev.switchback.family.sudoku.importer;

import static dev.switchback.family.sudoku.importer.SudokuImports.SUDOKU_LINES;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.InputException;
import dev.switchback.importer.FileCount;
import dev.switchback.transfer.Imported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SudokuLinesTest {
  private static final String PUZZLE = "12..34..2..1..2.";
  private static final String LARGE =
      "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79";
  private static final String SOLVED =
      "534678912672195348198342567859761423426853791713924856961537284287419635345286179";

  @TempDir private Path folder;

  @Test
  void aPuzzleInEachLineIsTakenWithItsSolution() throws IOException {
    Imported imported = text("# easy\n" + LARGE + "\n\n" + PUZZLE.replace('.', '0') + "\n");

    assertThat(imported.count()).isEqualTo(new FileCount(4, 2, 2, Map.of(), List.of()));
    assertThat(imported.problems().get(0).toSeq().mkString(" "))
        .isEqualTo("sudoku in 2 null " + LARGE + " " + SOLVED + " 30 null");
    Row small = imported.problems().get(1);
    assertThat(small.<Long>getAs("line")).isEqualTo(4);
    assertThat(small.<String>getAs("puzzle")).isEqualTo(PUZZLE);
    assertThat(small.<Integer>getAs("clues")).isEqualTo(7);
  }

  @Test
  void everyBadLineIsRejectedWithItsReason() throws IOException {
    Imported imported =
        text(
            String.join(
                "\n",
                LARGE,
                LARGE + "1",
                "x".repeat(81),
                "55" + ".".repeat(79),
                "12345678" + ".".repeat(9) + "9" + ".".repeat(63),
                ".".repeat(81),
                "7".repeat(5000),
                "."));

    assertThat(imported.flaws())
        .containsExactly(
            "no-problem",
            "no-problem",
            "no-problem",
            "unsolvable",
            "several-solutions",
            "too-long",
            "no-problem");
    assertThat(imported.rejectedLines()).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(imported.reasons())
        .allSatisfy(reason -> assertThat(reason).matches("Cannot .*: .*, expected .*"));
    assertThat(imported.count().allRejected()).isEqualTo(7);
    assertThat(imported.count().first().get(0).text()).isEqualTo(LARGE + "1");
    assertThat(imported.rejected().get(5).get("text").textValue()).isEqualTo("7".repeat(2000));
  }

  @Test
  void marksLineEndsAndPackingMakeNoDifference() throws IOException {
    String lines = "# one\r\n" + LARGE + "\r\n  " + PUZZLE + "\t\r\n\r\n" + LARGE;
    Imported plain = text(lines);
    Imported marked = text("\ufeff" + lines.replace("\r", ""));
    Imported packed = Imported.bytes(SUDOKU_LINES, folder, Imported.gzip(lines.getBytes(UTF_8)));

    assertThat(plain.count()).isEqualTo(new FileCount(5, 3, 2, Map.of(), List.of()));
    assertThat(marked).isEqualTo(plain);
    assertThat(packed).isEqualTo(plain);
  }

  @Test
  void otherEncodingsAreRejectedLineByLine() throws IOException {
    byte[] latin = (LARGE + "\n" + "\u00e9".repeat(81) + "\n" + LARGE + "\n").getBytes(ISO_8859_1);
    Imported imported = Imported.bytes(SUDOKU_LINES, folder, latin);

    assertThat(imported.column("line")).containsExactly(1L, 3L);
    assertThat(imported.reasons())
        .containsExactly("Cannot read the row: it is no UTF-8, expected text in that encoding");
  }

  @Test
  void whatIsNoTextIsRefusedByItsName() {
    notText(
        LARGE.getBytes(UTF_16), "text in UTF-16, expected text in UTF-8; convert it with iconv");
    notText(LARGE.getBytes(UTF_16LE), "text in UTF-16 without a mark, ");
    notText(LARGE.getBytes(UTF_16BE), "text in UTF-16 without a mark, ");
    notText(("\ufeff" + LARGE).getBytes(Charset.forName("UTF-32LE")), "text in UTF-32, ");
    notText(beginning("504b0304", "....[Content_Types].xml"), "an Excel workbook (xlsx), ");
    notText(beginning("504b0304", "....puzzles.csv"), "a zip archive, ");
    notText(beginning("d0cf11e0a1b11ae1", ""), "an old Excel or Office file (xls), ");
    notText(beginning("28b52ffd", "...."), "packed with zstd, ");
    notText(beginning("425a6839", "1AY&SY"), "packed with bzip2, ");
    notText(beginning("fd377a585a00", ""), "packed with xz, ");
    notText(beginning("50415231", ""), "a Parquet file, ");
    notText(beginning("4f5243", "...."), "an ORC file, ");
    notText(
        "version https://git-lfs.github.com/spec/v1\n".getBytes(UTF_8), "a pointer of Git LFS, ");
  }

  @Test
  void allMembersOfAPackedFileAreRead() throws IOException {
    byte[] member = Imported.gzip((LARGE + "\n").getBytes(UTF_8));
    byte[] three = new byte[3 * member.length];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(member, 0, three, i * member.length, member.length);
    }

    assertThat(Imported.bytes(SUDOKU_LINES, folder, three).count().taken()).isEqualTo(3);
    assertThatThrownBy(
            () -> Imported.bytes(SUDOKU_LINES, folder, Arrays.copyOf(three, three.length + 3)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Garbage after a valid .gz stream");
  }

  private void notText(byte[] bytes, String told) {
    for (byte[] content : List.of(bytes, packed(bytes))) {
      assertThatThrownBy(() -> Imported.bytes(SUDOKU_LINES, folder, content))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("Cannot read " + folder.resolve("in") + ": it is " + told);
    }
  }

  private static byte[] packed(byte[] bytes) {
    try {
      return Imported.gzip(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] beginning(String hexadecimal, String text) {
    byte[] first = HexFormat.of().parseHex(hexadecimal);
    byte[] bytes = Arrays.copyOf(first, first.length + text.length() + 100);
    System.arraycopy(text.getBytes(UTF_8), 0, bytes, first.length, text.length());
    return bytes;
  }

  @Tag("slow")
  @Test
  void linesOfAnyLengthTakeLittleMemory() throws IOException {
    byte[] endless = new byte[50_000_000];
    Arrays.fill(endless, (byte) '1');
    Imported imported = Imported.bytes(SUDOKU_LINES, folder, Imported.gzip(endless));

    assertThat(imported.flaws()).containsExactly("too-long");
    assertThat(imported.rejected().get(0).get("text").textValue()).hasSize(2000);
  }

  @Test
  void aRejectedLineIsQuotedAsItStood() throws IOException {
    assertThat(text("1020\n" + LARGE.replace('.', '0') + "0").reasons())
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("Cannot make a Sudoku puzzle: \"1020\", "),
            reason -> assertThat(reason).contains("\"" + LARGE.replace('.', '0') + "0\""));
  }

  @Test
  void anEmptyFileHasNoRows() throws IOException {
    assertThat(text("").count()).isEqualTo(FileCount.NONE);
  }

  @Test
  void aFileThatEndsTooEarlyIsDamaged() throws IOException {
    byte[] packed = Imported.gzip((LARGE + "\n").repeat(20).getBytes(UTF_8));
    byte[] cut = Arrays.copyOf(packed, packed.length - 9);

    assertThatThrownBy(() -> Imported.bytes(SUDOKU_LINES, folder, cut))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot read " + folder.resolve("in") + " any further than line ")
        .hasMessageContaining("it was cut off, expected a whole file");
  }

  @Test
  void problemsGoToSeveralFilesInTheirOrder() throws IOException {
    Imported imported = text((LARGE + "\n").repeat(8));

    assertThat(imported.column("line")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(folder.resolve("out/problems/part-00007-002.parquet")).exists();
    assertThat(folder.resolve("out/rejected")).doesNotExist();
  }

  private Imported text(String text) throws IOException {
    return Imported.text(SUDOKU_LINES, folder, text);
  }
}
