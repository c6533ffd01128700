package dev.switchback.report;

/**
 * What is said about a chart.
 *
 * @param title what it shows
 * @param text how to read it and how it was computed
 * @param evidence problems and completions it rests on, and the kind of its intervals
 */
public record Caption(String title, String text, String evidence) {}
