/**
 * Tables from elsewhere and for elsewhere: import, and export as data sets of the Hugging Face Hub.
 */
package dev.switchback.transfer;
