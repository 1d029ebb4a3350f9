package io.entasis.internal.archive.store;

import io.entasis.archive.store.ObjectStore;
import io.entasis.archive.store.StoredObject;
import io.entasis.error.NotFoundException;
import io.entasis.partition.ArchiveUnreachableException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a bucket. */
public final class S3Objects implements ObjectStore {

  private final S3Client client;
  private final S3Requests requests;
  private final S3Calls calls;
  private final S3Parts parts;
  private final S3Settings settings;

  /** In that bucket, which has to exist. Nothing is asked of it yet. */
  public S3Objects(S3Settings settings, Retries retries) {
    this.settings = settings;
    this.client = S3Connection.open(settings);
    this.requests = new S3Requests(settings);
    this.calls = new S3Calls("s3://" + settings.bucket() + "/" + settings.prefix(), retries);
    this.parts = new S3Parts(client, requests, settings.sizes(), calls);
  }

  @Override
  public void upload(String key, Path file, LongConsumer moved) {
    long bytes = size(KeyRules.key(key), file);
    Transfer transfer = new Transfer(moved);
    if (bytes > settings.sizes().part()) {
      parts.upload(key, file, bytes, transfer);
    } else {
      calls.sending(
          "writing",
          key,
          new FilePart(file, 0, bytes, transfer),
          part -> client.putObject(requests.put(key, bytes), part.body()));
    }
  }

  @Override
  public void download(String key, Path file, LongConsumer moved) {
    Transfer transfer = new Transfer(moved);
    calls.call("reading", KeyRules.key(key), transfer, () -> {
      fetch(key, file, transfer);
      return key;
    });
  }

  @Override
  public void copy(String from, String to, LongConsumer moved) {
    KeyRules.key(to);
    Transfer transfer = new Transfer(moved);
    long bytes = calls.call(
        "reading",
        KeyRules.key(from),
        transfer,
        () -> client.headObject(requests.head(from)).contentLength());
    if (bytes > settings.sizes().copy()) {
      parts.copy(from, to, bytes, transfer);
    } else {
      transfer.ask();
      calls.call(
          "copying", from, transfer, () -> client.copyObject(requests.copy(from, to, bytes)));
    }
  }

  @Override
  public void delete(String key) {
    KeyRules.key(key);
    calls.call("removing", key, () -> client.deleteObject(requests.delete(key)));
  }

  @Override
  public List<StoredObject> list(String folder) {
    KeyRules.folder(folder);
    return calls.call("listing", folder, () -> {
      List<StoredObject> objects = new ArrayList<>();
      for (S3Object object :
          client.listObjectsV2Paginator(requests.list(folder)).contents()) {
        objects.add(
            new StoredObject(requests.keyOf(object.key()), object.size(), object.lastModified()));
      }
      objects.sort(Comparator.comparing(StoredObject::key));
      return objects;
    });
  }

  @Override
  public List<URI> discardUnfinished(Instant before, Predicate<String> keys) {
    List<MultipartUpload> unfinished = calls.call(
        "listing",
        "",
        () -> client.listMultipartUploadsPaginator(requests.listParts()).uploads().stream()
            .filter(upload ->
                upload.initiated().isBefore(before) && keys.test(requests.keyOf(upload.key())))
            .toList());
    List<URI> discarded = new ArrayList<>();
    for (MultipartUpload upload : unfinished) {
      if (giveUp(upload)) {
        discarded.add(locate(requests.keyOf(upload.key())));
      }
    }
    return discarded;
  }

  private boolean giveUp(MultipartUpload upload) {
    try {
      calls.call(
          "giving up",
          requests.keyOf(upload.key()),
          () -> client.abortMultipartUpload(requests.abort(upload.key(), upload.uploadId())));
      return true;
    } catch (NotFoundException e) {
      // Somebody else was faster, or it was completed after all.
      return false;
    }
  }

  @Override
  public URI locate(String key) {
    return URI.create("s3://" + settings.bucket() + "/" + requests.name(KeyRules.key(key)));
  }

  @Override
  public void close() {
    client.close();
  }

  private void fetch(String key, Path file, Transfer moved) {
    String doing = "reading " + locate(key);
    ResponseInputStream<GetObjectResponse> stream = client.getObject(requests.get(key));
    try {
      long expected = stream.response().contentLength();
      long bytes = FileCopy.write(stream, file, moved);
      if (bytes != expected) {
        throw new ArchiveUnreachableException(
            doing + " broke off after " + bytes + " of " + expected + " bytes");
      }
      stream.close();
    } catch (IOException e) {
      stream.abort();
      throw FileErrors.translate(doing, e);
    } catch (RuntimeException e) {
      stream.abort();
      throw e;
    }
  }

  private long size(String key, Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw FileErrors.translate("writing " + locate(key), e);
    }
  }
}
