package dev.switchback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.switchback.tier.StartsSpark;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One room per concept, dependencies in one direction. */
class ArchitectureTest {
  /** Any room may use these; of each other, they use only what stands before. */
  private static final List<String> LEAVES = List.of("random", "progress", "config", "artifact");

  /** Each has a folder of its own in the room family. */
  private static final List<String> FAMILIES = List.of("countdown", "sudoku");

  /** Each uses only what stands before. */
  private static final List<String> ROOMS =
      List.of(
          "puzzle",
          "token",
          "trace",
          "importer",
          "family",
          "experiment",
          "metric",
          "dataset",
          "router",
          "model",
          "train",
          "sample",
          "grpo",
          "cluster",
          "claim",
          "report",
          "run",
          "evaluate",
          "publish",
          "transfer",
          "stage",
          "ml",
          "cli");

  private static final List<String> WITH_SPARK =
      List.of(
          "importer",
          "family",
          "dataset",
          "router",
          "cluster",
          "run",
          "evaluate",
          "publish",
          "transfer",
          "stage",
          "ml",
          "cli");
  private static final List<String> WITH_ENGINE =
      List.of("model", "train", "sample", "grpo", "cluster", "publish", "stage");

  /** Methods that take the default locale where they are given none. */
  private static final Map<String, Set<String>> LOCAL =
      Map.ofEntries(
          Map.entry(
              "java.lang.String", Set.of("format", "formatted", "toLowerCase", "toUpperCase")),
          Map.entry("java.io.PrintStream", Set.of("format", "printf")),
          Map.entry("java.io.PrintWriter", Set.of("format", "printf")),
          Map.entry("java.util.Formatter", Set.of("<init>")),
          Map.entry("java.util.Locale", Set.of("getDefault")),
          Map.entry(
              "java.text.NumberFormat",
              Set.of("getInstance", "getNumberInstance", "getPercentInstance")),
          Map.entry("java.text.DecimalFormat", Set.of("<init>")),
          Map.entry("java.text.MessageFormat", Set.of("<init>", "format")),
          Map.entry("java.text.SimpleDateFormat", Set.of("<init>")),
          Map.entry("java.text.Collator", Set.of("getInstance")),
          Map.entry("java.time.format.DateTimeFormatter", Set.of("ofPattern")),
          Map.entry("java.time.ZoneId", Set.of("systemDefault")),
          Map.entry("java.util.TimeZone", Set.of("getDefault")),
          Map.entry("java.util.Calendar", Set.of("getInstance")),
          Map.entry("java.time.LocalDateTime", Set.of("now")),
          Map.entry("java.time.LocalDate", Set.of("now")));

  private static JavaClasses program;

  @BeforeAll
  static void read() {
    program =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.switchback");
  }

  @Test
  void everyClassLivesInARoom() {
    assertThat(program).hasSizeGreaterThan(100);
    classes()
        .should()
        .resideInAnyPackage(packages(Stream.concat(LEAVES.stream(), ROOMS.stream()).toList()))
        .check(program);
  }

  @Test
  void dependenciesHaveOneDirection() {
    for (int room = 0; room < ROOMS.size(); room++) {
      List<String> above = ROOMS.subList(room + 1, ROOMS.size());
      refuse(ROOMS.get(room), packages(above), "it stands above them");
    }
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("dev.switchback.(**)").should().beFreeOfCycles().check(program);
  }

  @Test
  void aPackageHasAtMostTwentyFiveFiles() {
    Map<String, Long> files =
        program.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(files).allSatisfy((name, count) -> assertThat(count).isLessThanOrEqualTo(25));
  }

  @Test
  void theLeavesKnowNoRoom() {
    for (int leaf = 0; leaf < LEAVES.size(); leaf++) {
      List<String> above = Stream.concat(LEAVES.stream().skip(leaf + 1L), ROOMS.stream()).toList();
      refuse(LEAVES.get(leaf), packages(above), "everything may use a leaf");
    }
  }

