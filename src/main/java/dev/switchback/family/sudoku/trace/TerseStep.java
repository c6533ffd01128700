package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.trace.Statement.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a terse text as its readers see it, one under the other: a cell with its digit, a dead
 * end, or what cannot be read.
 *
 * @param text of it
 * @param end the offset just after it
 * @param statements what it says: after a dead end, that it goes back as well
 */
record TerseStep(String text, int end, List<Statement> statements) {
  /** Copies the list. */
  TerseStep {
    statements = List.copyOf(statements);
  }

  /** The steps of a terse text from an offset on. */
  static List<TerseStep> of(String text, int from) {
    List<TerseStep> steps = new ArrayList<>();
    List<Statement> statements = new ArrayList<>();
    StatementScan scan = new StatementScan(text, from);
    int begin = from;
    while (scan.hasNext()) {
      Statement statement = scan.next();
      statements.add(statement);
      if (statement.kind() != Kind.BACK) {
        String own = text.substring(begin, statement.end()).strip();
        steps.add(new TerseStep(own, statement.end(), statements));
        statements.clear();
        begin = statement.end();
      }
    }
    return steps;
  }
}
