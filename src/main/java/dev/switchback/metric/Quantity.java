package dev.switchback.metric;

/** A number that one problem has. */
@FunctionalInterface
interface Quantity {
  double of(Contest contest);
}
