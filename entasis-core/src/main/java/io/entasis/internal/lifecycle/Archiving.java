package io.entasis.internal.lifecycle;

import io.entasis.error.NotFoundException;
import io.entasis.internal.db.Lease;
import io.entasis.internal.lifecycle.PartitionContent.HashedRows;
import io.entasis.internal.partition.PartitionRecord;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ArchivedCopy;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Archives a partition whose rows change no more, and notes it once the archive was found to hold the same rows. */
record Archiving(Upkeep upkeep, MaintenanceStep step) implements StepWork {

  private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);

  @Override
  public Ended take(TableForm form, PartitionKey target) {
    Optional<PartitionArchive> archive = upkeep.policy().archive();
    if (archive.isEmpty()) {
      return Ended.leftOut("the policy names no archive");
    }
    TableSurvey survey = upkeep.survey(form);
    Optional<Part> part = survey.find(target.name());
    if (part.isEmpty() || survey.state(part.get()) == PartitionState.DROPPED) {
      return Ended.notNeeded("it is not there");
    }
    if (survey.record(target.name()).flatMap(PartitionRecord::archive).isPresent()) {
      return Ended.notNeeded("it is archived");
    }
    if (!part.get().isSealed()) {
      return Ended.leftOut("it is not sealed");
    }
    Optional<String> difference = upkeep
        .session()
        .outside(
            "looking at " + target.name(),
            connection -> StoredColumns.difference(connection, upkeep.sql(), form, target.name()));
    if (difference.isPresent()) {
      return Ended.leftOut(difference.get());
    }
    ArchiveEntry entry = kept(archive.get(), form, target)
        .orElseGet(() -> store(archive.get(), form, part.get(), target));
    ArchivedCopy copy =
        new ArchivedCopy(entry.content(), entry.file().location(), entry.verifiedAt());
    upkeep.patiently("noting an archive", connection -> {
      upkeep.records().archived(connection, target, copy);
      return true;
    });
    return Ended.done(entry.rows() + " rows, " + entry.bytes() + " bytes");
  }

  /** An entry of these very rows, from a run that died before it could note it. Beside a damaged one a new one is stored. */
  private Optional<ArchiveEntry> kept(
      PartitionArchive archive, TableForm form, PartitionKey target) {
    try {
      Optional<ArchiveEntry> entry = archive.find(target.table(), target.name());
      if (entry.isEmpty() || !entry.get().content().equals(digest(form, target))) {
        return Optional.empty();
      }
      archive.verify(entry.get(), monitor());
      return entry;
    } catch (ArchiveCorruptException | NotFoundException e) {
      LOG.warn("{} is archived anew: {}", target.name(), e.getMessage());
      return Optional.empty();
    }
  }

  private ContentDigest digest(TableForm form, PartitionKey target) {
    return new PartitionContent(upkeep.sql(), form, target.name())
        .digest(upkeep.session().begin("reading " + target.name()), upkeep.listener()::isCancelled);
  }

  private ArchiveEntry store(
      PartitionArchive archive, TableForm form, Part part, PartitionKey target) {
    ArchiveRequest request =
        ArchiveRequest.of(target, schemaVersion()).expecting(part.storage().estimatedRows());
    Lease lease = upkeep.session().begin("reading " + target.name());
    try (HashedRows rows = new PartitionContent(upkeep.sql(), form, target.name()).sorted(lease)) {
      ArchiveEntry entry = archive.store(request, rows, monitor());
      ContentDigest sent = rows.digest();
      if (!entry.content().equals(sent)) {
        throw new ArchiveCorruptException(
            "the archive of " + target.name(), List.of(entry.content() + " instead of " + sent));
      }
      return entry;
    }
  }

  private ArchiveMonitor monitor() {
    return new ToListener(upkeep.listener(), step);
  }

  private String schemaVersion() {
    return upkeep.session().outside("reading the schema", this::schemaVersion);
  }

  private String schemaVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select version from "
            + upkeep.sql().name("entasis_schema_history")
            + " where success and version is not null order by installed_rank desc limit 1")) {
      return row.next() ? row.getString(1) : "0";
    }
  }
}
