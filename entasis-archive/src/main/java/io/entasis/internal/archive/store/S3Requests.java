package io.entasis.internal.archive.store;

import io.entasis.archive.store.ChecksumMode;
import io.entasis.archive.store.S3Encryption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The requests to a bucket. */
final class S3Requests {

  /** The metadata that tells by which call an object in parts was made. */
  static final String MARK = "entasis-call";

  private final S3Settings settings;
  private final @Nullable ServerSideEncryption algorithm;
  private final @Nullable String keyId;
  private final @Nullable ChecksumAlgorithm checksum;

  S3Requests(S3Settings settings) {
    S3Encryption encryption = settings.encryption();
    this.settings = settings;
    this.algorithm = encryption.algorithm().map(ServerSideEncryption::fromValue).orElse(null);
    this.keyId = encryption.keyId().orElse(null);
    this.checksum =
        settings.checksums() == ChecksumMode.WHEN_SUPPORTED ? ChecksumAlgorithm.CRC32 : null;
  }

  PutObjectRequest put(String key, long bytes) {
    return PutObjectRequest.builder()
        .bucket(settings.bucket())
        .key(name(key))
        .serverSideEncryption(algorithm)
        .ssekmsKeyId(keyId)
        .overrideConfiguration(within(bytes))
        .build();
  }

  /** Starts an object in parts, which keeps the mark. Its parts have to come with the checksum that is named here. */
  CreateMultipartUploadRequest startParts(String key, String mark) {
    return CreateMultipartUploadRequest.builder()
        .bucket(settings.bucket())
        .key(name(key))
        .metadata(Map.of(MARK, mark))
        .checksumAlgorithm(checksum)
        .serverSideEncryption(algorithm)
        .ssekmsKeyId(keyId)
        .overrideConfiguration(within(0))
        .build();
  }

  UploadPartRequest part(String key, String upload, int number, long bytes) {
    return UploadPartRequest.builder()
        .bucket(settings.bucket())
        .key(name(key))
        .uploadId(upload)
        .partNumber(number)
        .checksumAlgorithm(checksum)
        .overrideConfiguration(within(bytes))
        .build();
  }

  CompleteMultipartUploadRequest complete(
      String key, String upload, List<CompletedPart> parts, long bytes) {
    return CompleteMultipartUploadRequest.builder()
        .bucket(settings.bucket())
        .key(name(key))
        .uploadId(upload)
        .multipartUpload(all -> all.parts(parts))
        .overrideConfiguration(within(bytes))
        .build();
  }

  AbortMultipartUploadRequest abort(String name, String upload) {
    return AbortMultipartUploadRequest.builder()
        .bucket(settings.bucket())
        .key(name)
        .uploadId(upload)
        .overrideConfiguration(within(0))
        .build();
  }

  CopyObjectRequest copy(String from, String to, long bytes) {
    return CopyObjectRequest.builder()
        .sourceBucket(settings.bucket())
        .sourceKey(name(from))
        .destinationBucket(settings.bucket())
        .destinationKey(name(to))
        .serverSideEncryption(algorithm)
        .ssekmsKeyId(keyId)
        .overrideConfiguration(within(bytes))
        .build();
  }

  UploadPartCopyRequest.Builder copyPart(String from, String to, String upload) {
    return UploadPartCopyRequest.builder()
        .sourceBucket(settings.bucket())
        .sourceKey(name(from))
        .destinationBucket(settings.bucket())
        .destinationKey(name(to))
        .uploadId(upload)
        .overrideConfiguration(within(settings.sizes().copy()));
  }

  GetObjectRequest get(String key) {
    return GetObjectRequest.builder().bucket(settings.bucket()).key(name(key)).build();
  }

  HeadObjectRequest head(String key) {
    return HeadObjectRequest.builder()
        .bucket(settings.bucket())
        .key(name(key))
        .overrideConfiguration(within(0))
        .build();
  }

  DeleteObjectRequest delete(String key) {
    return DeleteObjectRequest.builder()
        .bucket(settings.bucket())
        .key(name(key))
        .overrideConfiguration(within(0))
        .build();
  }

  ListObjectsV2Request list(String folder) {
    return ListObjectsV2Request.builder()
        .bucket(settings.bucket())
        .prefix(settings.prefix() + folder)
        .overrideConfiguration(within(0))
        .build();
  }

  ListMultipartUploadsRequest listParts() {
    return ListMultipartUploadsRequest.builder()
        .bucket(settings.bucket())
        .prefix(settings.prefix())
        .overrideConfiguration(within(0))
        .build();
  }

  /** The key as the bucket knows it. */
  String name(String key) {
    return settings.prefix() + key;
  }

  /** The key of that name in the bucket. */
  String keyOf(String name) {
    return name.substring(settings.prefix().length());
  }

  /** The JDK's connections know no limit for writing; this one closes them from outside. */
  private AwsRequestOverrideConfiguration within(long bytes) {
    Duration limit = settings.timeout().plusSeconds(bytes / settings.sizes().slowest());
    return AwsRequestOverrideConfiguration.builder()
        .apiCallAttemptTimeout(limit)
        .build();
  }
}
