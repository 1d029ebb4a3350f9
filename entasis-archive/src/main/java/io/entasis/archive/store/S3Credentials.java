package io.entasis.archive.store;

import java.util.Optional;

/**
 * A key pair for S3.
 *
 * @param accessKey the public half
 * @param secretKey the secret half; shown nowhere
 * @param sessionToken the token that temporary credentials have; shown nowhere
 */
public record S3Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {

  /** Lasting credentials. */
  public static S3Credentials of(String accessKey, String secretKey) {
    return new S3Credentials(accessKey, secretKey, Optional.empty());
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "S3Credentials[accessKey=" + accessKey + "]";
  }
}
