/**
 * Follows searches as they are written: told one line after the other, it says which of them the
 * search would not have written, given what the text has said before. It reads no text itself.
 */
package dev.switchback.family.countdown.follow;
