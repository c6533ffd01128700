/** The problem browser: its page and the files that it loads. */
package dev.switchback.report.browser;
