package dev.switchback.stage;

import dev.switchback.artifact.Overwrite;
import dev.switchback.dataset.foreign.ForeignFormat;

/**
 * What to import.
 *
 * @param path a file, a folder or a pattern, on any Hadoop file system
 * @param output folder to be made
 * @param strict whether a bad row is an error
 * @param overwrite of what another import made in the folder
 */
public record ImportRequest(
    ForeignFormat format, String path, String output, boolean strict, Overwrite overwrite) {}
