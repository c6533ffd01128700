package dev.switchback.tier;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A test class that uses Spark on this machine. Its constructors and methods may have a parameter
 * of type {@link SparkSession}, or {@link Sessions} where the number of cores matters. Every
 * session has its own SQL settings and views; the Spark below is shared by all classes and starts
 * but once. A class stops no session.
 *
 * @see StartsSpark
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("spark")
@Isolated
@ExtendWith(LocalSparkExtension.class)
public @interface LocalSpark {

  /** Sessions for a number of cores each. */
  interface Sessions {
    /** Ends all sessions on another number of cores. */
    SparkSession on(int cores);
  }
}
