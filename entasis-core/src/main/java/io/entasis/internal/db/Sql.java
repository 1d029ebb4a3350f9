package io.entasis.internal.db;

import io.entasis.schema.generated.Public;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** Writes SQL for the tables of one schema. Immutable. */
public final class Sql {

  static {
    quiet("org.jooq.no-logo");
    quiet("org.jooq.no-tips");
  }

  private final String schema;
  private final DSLContext dsl;

  /** For the tables in that schema. */
  public Sql(String schema) {
    this.schema = schema;
    Settings settings = new Settings()
        .withExecuteLogging(false)
        .withRenderMapping(new RenderMapping()
            .withSchemata(
                new MappedSchema().withInput(Public.PUBLIC.getName()).withOutput(schema)));
    this.dsl = DSL.using(SQLDialect.POSTGRES, settings);
  }

  /** The schema of the tables. */
  public String schema() {
    return schema;
  }

  /** Writes statements; it has no connection. */
  public DSLContext dsl() {
    return dsl;
  }

  /** The statement with its values written into it, for commands that take no parameters. */
  public String inlined(Query query) {
    return dsl.renderInlined(query);
  }

  /** The quoted name of something in the schema. */
  public String name(String name) {
    return dsl.render(DSL.name(schema, name));
  }

  /** The quoted name alone, where the schema is not to be named. */
  public String quoted(String name) {
    return dsl.render(DSL.name(name));
  }

  /** The text as a literal. */
  public String literal(String text) {
    return dsl.renderInlined(DSL.inline(text));
  }

  private static void quiet(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, "true");
    }
  }
}
