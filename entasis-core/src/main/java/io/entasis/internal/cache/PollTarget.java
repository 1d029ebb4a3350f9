package io.entasis.internal.cache;

import io.entasis.internal.change.Change;
import java.util.List;

/** What follows the change log; called by one thread. Times are those of {@link System#nanoTime()}. */
interface PollTarget {

  /** The log is followed from now on: whatever is committed after the poll that began then will be told. */
  void opened(long began);

  /**
   * Everything committed between two polls.
   *
   * @param changes the changes
   * @param complete whether there were no others
   * @param began when the later poll began
   */
  void polled(List<Change> changes, boolean complete, long began);

  /** Changes may have been missed: nothing is to be believed until the log is opened again. */
  void doubted();
}
