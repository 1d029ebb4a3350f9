package io.entasis.internal.archive.store;

/** Does what has to be done even though the thread was interrupted, which is remembered. */
public final class Undisturbed {

  private Undisturbed() {}

  /** Does it; what it throws is added to the failure that is under way. */
  public static void clean(Throwable failure, Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
