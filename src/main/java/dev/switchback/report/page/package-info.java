/** Pages of a report: the site, its topics, and their HTML. */
package dev.switchback.report.page;
