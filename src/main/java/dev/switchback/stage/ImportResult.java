package dev.switchback.stage;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * What an import has done.
 *
 * @param folder that holds it
 * @param finishedBefore whether it was there already, made of the same files
 * @param facts of its manifest
 * @param leftAlone files of the given folder whose names do not end as those of the format do
 */
public record ImportResult(
    Path folder, boolean finishedBefore, Map<String, Object> facts, List<String> leftAlone) {}
