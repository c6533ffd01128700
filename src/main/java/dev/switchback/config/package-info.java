/**
 * A file and the command line become typed records, every value checked, all that is wrong told at
 * once.
 */
package dev.switchback.config;
