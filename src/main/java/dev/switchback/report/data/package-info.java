/** What a report is made from: players and how they look, their measurements, words for numbers. */
package dev.switchback.report.data;
