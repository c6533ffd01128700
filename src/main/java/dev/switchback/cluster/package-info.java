/** The only seam between Spark and DJL: devices, threads, models on executors, rounds. */
package dev.switchback.cluster;
