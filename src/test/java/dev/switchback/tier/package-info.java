/**
 * How tests are divided by what they need, the order they run in, and Spark for those that use it.
 */
package dev.switchback.tier;
