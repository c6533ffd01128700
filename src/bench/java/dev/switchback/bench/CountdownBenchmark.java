package dev.switchback.bench;

import dev.switchback.family.countdown.puzzle.CountdownGenerator;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.countdown.search.DifficultyMeter;
import dev.switchback.family.countdown.search.DifficultyMeter.CountdownDifficulty;
import dev.switchback.puzzle.Split;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Problems of four numbers to 99 and how hard they are, one after the other, on one core. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CountdownBenchmark {
  private static final int PROBLEMS = 10_000;

  private final CountdownProblem[] problems = new CountdownProblem[PROBLEMS];
  private final DifficultyMeter meter = new DifficultyMeter();
  private CountdownGenerator generator;
  private int next;

  @Setup
  public void draw() {
    generator = generator();
    for (int i = 0; i < PROBLEMS; i++) {
      problems[i] = generator.draw(Split.TRAIN, i).orElseThrow();
    }
  }

  @Benchmark
  public Optional<CountdownProblem> problem() {
    next++;
    return generator.draw(Split.TRAIN, next);
  }

  @Benchmark
  public CountdownDifficulty difficulty() {
    next = (next + 1) % PROBLEMS;
    return meter.measure(problems[next]);
  }

  static CountdownGenerator generator() {
    CountdownSettings settings = new CountdownSettings(4, 1, 99, 10, 100, 0.1);
    return new CountdownGenerator(settings, 0.05, 42);
  }
}
