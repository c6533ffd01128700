package dev.switchback.report;

/**
 * A column of a table.
 *
 * @param name in the CSV file
 * @param format of its values on the page
 */
public record Column(String name, Format format) {}
