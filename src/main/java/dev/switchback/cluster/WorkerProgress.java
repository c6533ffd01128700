package dev.switchback.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * How far each worker of a round has come, as Spark's events tell, and since when. Pure
 * bookkeeping: the clock is given with each event.
 */
final class WorkerProgress {
  private enum State {
    WAITING,
    RUNNING,
    DONE
  }

  private static final class Worker {
    private State state = State.WAITING;
    private String place = "";
    private long steps;
    private long changed;
    private String lost = "";
  }

  private final List<Worker> workers = new ArrayList<>();
  private final int stepsOfRound;
  private boolean submitted;

  WorkerProgress(int count, int stepsOfRound) {
    this.stepsOfRound = stepsOfRound;
    for (int i = 0; i < count; i++) {
      workers.add(new Worker());
    }
  }

  /**
   * The workers' own stage asks for executors: what comes before it, such as the shuffle of the
   * rows they learn from, may take as long as it likes.
   *
   * @param now nanoseconds of any clock, as in all that follows
   */
  void submitted(long now) {
    submitted = true;
    workers.stream()
        .filter(worker -> worker.state == State.WAITING)
        .forEach(worker -> worker.changed = now);
  }

  void started(int number, String place, long now) {
    change(number, State.RUNNING, now);
    workers.get(number).place = place;
    workers.get(number).steps = 0;
  }

  void stepped(int number, long steps, long now) {
    Worker worker = workers.get(number);
    if (steps != worker.steps) {
      worker.steps = steps;
      worker.changed = now;
    }
  }

  void finished(int number, long now) {
    change(number, State.DONE, now);
    workers.get(number).steps = stepsOfRound;
  }

  void lost(int number, String reason, long now) {
    change(number, State.WAITING, now);
    workers.get(number).lost = reason;
  }

  /** Steps that every worker has taken at least. */
  long slowestSteps() {
    return workers.stream().mapToLong(worker -> worker.steps).min().orElse(0);
  }

  /** Whether a worker has waited longer than so many nanoseconds for an executor. */
  boolean waitsLongerThan(long limit, long now) {
    return submitted
        && workers.stream()
            .anyMatch(worker -> worker.state == State.WAITING && now - worker.changed > limit);
  }

  /** Whether nothing has happened for so many nanoseconds. */
  boolean isStill(long limit, long now) {
    return submitted && workers.stream().allMatch(worker -> now - worker.changed > limit);
  }

  /** Who does what, for a message. */
  String description() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      lines.add("worker " + i + " " + description(workers.get(i)));
    }
    return String.join("; ", lines);
  }

  private String description(Worker worker) {
    return switch (worker.state) {
      case WAITING ->
          (submitted ? "waits for an executor" : "waits for its rows")
              + (worker.lost.isEmpty() ? "" : " after it lost " + worker.lost);
      case RUNNING ->
          "on " + worker.place + " has taken " + worker.steps + " of " + stepsOfRound + " steps";
      case DONE -> "on " + worker.place + " is done";
    };
  }

  private void change(int number, State state, long now) {
    workers.get(number).state = state;
    workers.get(number).changed = now;
  }
}
