package dev.switchback.family.countdown;

import dev.switchback.family.Feature;
import java.util.List;

/** What is seen by looking at numbers and a target. */
final class CountdownFeatures {
  private static final String SUM = "aggregate(numbers, 0D, (sum, number) -> sum + number)";
  private static final String MEAN = SUM + " / size(numbers)";

  static final List<Feature> SURFACE =
      List.of(
          Feature.surface("number_count", "size(numbers)"),
          Feature.surface("smallest_number", "array_min(numbers)"),
          Feature.surface("largest_number", "array_max(numbers)"),
          Feature.surface("mean_number", MEAN),
          Feature.surface(
              "spread_of_numbers",
              "sqrt(aggregate(numbers, 0D, (sum, number) -> sum + pow(number - "
                  + MEAN
                  + ", 2)) / size(numbers))"),
          Feature.surface("distinct_numbers", "size(array_distinct(numbers))"),
          Feature.surface("even_numbers", "size(filter(numbers, number -> number % 2 = 0))"),
          Feature.surface("target", "target"),
          Feature.surface("target_is_even", "if(target % 2 = 0, 1, 0)"),
          Feature.surface(
              "target_divisors",
              "size(filter(sequence(1, target), divisor -> target % divisor = 0))"),
          Feature.surface("log_target_to_sum", "log2(target / (" + SUM + "))"),
          Feature.surface(
              "log_target_to_product",
              "log2(target) - aggregate(numbers, 0D, (sum, number) -> sum + log2(number))"));

  private CountdownFeatures() {}
}
