package io.entasis.error;

/** The tables in the database are not those that this version works with. Fix the setup: the message says how. */
public final class SchemaException extends EntasisException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the schema. */
  public enum Problem {
    /** The tables are not there at all; migrating makes them. */
    MISSING,
    /** Migrations of this version are still to be run; migrating brings the database up to date. */
    BEHIND,
    /** A newer version has migrated the database; use that version. */
    AHEAD,
    /** Tables with these names were made by something else, or a migration was altered; use another schema. */
    FOREIGN
  }

  private final Problem problem;

  /** With the kind of problem and the message that names it. */
  public SchemaException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** With the kind of problem, the message that names it, and its cause. */
  public SchemaException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** The kind of problem. */
  public Problem problem() {
    return problem;
  }
}
