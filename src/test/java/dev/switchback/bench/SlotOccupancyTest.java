package dev.switchback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.tier.NativeEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@NativeEngine
class SlotOccupancyTest {
  @Tag("slow")
  @Test
  void slotsAreBusyWhenLengthsDifferSixteenfold() {
    assertThat(SlotOccupancy.of(32, 512, 8, 32)).isBetween(0.9, 1.0);
  }

  @Test
  void slotsWithoutMoreToDoStandIdle() {
    assertThat(SlotOccupancy.of(32, 512, 8, 1)).isLessThan(0.7);
  }
}
