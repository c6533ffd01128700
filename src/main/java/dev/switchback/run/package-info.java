/** The folder of a run, and what each of its stages reads and makes. */
package dev.switchback.run;
