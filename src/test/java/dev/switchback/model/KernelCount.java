package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many kernels a GPU would start, counted in libtorch's profile of a CPU: operators that
 * compute or copy are a kernel each, whatever they call; those that only look at memory in another
 * way, or allocate it, are none. An operator of which that is not known fails the count.
 */
public final class KernelCount {
  private static final Set<String> KERNELS =
      Set.of(
          """
          _foreach_add_ _foreach_copy_ _foreach_mul _foreach_mul_ _foreach_norm
          _fused_adamw_ _log_softmax _softmax _softmax_backward_data abs add add_ addcmul
          addcmul_ addmm arange bitwise_not bmm cat clamp copy_ cos cumsum div div_
          embedding_dense_backward eq exp_ fill_ gather gt index_put_ index_select le
          linalg_vector_norm log lt maximum mean mm mul mul_ ne neg nll_loss_forward norm
          pow reciprocal rsqrt scaled_dot_product_attention scatter_add_ silu
          silu_backward sin sum where zero_
          """
              .split("\\s+"));

  private static final Set<String> NO_KERNELS =
      Set.of(
          """
          _local_scalar_dense _reshape_alias _to_copy _unsafe_view as_strided chunk clone
          detach embedding empty empty_like empty_strided expand flatten full_like
          is_floating_point isfinite item linear log_softmax matmul narrow nll_loss
          permute requires_grad_ reshape resize_ resolve_conj result_type select slice
          softmax split split_with_sizes squeeze stack t to transpose unsqueeze view zeros
          zeros_like
          """
              .split("\\s+"));

  private KernelCount() {}

  /** Of all calls of a function of the program that some work makes. */
  public static int of(String function, Runnable work) throws IOException {
    Path profile = Files.createTempFile("kernels", ".json");
    try {
      JniUtils.startProfile(false, false, false);
      try {
        work.run();
      } finally {
        JniUtils.stopProfile(profile.toString());
      }
      return count(profile, function);
    } finally {
      Files.delete(profile);
    }
  }

  private static int count(Path profile, String function) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    new ObjectMapper().readTree(profile.toFile()).forEach(events::add);
    events.sort(
        Comparator.comparingDouble(KernelCount::start)
            .thenComparing(Comparator.comparingDouble(KernelCount::end).reversed()));
    Deque<JsonNode> around = new ArrayDeque<>();
    Set<String> unknown = new TreeSet<>();
    int kernels = 0;
    for (JsonNode event : events) {
      while (!around.isEmpty() && end(around.peek()) <= start(event)) {
        around.pop();
      }
      String operator = operator(event);
      boolean within = around.stream().anyMatch(outer -> name(outer).equals(function));
      boolean computed = around.stream().anyMatch(outer -> KERNELS.contains(operator(outer)));
      if (within && !computed && KERNELS.contains(operator)) {
        kernels++;
      } else if (within && !computed && !operator.isEmpty() && !NO_KERNELS.contains(operator)) {
        unknown.add(operator);
      }
      around.push(event);
    }
    assertThat(unknown).isEmpty();
    return kernels;
  }

  private static double start(JsonNode event) {
    return event.get("ts").asDouble();
  }

  private static double end(JsonNode event) {
    return start(event) + event.get("dur").asDouble();
  }

  private static String name(JsonNode event) {
    return event.get("name").asText();
  }

  /** The name of libtorch's operator; empty for a function of the program. */
  private static String operator(JsonNode event) {
    return name(event).startsWith("aten::") ? name(event).substring("aten::".length()) : "";
  }
}
