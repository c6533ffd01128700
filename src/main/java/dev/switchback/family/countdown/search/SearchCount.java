package dev.switchback.family.countdown.search;

/** Counts what a search does. */
public final class SearchCount implements SearchListener {
  private int explored;

  /** Begins at 0 again. */
  public void reset() {
    explored = 0;
  }

  /** Operations tried since this object was made or reset. */
  public int explored() {
    return explored;
  }

  @Override
  public void entered(SearchPath path) {}

  @Override
  public void explored(SearchPath path) {
    explored++;
  }

  @Override
  public void generated(SearchPath path) {}

  @Override
  public void dismissed(SearchPath path) {}

  @Override
  public void judged(SearchPath path, boolean goal) {}

  @Override
  public void returned(SearchPath path) {}
}
