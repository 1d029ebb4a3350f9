package io.entasis.internal.archive.store;

import io.entasis.error.NotFoundException;
import io.entasis.partition.ArchiveUnreachableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

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
  void upload(String key, Path file, long bytes, Transfer transfer) {
    inParts(
        new Whole(key, bytes, sizes.partOf(bytes), transfer),
        (upload, place) -> calls.sending(
            "writing",
            key,
            new FilePart(file, place.from(), place.length(), transfer),
            part -> place.sent(client.uploadPart(
                requests.part(key, upload, place.number(), place.length()), part.body()))));
  }

  /** Copies an object of that length within the store. */
  void copy(String from, String to, long bytes, Transfer transfer) {
    inParts(
        new Whole(to, bytes, sizes.copy(), transfer),
        (upload, place) -> calls.call(
            "copying",
            from,
            transfer,
            () -> place.copied(client
                .uploadPartCopy(requests
                    .copyPart(from, to, upload)
                    .partNumber(place.number())
                    .copySourceRange(place.range())
                    .build())
                .copyPartResult())));
  }

  private void inParts(Whole whole, BiFunction<String, Place, CompletedPart> sendPart) {
    String mark = UUID.randomUUID().toString();
    String upload = calls.call(
        "writing",
        whole.key(),
        whole.transfer(),
        () ->
            client.createMultipartUpload(requests.startParts(whole.key(), mark)).uploadId());
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (Place place : whole.places()) {
        parts.add(sendPart.apply(upload, place));
        whole.transfer().accept(place.end());
      }
      complete(whole, upload, mark, parts);
    } catch (RuntimeException e) {
      Undisturbed.clean(e, () -> abort(whole, upload));
      throw e;
    }
  }

  /** A store that has completed an object, and whose answer was lost, knows nothing of its parts when it is asked again. */
  private void complete(Whole whole, String upload, String mark, List<CompletedPart> parts) {
    try {
      calls.call(
          "writing",
          whole.key(),
          whole.transfer(),
          () -> client.completeMultipartUpload(
              requests.complete(whole.key(), upload, parts, whole.bytes())));
    } catch (NotFoundException e) {
      if (!isMade(whole, mark)) {
        throw new ArchiveUnreachableException(
            "the parts of " + whole.key() + " were given up by somebody else", e);
      }
    }
  }

  private boolean isMade(Whole whole, String mark) {
    try {
      return mark.equals(calls.call(
          "reading",
          whole.key(),
          whole.transfer(),
          () -> client
              .headObject(requests.head(whole.key()))
              .metadata()
              .getOrDefault(S3Requests.MARK, "")));
    } catch (NotFoundException e) {
      return false;
    }
  }

  private void abort(Whole whole, String upload) {
    calls.call(
        "giving up",
        whole.key(),
        () -> client.abortMultipartUpload(requests.abort(requests.name(whole.key()), upload)));
  }

  private record Whole(String key, long bytes, long size, Transfer transfer) {

    List<Place> places() {
      List<Place> places = new ArrayList<>();
      for (long from = 0; from < bytes; from += size) {
        places.add(new Place(places.size() + 1, from, Math.min(size, bytes - from)));
      }
      return places;
    }
  }

  private record Place(int number, long from, long length) {

    long end() {
      return from + length;
    }

    String range() {
      return "bytes=" + from + "-" + (end() - 1);
    }

    CompletedPart sent(UploadPartResponse answer) {
      return part(answer.eTag()).checksumCRC32(answer.checksumCRC32()).build();
    }

    CompletedPart copied(CopyPartResult answer) {
      return part(answer.eTag()).checksumCRC32(answer.checksumCRC32()).build();
    }

    private CompletedPart.Builder part(String tag) {
      return CompletedPart.builder().partNumber(number).eTag(tag);
    }
  }
}
