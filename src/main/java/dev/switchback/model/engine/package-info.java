/** What is true of all calls into libtorch, whatever they compute. */
package dev.switchback.model.engine;
