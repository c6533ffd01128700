/**
 * When an approach helps: from features of a problem that are known before anything is sampled, it
 * is predicted whether a model solves the problem within a budget, and a router gives each problem
 * to the model with the best prospects. Predictors are pipelines of Spark MLlib.
 */
package dev.switchback.router;
