package io.entasis.internal.archive.store;

import io.entasis.error.AccessDeniedException;
import io.entasis.error.EntasisException;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.error.NotFoundException;
import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.ArchiveUnreachableException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** What failures of S3 mean for the caller. */
final class S3Errors {

  private static final int SERVER_FAILED = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  private S3Errors() {}

  /** The exception for a failure while doing something, for example {@code writing s3://bucket/x}. */
  static EntasisException translate(String doing, SdkException failure) {
    if (failure instanceof AwsServiceException answer) {
      return answered(doing, answer);
    }
    if (failure instanceof AbortedException || Thread.currentThread().isInterrupted()) {
      return new ArchiveCancelledException(doing + " was interrupted");
    }
    return lacksCredentials(failure)
        ? new AccessDeniedException(doing + " failed: no credentials were found", failure)
        : new ArchiveUnreachableException(doing + " failed: no answer", failure);
  }

  private static EntasisException answered(String doing, AwsServiceException answer) {
    String what = doing + " failed: the store says " + answer.statusCode() + code(answer);
    if (answer instanceof NoSuchBucketException || code(answer).contains("NoSuchBucket")) {
      return new InvalidConfigurationException(List.of(what), answer);
    }
    int status = answer.statusCode();
    if (status == HttpURLConnection.HTTP_NOT_FOUND) {
      return new NotFoundException(what);
    }
    if (status == HttpURLConnection.HTTP_FORBIDDEN
        || status == HttpURLConnection.HTTP_UNAUTHORIZED) {
      return new AccessDeniedException(what, answer);
    }
    return isPassing(answer)
        ? new ArchiveUnreachableException(what, answer)
        : new InvalidConfigurationException(List.of(what), answer);
  }

  private static boolean isPassing(AwsServiceException answer) {
    int status = answer.statusCode();
    return status >= SERVER_FAILED
        || status == TOO_MANY_REQUESTS
        || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT
        || status == HttpURLConnection.HTTP_CONFLICT
        || status == HttpURLConnection.HTTP_PRECON_FAILED
        // A part that came damaged, or an answer of success that holds a failure.
        || status < HttpURLConnection.HTTP_MULT_CHOICE
        || List.of(" BadDigest", " RequestTimeout", " IncompleteBody", " SlowDown")
            .contains(code(answer));
  }

  private static String code(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .map(code -> " " + code)
        .orElse("");
  }

  private static boolean lacksCredentials(SdkException failure) {
    return String.valueOf(failure.getMessage())
        .toLowerCase(Locale.ROOT)
        .contains("unable to load credentials");
  }
}
