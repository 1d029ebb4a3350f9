package io.entasis.internal.lifecycle;

import io.entasis.internal.partition.PartitionGuard;
import io.entasis.partition.PartitionKey;
import java.util.Optional;

/** Gives a partition the triggers that it lacks, and enters what follows from rows that came before. */
record Guarding(Upkeep upkeep) implements StepWork {

  @Override
  public Ended take(TableForm form, PartitionKey target) {
    Optional<Part> part = upkeep.survey(form).find(target.name());
    if (part.isEmpty() || part.get().isGuarded() || part.get().isSealed()) {
      return Ended.notNeeded("nothing is to be guarded");
    }
    return upkeep.patiently("guarding " + target.name(), connection -> {
      PartitionGuard guard = new PartitionGuard(upkeep.sql(), form.name());
      guard.lockWriters(connection, target.name());
      guard.arm(connection, target.name());
      UnseenRows.enter(connection, upkeep.sql(), form, target);
      upkeep.changes().rowsCameOrWent(connection, target);
      return Ended.done("");
    });
  }
}
