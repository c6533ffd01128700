package dev.switchback.experiment;

import dev.switchback.config.KebabCase;

/** The stages a run can name, in the order in which one reads what another wrote. */
public enum StageName {
  GENERATE,
  TRAIN,
  GRPO,
  SAMPLE,
  EVALUATE,
  REPORT;

  /** The name as configuration files and the command line write it. */
  public String key() {
    return KebabCase.ofConstant(this);
  }
}
