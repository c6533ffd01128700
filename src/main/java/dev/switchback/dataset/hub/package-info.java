/** Tables as data sets of the Hugging Face Hub: a card, and files that it names by split. */
package dev.switchback.dataset.hub;
