/**
 * The study's claims as hypotheses: what is tested for each, and the verdict that measurements of
 * one or several runs allow. Pure values; no Spark.
 */
package dev.switchback.claim;
