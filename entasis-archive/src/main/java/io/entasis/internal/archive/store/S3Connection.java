package io.entasis.internal.archive.store;

import io.entasis.archive.store.ChecksumMode;
import io.entasis.archive.store.S3Credentials;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the client of a bucket. */
final class S3Connection {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private S3Connection() {}

  static S3Client open(S3Settings settings) {
    boolean always = settings.checksums() == ChecksumMode.WHEN_SUPPORTED;
    S3ClientBuilder builder = S3Client.builder()
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials(settings))
        .forcePathStyle(settings.pathStyle())
        .requestChecksumCalculation(
            always
                ? RequestChecksumCalculation.WHEN_SUPPORTED
                : RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(
            always
                ? ResponseChecksumValidation.WHEN_SUPPORTED
                : ResponseChecksumValidation.WHEN_REQUIRED)
        .httpClientBuilder(UrlConnectionHttpClient.builder()
            .connectionTimeout(shorter(CONNECT, settings.timeout()))
            .socketTimeout(settings.timeout()))
        // The store tries again itself, and knows what it may repeat.
        .overrideConfiguration(
            override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Settings settings) {
    return settings
        .credentials()
        .<AwsCredentialsProvider>map(given -> () -> translate(given))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private static AwsCredentials translate(Supplier<S3Credentials> given) {
    S3Credentials pair = given.get();
    return pair.sessionToken()
        .<AwsCredentials>map(
            token -> AwsSessionCredentials.create(pair.accessKey(), pair.secretKey(), token))
        .orElseGet(() -> AwsBasicCredentials.create(pair.accessKey(), pair.secretKey()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
