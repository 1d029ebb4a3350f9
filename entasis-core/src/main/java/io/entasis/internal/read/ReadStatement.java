package io.entasis.internal.read;

/**
 * A query without parameters, as COPY wants it.
 *
 * @param sql the query
 * @param settings statements that set what the planner should know for this query alone; may be empty
 */
public record ReadStatement(String sql, String settings) {

  /**
   * An index delivers the order already. The planner, which prices every page as a seek, would rather sort, and so keep a stream
   * waiting for its first row while the whole answer goes through temporary files.
   */
  private static final String BY_INDEX = "set local enable_sort = off";

  private static final String WITHOUT_TIME_LIMIT = "set local statement_timeout = 0";

  /** A query for the planner to plan as it likes. */
  public static ReadStatement of(String sql) {
    return new ReadStatement(sql, "");
  }

  /** A query whose order an index delivers. */
  public static ReadStatement orderedByIndex(String sql) {
    return new ReadStatement(sql, BY_INDEX);
  }

  /** The same query, to be read at the pace of whoever reads it. */
  ReadStatement withoutTimeLimit() {
    return new ReadStatement(
        sql, settings.isEmpty() ? WITHOUT_TIME_LIMIT : settings + "; " + WITHOUT_TIME_LIMIT);
  }
}
