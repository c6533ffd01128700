/** The tables of a run: their columns, their rows, how they are read and written. */
package dev.switchback.dataset;
