/** Every random draw is a function of the run's seed, a named purpose and an index. */
package dev.switchback.random;
