package dev.switchback.notebook;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.repl.SparkILoop;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.Results;

/**
 * Spark's Scala shell, set up as Zeppelin's Spark interpreter sets it up for Scala 2.12: code in
 * classes, the same imports, {@code spark} and {@code z} at hand. A text is interpreted as a whole.
 */
final class ScalaShell implements AutoCloseable {
  private final StringWriter output = new StringWriter();
  private final IMain interpreter;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  /**
   * @param classes where it writes classes: the session's {@code spark.repl.class.outputDir}, from
   *     which executors load them
   */
  @SuppressWarnings("deprecation") // as Zeppelin calls it
  ScalaShell(SparkSession spark, NotebookDisplay display, Path classes) {
    Settings settings = new Settings();
    settings.processArguments(
        JavaConverters.asScalaBuffer(
                List.of("-usejavacp", "-Yrepl-class-based", "-Yrepl-outdir", classes.toString()))
            .toList(),
        true);
    SparkILoop loop =
        new SparkILoop(new BufferedReader(new StringReader("")), new PrintWriter(output, true));
    loop.settings_$eq(settings);
    loop.createInterpreter();
    interpreter = loop.intp();
    interpreter.initializeSynchronous();
    interpreter.setContextClassLoader();
    bind("spark", SparkSession.class, spark);
    bind("z", NotebookDisplay.class, display);
    interpret("import spark.implicits._");
    interpret("import spark.sql");
    interpret("import org.apache.spark.sql.functions._");
  }

  /**
   * Compiles and runs a text.
   *
   * @return what the shell said
   * @throws AssertionError with that, if the text does not compile or run
   */
  String interpret(String text) {
    output.getBuffer().setLength(0);
    Results.Result result = interpreter.interpret(text);
    String said = output.toString();
    if (!result.toString().equals("Success")) {
      throw new AssertionError(result + ":\n" + text + "\n" + said);
    }
    return said;
  }

  private void bind(String name, Class<?> type, Object value) {
    interpreter.bind(
        name, type.getName(), value, JavaConverters.asScalaBuffer(List.of("@transient")).toList());
  }

  @Override
  public void close() {
    interpreter.close();
    Thread.currentThread().setContextClassLoader(before);
  }
}
