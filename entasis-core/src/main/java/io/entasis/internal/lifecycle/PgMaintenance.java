package io.entasis.internal.lifecycle;

import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.EntasisException;
import io.entasis.internal.db.Database;
import io.entasis.internal.partition.PartitionChanges;
import io.entasis.internal.partition.PartitionRecords;
import io.entasis.partition.Maintenance;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maintenance on PostgreSQL.
 *
 * @param database the database
 * @param changes is told of rows that come and go with partitions
 * @param policy what is kept
 * @param abandoned removes what loads have left whose process died; as long as it is there, bars of its time are not refreshed
 */
record PgMaintenance(
    Database database, PartitionChanges changes, MaintenancePolicy policy, Runnable abandoned)
    implements Maintenance {

  private static final Logger LOG = LoggerFactory.getLogger(PgMaintenance.class);

  @Override
  public PartitionPlan preview() {
    PartitionRecords records = new PartitionRecords(database.sql(), database.clock());
    return new PartitionPlan(
        database
            .sessions()
            .with(
                "planning maintenance",
                connection -> new Planner(connection, records, policy).steps()),
        this::run);
  }

  /** Before our own connection is taken, for it may be the only one. */
  private void removeAbandoned() {
    try {
      abandoned.run();
    } catch (DatabaseUnavailableException e) {
      throw e;
    } catch (EntasisException e) {
      LOG.warn("What abandoned loads have left could not be removed: {}", e.getMessage());
      LOG.debug("The failure", e);
    }
  }

  private MaintenanceReport run(PartitionPlan plan, MaintenanceListener listener) {
    removeAbandoned();
    try (MaintenanceSession session = MaintenanceSession.open(database, policy.lockTimeout())) {
      return new PlanRun(new Upkeep(database, session, policy, listener, changes)).run(plan);
    }
  }
}
