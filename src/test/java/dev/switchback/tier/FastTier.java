package dev.switchback.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Holds the fast tier to what it says: a class without one of the tags {@link #SLOW_TAGS} fails if
 * it starts Spark or loads libtorch. Only the first in a process is noticed, and classes that ran
 * beside it fail with it: the fast tier runs side by side, before all others.
 */
public final class FastTier implements BeforeAllCallback, AfterAllCallback {
  private static final Set<String> SLOW_TAGS = Set.of("spark", "engine", "browser");

  /** Classes that are loaded when, and only when, Spark starts or libtorch is called. */
  private static final List<String> SIGNS =
      List.of("org.apache.spark.HeartbeatReceiver", "ai.djl.pytorch.jni.PyTorchLibrary");

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FastTier.class);

  /** Whether a test class is of the fast tier. */
  static boolean has(Class<?> testClass) {
    return Collections.disjoint(
        SLOW_TAGS,
        AnnotationSupport.findRepeatableAnnotations(testClass, Tag.class).stream()
            .map(Tag::value)
            .toList());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getStore(NAMESPACE).put(SIGNS, loadedSigns());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Class<?> testClass = context.getRequiredTestClass();
    if (testClass.getEnclosingClass() == null && has(testClass)) {
      assertThat(loadedSigns())
          .as(
              "%s, or a class beside it, has started Spark or loaded libtorch: give it @LocalSpark,"
                  + " @StartsSpark or @NativeEngine",
              testClass.getSimpleName())
          .isEqualTo(context.getStore(NAMESPACE).get(SIGNS));
    }
  }

  private static List<String> loadedSigns() {
    try {
      MethodHandle find =
          MethodHandles.privateLookupIn(ClassLoader.class, MethodHandles.lookup())
              .findVirtual(
                  ClassLoader.class,
                  "findLoadedClass",
                  MethodType.methodType(Class.class, String.class));
      List<String> loaded = new ArrayList<>();
      for (String sign : SIGNS) {
        if ((Class<?>) find.invoke(FastTier.class.getClassLoader(), sign) != null) {
          loaded.add(sign);
        }
      }
      return loaded;
    } catch (Throwable refused) {
      throw new AssertionError("Cannot see which classes are loaded", refused);
    }
  }
}
