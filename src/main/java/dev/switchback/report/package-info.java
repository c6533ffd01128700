/**
 * The report of a run: one page that needs nothing but a browser, and the tables behind it. Values
 * in, text out; no Spark.
 */
package dev.switchback.report;
