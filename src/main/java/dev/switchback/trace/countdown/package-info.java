/** The grammar of CountDown: its styles, how they are written, read and judged. */
package dev.switchback.trace.countdown;
