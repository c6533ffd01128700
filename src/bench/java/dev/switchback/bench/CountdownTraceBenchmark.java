package dev.switchback.bench;

import dev.switchback.family.countdown.puzzle.CountdownGenerator;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.TraceRecorder;
import dev.switchback.puzzle.Split;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Trace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Traces of problems of four numbers to 99, one after the other, on one core. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CountdownTraceBenchmark {
  private static final int PROBLEMS = 10_000;

  @Param({"direct", "dfs-sum", "dfs-mult", "think", "bfs-3-mult"})
  String style;

  private final CountdownProblem[] problems = new CountdownProblem[PROBLEMS];
  private final TraceRecorder recorder = new TraceRecorder();
  private final Tokenizer tokenizer = CountdownTokenizer.INSTANCE;
  private CountdownStyle written;
  private CountdownGenerator generator;
  private int next;

  @Setup
  public void draw() {
    generator = CountdownBenchmark.generator();
    written = CountdownStyle.of(style);
    for (int i = 0; i < PROBLEMS; i++) {
      problems[i] = generator.draw(Split.TRAIN, i).orElseThrow();
    }
  }

  @Benchmark
  public Trace trace() {
    next = (next + 1) % PROBLEMS;
    return recorder.write(problems[next], written);
  }

  @Benchmark
  public byte[] traceAndTokens() {
    return tokenizer.encodeFramed(trace().text());
  }

  @Benchmark
  public Trace problemAndTrace() {
    next++;
    return recorder.write(generator.draw(Split.TRAIN, next).orElseThrow(), written);
  }
}