  @Test
  void aFamilyIsFoundByItsNameAlone() {
    for (String family : FAMILIES) {
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.switchback.family." + family + "..", "dev.switchback.dataset.foreign..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.switchback.family." + family + "..")
          .because("a family is a folder that can be added or taken away")
          .check(program);
    }
  }

  @Test
  void measuresAreNumbersOnly() {
    refuse(
        "metric",
        packages(List.of("config", "artifact", "puzzle", "trace", "token", "family", "experiment")),
        "a measure is a pure function of counts");
  }

  @Test
  void onlyFewRoomsKnowSparkOrTheEngine() {
    onlyIn(WITH_SPARK, "org.apache.spark..");
    onlyIn(WITH_ENGINE, "ai.djl..");
  }

  @Test
  void thereIsOneWayToLog() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .because("Spark's users configure SLF4J")
        .check(program);
  }

  /**
   * Where the default locale is ar-EG, {@code "%d"} writes digits that SQL does not read; where it
   * is tr-TR, {@code "TITLE".toLowerCase()} is another word. The same moment has another date in
   * another zone.
   */
  @Test
  void nothingIsWrittenInTheLanguageOfTheMachine() {
    noClasses()
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe("takes the default locale", ArchitectureTest::isLocal))
        .because("SQL, tables, pages and messages are the same everywhere: give Locale.ROOT")
        .check(program);
  }

  private static boolean isLocal(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && LOCAL.getOrDefault(target.getOwner().getName(), Set.of()).contains(target.getName())
        && target.getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(Locale.class));
  }

  @Test
  void filesAreFoundWithoutChecksumsAndTablesWithoutPatterns() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.switchback.artifact.Locations")
        .should()
        .callMethod(Path.class, "getFileSystem", Configuration.class)
        .orShould()
        .callMethod(FileSystem.class, "get", Configuration.class)
        .orShould()
        .callMethod(FileSystem.class, "getLocal", Configuration.class)
        .because("a file that another program saved is read: Locations.files")
        .check(program);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.switchback.dataset.shard.StoredTable")
        .should()
        .callMethod(SparkSession.class, "read")
        .because("a folder may have brackets in its name: StoredTable.read")
        .check(program);
  }

  @Test
  void nothingIsDrawnFromASharedGenerator() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.util.Random.class,
            java.util.SplittableRandom.class,
            java.util.concurrent.ThreadLocalRandom.class,
            java.security.SecureRandom.class)
        .orShould()
        .callMethod(Math.class, "random")
        .because("every draw is a function of seed, purpose and index")
        .check(program);
  }

  @Test
  void onlyTheProgramItselfEndsTheProcessOrSpeaksToTheUser() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.switchback.cli.Main")
        .and()
        .doNotHaveFullyQualifiedName("dev.switchback.cli.SparkLaunch")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(program);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.switchback.cli..", "dev.switchback.progress..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(program);
  }

  @Tag("slow")
  @Test
  void testsHaveTheirSparkFromOnePlace() {
    noClasses()
        .that()
        .areNotAnnotatedWith(StartsSpark.class)
        .and()
        .resideOutsideOfPackages(
            "dev.switchback.tier..", "dev.switchback.bench..", "dev.switchback.interop..")
        .should()
        .callMethod(SparkSession.class, "builder")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("dev.switchback"));
  }

  private static void refuse(String room, String[] packages, String reason) {
    if (packages.length > 0) {
      noClasses()
          .that()
          .resideInAPackage("dev.switchback." + room + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages)
          .because(reason)
          .allowEmptyShould(true)
          .check(program);
    }
  }

  private static void onlyIn(List<String> rooms, String foreign) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages(rooms))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(foreign)
        .check(program);
  }

  private static String[] packages(List<String> rooms) {
    return rooms.stream().map(room -> "dev.switchback." + room + "..").toArray(String[]::new);
  }
}
