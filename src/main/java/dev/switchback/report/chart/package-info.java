/** Charts and tables as a page draws them, made from measurements. */
package dev.switchback.report.chart;
