package io.entasis.conformance.failure;

import io.entasis.conformance.write.SampleTicks;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.util.List;

/** What the tests of failures store. */
final class Feed {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private Feed() {}

  /** The ticks; their month is made, so that the next COMMIT is that of a batch. */
  static List<Tick> into(TestDatabase database, int count) {
    database.execute("create table market_data_y2024m01 partition of market_data"
        + " for values from ('2024-01-01+00') to ('2024-02-01+00')");
    return SampleTicks.series(count);
  }

  /** Makes the first writes into the table fail with that SQLState. */
  static void failFirst(TestDatabase database, int writes, String state) {
    database.execute("create sequence of_writes");
    database.execute("create function fail_first() returns trigger language plpgsql as $$ begin"
        + " if nextval('of_writes') <= " + writes + " then"
        + "   raise exception 'not yet' using errcode = '" + state + "';"
        + " end if; return new; end $$");
    database.execute("create trigger fail_first before insert on market_data"
        + " for each row execute function fail_first()");
  }

  /** Makes every write wait for as long as somebody holds the advisory lock 4711. */
  static void waitForLock(TestDatabase database) {
    database.execute("create function wait_for_lock() returns trigger language plpgsql as $$ begin"
        + " perform pg_advisory_xact_lock_shared(4711); return new; end $$");
    database.execute("create trigger wait_for_lock before insert on market_data"
        + " for each row execute function wait_for_lock()");
  }
}
