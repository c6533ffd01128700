/** The steps of the straight line, each from finished folders to a finished folder. */
package dev.switchback.stage;
