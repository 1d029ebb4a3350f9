package io.entasis.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a database of their own on a real PostgreSQL, through parameters of the test method,
 * of methods before and after it, or of the constructor:
 *
 * <pre>{@code
 * @EntasisTest
 * class FeedTest {
 *
 *   @Test
 *   void storesTicks(Entasis entasis, TestDatabase database) {
 *     entasis.ticks().saveAll(feed);
 *     assertThat(database.query("select count(*) from market_data")).containsExactly("3");
 *   }
 * }
 * }</pre>
 *
 * <p>On a method it wins over the one of its class. It does not make a method a test. See {@link
 * EntasisExtension} for what can be injected and when it ends.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(EntasisExtension.class)
public @interface EntasisTest {

  /**
   * Whether commits must survive a crash of the server. By default the server is the fast one,
   * which may lose them. Durable tests share a second server. On a running server that is not
   * durable, they are skipped.
   */
  boolean durable() default false;

  /** Whether the database has the tables of Entasis, the default; otherwise it is empty. */
  boolean migrated() default true;
}
