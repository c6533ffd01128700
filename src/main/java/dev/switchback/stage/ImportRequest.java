package dev.switchback.stage;

import dev.switchback.dataset.foreign.ForeignFormat;

/**
 * What to import.
 *
 * @param path a file, a folder or a pattern, on any Hadoop file system
 * @param output folder to be made
 * @param strict whether a bad row is an error
 * @param overwrite whether what another import made in the folder may be removed
 */
public record ImportRequest(
    ForeignFormat format, String path, String output, boolean strict, boolean overwrite) {}
