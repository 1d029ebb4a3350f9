package io.entasis.internal.lifecycle;

import io.entasis.internal.db.Database;
import io.entasis.internal.partition.PartitionChanges;
import io.entasis.partition.Maintenance;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionPlan;

/**
 * Maintenance on PostgreSQL.
 *
 * @param database the database
 * @param changes is told of rows that come and go with partitions
 * @param policy what is kept
 */
record PgMaintenance(Database database, PartitionChanges changes, MaintenancePolicy policy)
    implements Maintenance {

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

  private MaintenanceReport run(PartitionPlan plan, MaintenanceListener listener) {
    try (MaintenanceSession session = MaintenanceSession.open(database, policy.lockTimeout())) {
      return new PlanRun(new Upkeep(database, session, policy, listener, changes)).run(plan);
    }
  }
}
