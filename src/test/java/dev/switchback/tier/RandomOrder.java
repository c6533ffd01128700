package dev.switchback.tier;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/**
 * Classes in random order, those of the fast tier first, and the methods of a class in random
 * order. The seed is told once, and can be given.
 */
public final class RandomOrder implements ClassOrderer, MethodOrderer {
  private static final String SEED = "junit.jupiter.execution.order.random.seed";

  private static final long OWN_SEED = System.nanoTime();

  private static boolean told;

  @Override
  public void orderClasses(ClassOrdererContext context) {
    List<? extends ClassDescriptor> classes = context.getClassDescriptors();
    classes.sort(Comparator.comparing(descriptor -> descriptor.getTestClass().getName()));
    Collections.shuffle(classes, random(context.getConfigurationParameter(SEED)));
    classes.sort(Comparator.comparing(descriptor -> !FastTier.has(descriptor.getTestClass())));
  }

  @Override
  public void orderMethods(MethodOrdererContext context) {
    List<? extends MethodDescriptor> methods = context.getMethodDescriptors();
    methods.sort(Comparator.comparing(descriptor -> descriptor.getMethod().toGenericString()));
    Collections.shuffle(methods, random(context.getConfigurationParameter(SEED)));
  }

  private static synchronized java.util.Random random(Optional<String> given) {
    long seed = given.map(Long::parseLong).orElse(OWN_SEED);
    if (!told) {
      System.out.printf("Tests run in random order; again in the same: -D%s=%d%n", SEED, seed);
      told = true;
    }
    return new java.util.Random(seed);
  }
}
