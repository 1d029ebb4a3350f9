package io.entasis.archive.store;

/** Whether checksums travel with what goes to and comes from S3. Whatever is chosen, the archive reads back what it stored. */
public enum ChecksumMode {
  /** Wherever S3 knows how. Amazon's own store does; others may refuse such requests. */
  WHEN_SUPPORTED,
  /** Only where S3 insists, as older and many other stores need it. */
  WHEN_REQUIRED
}
