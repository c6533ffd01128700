package dev.switchback.importer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What a file is that is no text in UTF-8, told by its first bytes. */
enum FileKind {
  WORKBOOK("an Excel workbook (xlsx)", "export its sheet as CSV in UTF-8", "504b0304") {
    @Override
    boolean begins(byte[] bytes) {
      String names = new String(bytes, StandardCharsets.ISO_8859_1);
      return super.begins(bytes)
          && (names.contains("[Content_Types].xml") || names.contains("xl/"));
    }
  },
  ZIP("a zip archive", "unpack it", "504b0304"),
  EMPTY_ZIP("an empty zip archive", "fetch it again", "504b0506"),
  OLD_WORKBOOK(
      "an old Excel or Office file (xls)", "export its sheet as CSV in UTF-8", "d0cf11e0a1b11ae1"),
  ZSTD("packed with zstd", "unpack it with zstd -d", "28b52ffd"),
  BZIP2("packed with bzip2", "unpack it with bunzip2", "425a68") {
    @Override
    boolean begins(byte[] bytes) {
      return super.begins(bytes) && bytes.length > 9 && (bytes[4] == 0x31 || bytes[4] == 0x17);
    }
  },
  XZ("packed with xz", "unpack it with unxz", "fd377a585a00"),
  LZ4("packed with lz4", "unpack it with lz4 -d", "04224d18"),
  SEVEN_ZIP("a 7z archive", "unpack it", "377abcaf271c"),
  GZIP("packed with gzip twice", "unpack it once with gunzip", "1f8b"),
  PARQUET("a Parquet file", "import it as a format of Parquet files, such as tinyzero", "50415231"),
  ORC("an ORC file", "convert it to Parquet", "4f5243"),
  ARROW("a Feather or Arrow file", "convert it to Parquet", "4152524f5731"),
  OLD_FEATHER("an old Feather file", "convert it to Parquet", "46454131"),
  AVRO("an Avro file", "convert it to Parquet", "4f626a01"),
  HDF5("an HDF5 file", "convert it to Parquet", "894844460d0a1a0a"),
  NUMPY("an array of NumPy", "convert it to Parquet", "934e554d5059"),
  PICKLE("an object that Python has pickled", "convert it to Parquet", "8004"),
  NEW_PICKLE("an object that Python has pickled", "convert it to Parquet", "8005"),
  LFS_POINTER(
      "a pointer of Git LFS",
      "fetch the file itself with git lfs pull",
      "76657273696f6e2068747470733a2f2f6769742d6c6673"),
  SQLITE("an SQLite database", "export its table as CSV in UTF-8", "53514c69746520666f726d6174"),
  PDF("a PDF document", "export its text", "255044462d"),
  UTF_32("text in UTF-32", "convert it with iconv -f UTF-32 -t UTF-8", "fffe0000"),
  UTF_32_BIG("text in UTF-32", "convert it with iconv -f UTF-32 -t UTF-8", "0000feff"),
  UTF_16("text in UTF-16", "convert it with iconv -f UTF-16 -t UTF-8", "fffe"),
  UTF_16_BIG("text in UTF-16", "convert it with iconv -f UTF-16 -t UTF-8", "feff"),
  UNMARKED_UTF_16(
      "text in UTF-16 without a mark", "convert it with iconv -f UTF-16LE -t UTF-8", "") {
    @Override
    boolean begins(byte[] bytes) {
      return isEveryOther(bytes, 1);
    }
  },
  UNMARKED_UTF_16_BIG(
      "text in UTF-16 without a mark", "convert it with iconv -f UTF-16BE -t UTF-8", "") {
    @Override
    boolean begins(byte[] bytes) {
      return isEveryOther(bytes, 0);
    }
  };

  private static final int LOOKED_AT = 64;

  private final String name;
  private final String advice;
  private final String beginning;

  FileKind(String name, String advice, String beginning) {
    this.name = name;
    this.advice = advice;
    this.beginning = beginning;
  }

  /** The kind of a file that begins so, empty if it may be text in UTF-8. */
  static Optional<FileKind> of(byte[] bytes) {
    return Arrays.stream(values()).filter(kind -> kind.begins(bytes)).findFirst();
  }

  boolean begins(byte[] bytes) {
    int length = Math.min(bytes.length, beginning.length() / 2);
    return HexFormat.of().formatHex(bytes, 0, length).equals(beginning);
  }

  /** What it is and what to do, for example {@code a zip archive, expected ..; unpack it}. */
  String told(String expected) {
    return name + ", expected " + expected + "; " + advice;
  }

  /** Whether zeros stand at the even or at the odd places of the beginning, and only there. */
  private static boolean isEveryOther(byte[] bytes, int first) {
    int length = Math.min(bytes.length, LOOKED_AT);
    for (int i = 0; i < length; i++) {
      if ((bytes[i] == 0) != (i % 2 == first)) {
        return false;
      }
    }
    return length >= 4;
  }
}
