package io.entasis.archive.store;

import java.util.Optional;

/**
 * How S3 encrypts what it stores.
 *
 * @param algorithm the algorithm, in the words of S3; empty leaves it to the bucket
 * @param keyId the key of the key service; empty for a key of S3's own
 */
public record S3Encryption(Optional<String> algorithm, Optional<String> keyId) {

  /** As the bucket has it. */
  public static S3Encryption ofBucket() {
    return new S3Encryption(Optional.empty(), Optional.empty());
  }

  /** With keys that S3 keeps (SSE-S3, AES256). */
  public static S3Encryption managed() {
    return new S3Encryption(Optional.of("AES256"), Optional.empty());
  }

  /** With that key of the key service (SSE-KMS). */
  public static S3Encryption kms(String keyId) {
    return new S3Encryption(Optional.of("aws:kms"), Optional.of(keyId));
  }
}
