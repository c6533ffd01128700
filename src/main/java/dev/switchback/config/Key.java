package dev.switchback.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One configuration key: the record component it stands on, in kebab-case. It is the only place
 * where the key's default and its documentation are written.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
  /** The default in HOCON syntax; left out, the file must give the key. */
  String value() default "";

  /** One sentence with unit and range. */
  String doc();

  /** What another value of the key changes; of a section, what its keys change. */
  Affects affects() default Affects.RESULT;
}
