/** Tables in Parquet files, each made by one task: resumable, and the same bytes every time. */
package dev.switchback.dataset.shard;
