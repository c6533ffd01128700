/**
 * Problems as others publish them: a file is read row by row, and each row is a problem or is
 * rejected with a reason. What a row means is said by the family that declares the format.
 */
package dev.switchback.importer;
