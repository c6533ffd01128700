/**
 * What a run keeps: its folders, what each is made from, and the manifest that says it is whole.
 */
package dev.switchback.artifact;
