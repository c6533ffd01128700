/**
 * The transformer: its shape, its weights, its files and the TorchScript program that computes with
 * them.
 */
package dev.switchback.model;
