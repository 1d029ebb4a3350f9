package io.entasis.internal.archive.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;

/** Objects that are too large for one request, in parts: seen only when all of them have come. */
final class S3Parts {

  private final S3Client client;
  private final S3Requests requests;
  private final S3Settings.Sizes sizes;
  private final S3Calls calls;

  S3Parts(S3Client client, S3Requests requests, S3Settings.Sizes sizes, S3Calls calls) {
    this.client = client;
    this.requests = requests;
    this.sizes = sizes;
    this.calls = calls;
  }

  /** Stores a file of that length. */
  void upload(String key, Path file, long bytes, LongConsumer moved) {
    long size = sizes.partOf(bytes);
    inParts(key, bytes, size, (upload, place) -> calls.sending(
        "writing",
        key,
        new FilePart(file, place.from(), place.length(), moved),
        part -> client
            .uploadPart(requests.part(key, upload, place.number(), place.length()), part.body())
            .eTag()));
  }

  /** Copies an object of that length within the store. */
  void copy(String from, String to, long bytes) {
    inParts(to, bytes, sizes.copy(), (upload, place) -> calls.call("copying", from, () -> {
      CopyPartResult result = client
          .uploadPartCopy(requests
              .copyPart(from, to, upload)
              .partNumber(place.number())
              .copySourceRange("bytes=" + place.from() + "-" + (place.from() + place.length() - 1))
              .build())
          .copyPartResult();
      return result.eTag();
    }));
  }

  private void inParts(
      String key, long bytes, long size, BiFunction<String, Place, String> sendPart) {
    String upload = calls.call(
        "writing", key, () -> client.createMultipartUpload(requests.startParts(key)).uploadId());
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long from = 0; from < bytes; from += size) {
        Place place = new Place(parts.size() + 1, from, Math.min(size, bytes - from));
        String tag = sendPart.apply(upload, place);
        parts.add(CompletedPart.builder().partNumber(place.number()).eTag(tag).build());
      }
      complete(key, upload, parts);
    } catch (RuntimeException e) {
      Undisturbed.clean(e, () -> calls.call(
          "giving up",
          key,
          () -> client.abortMultipartUpload(requests.abort(requests.name(key), upload))));
      throw e;
    }
  }

  private void complete(String key, String upload, List<CompletedPart> parts) {
    calls.call("writing", key, () -> client.completeMultipartUpload(request -> request
        .bucket(requests.bucket())
        .key(requests.name(key))
        .uploadId(upload)
        .multipartUpload(all -> all.parts(parts))));
  }

  private record Place(int number, long from, long length) {}
}
