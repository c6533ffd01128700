/**
 * An experiment: the settings of everything that a run makes, how they are read and checked, and on
 * which of them each artifact depends.
 */
package dev.switchback.experiment;
