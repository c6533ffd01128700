package dev.switchback.report;

/**
 * A table that stands on the page for itself.
 *
 * @param title what it shows
 * @param text how to read it, what it rests on
 * @param table the numbers
 */
public record ShownTable(String title, String text, Table table) {}
