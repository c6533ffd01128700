/**
 * Problems as others publish them: each format is read row by row, each row is checked, and is
 * either taken or rejected with the reason.
 */
package dev.switchback.dataset.importer;
