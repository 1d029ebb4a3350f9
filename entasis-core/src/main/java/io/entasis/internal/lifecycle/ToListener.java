package io.entasis.internal.lifecycle;

import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveProgress;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenanceStep;

/**
 * Hands the progress of an archive on to who follows the maintenance.
 *
 * @param listener who follows it
 * @param step the step that the archive works for
 */
record ToListener(MaintenanceListener listener, MaintenanceStep step) implements ArchiveMonitor {

  @Override
  public void onProgress(ArchiveProgress progress) {
    listener.archiving(step, progress);
  }

  @Override
  public boolean isCancelled() {
    return listener.isCancelled();
  }
}
