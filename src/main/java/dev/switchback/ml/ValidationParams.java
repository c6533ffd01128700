package dev.switchback.ml;

import dev.switchback.config.ValidationSettings;
import java.io.Serializable;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/**
 * What a training measures on the way.
 *
 * @param <T> the owner, which setters return
 */
public interface ValidationParams<T extends Params> extends Params {

  /** The params of one owner. */
  final class Held implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Param<String> validationIndicatorCol;
    private final IntParam validationInterval;
    private final IntParam validationRows;

    Held(Params owner) {
      SettingParams settings = new SettingParams(owner, ValidationSettings.class);
      validationIndicatorCol =
          new Param<>(
              owner,
              "validationIndicatorCol",
              "Boolean column, true in the rows that the model does not learn from: its loss on them"
                  + " is measured on the way. Without it, the model learns from every row.");
      validationInterval =
          settings.ofInt("validationInterval", "everySteps", ParamValidators.gtEq(1));
      validationRows = settings.ofInt("validationRows", "rows", ParamValidators.gtEq(0));
    }
  }

  /** Where they are held. */
  Held validationParams();

  /** A boolean column. */
  default Param<String> validationIndicatorCol() {
    return validationParams().validationIndicatorCol;
  }

  default String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  default T setValidationIndicatorCol(String value) {
    return Owner.set(this, validationIndicatorCol(), value);
  }

  /** See {@link ValidationSettings#everySteps()}. */
  default IntParam validationInterval() {
    return validationParams().validationInterval;
  }

  default int getValidationInterval() {
    return (int) getOrDefault(validationInterval());
  }

  default T setValidationInterval(int value) {
    return Owner.set(this, validationInterval(), value);
  }

  /** See {@link ValidationSettings#rows()}. */
  default IntParam validationRows() {
    return validationParams().validationRows;
  }

  default int getValidationRows() {
    return (int) getOrDefault(validationRows());
  }

  default T setValidationRows(int value) {
    return Owner.set(this, validationRows(), value);
  }
}
