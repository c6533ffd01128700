package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.model.KeyValueCache.PageExtents;
import org.junit.jupiter.api.Test;

class PageExtentsTest {
  @Test
  void whatWasGivenBackIsTakenAgainButNotBefore() {
    PageExtents extents = new PageExtents();
    int first = extents.take(4);
    assertThat(extents.take(4)).isNotEqualTo(first);
    extents.giveBackLater(first, 4);
    assertThat(extents.take(4)).isNotEqualTo(first);
    extents.giveBack();
    assertThat(extents.end()).isEqualTo(12);
    assertThat(extents.take(8)).isEqualTo(12);
    assertThat(extents.take(4)).isEqualTo(first);
    assertThat(extents.end()).isEqualTo(20);
  }
}
