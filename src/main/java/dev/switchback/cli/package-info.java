/** The commands: arguments in, one call, an exit code and a readable paragraph out. */
package dev.switchback.cli;
