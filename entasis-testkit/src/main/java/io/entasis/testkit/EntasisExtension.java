package io.entasis.testkit;

import io.entasis.Entasis;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Injects an open {@link Entasis}, the {@link TestDatabase} it works on, and the {@link
 * TestServer}; registered by {@link EntasisTest}.
 *
 * <p>The database is new for each test. When the test has ended, with all of its after-methods, the
 * Entasis is closed, the test fails if a connection of the database is still open, and the database
 * is dropped. The Entasis borrows from {@link TestDatabase#dataSource()}, so that its connections
 * count too.
 *
 * <p>What is injected before a test exists, into {@code @BeforeAll} or into the constructor of an
 * instance that serves a whole class, is shared by the tests of the class and ends with it.
 *
 * <p>Servers start when the first test needs them and stop after the last test of the process.
 * Tests may run concurrently; those that restart or kill the server must not.
 */
public final class EntasisExtension implements ParameterResolver, ExecutionCondition {

  private static final Namespace NAMESPACE = Namespace.create(EntasisExtension.class);
  private static final Set<Class<?>> TYPES =
      Set.of(Entasis.class, TestDatabase.class, TestServer.class);

  /** What a test asks for. */
  private record Wish(boolean durable, boolean migrated) {

    static Wish of(ExtensionContext context) {
      return context
          .getElement()
          .flatMap(element -> AnnotationSupport.findAnnotation(element, EntasisTest.class))
          .or(() -> AnnotationSupport.findAnnotation(
              context.getRequiredTestClass(), EntasisTest.class, context.getEnclosingTestClasses()))
          .map(test -> new Wish(test.durable(), test.migrated()))
          .orElse(new Wish(false, true));
    }
  }

  /** Registered by name: {@code @ExtendWith(EntasisExtension.class)}, or by {@link EntasisTest}. */
  public EntasisExtension() {}

  /** The test, also for its constructor. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(
      ExtensionContext rootContext) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /** Skips durable tests on a running server that is not durable. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Wish wish = Wish.of(context);
    if (wish.durable()
        && ServerChoice.ofProcess().isShared()
        && !server(context, wish).isDurable()) {
      return ConditionEvaluationResult.disabled("the server may lose what it has committed");
    }
    return ConditionEvaluationResult.enabled("the server is as it must be");
  }

  /**
   * Whether the parameter is an {@link Entasis}, a {@link TestDatabase} or a {@link TestServer}.
   */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  /** Starts what is needed for it. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Wish wish = Wish.of(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == TestServer.class) {
      return server(context, wish);
    }
    Workbench workbench = workbench(context, wish);
    return type == Entasis.class ? workbench.entasis() : workbench.database();
  }

  private static Workbench workbench(ExtensionContext context, Wish wish) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            wish, key -> new Workbench(database(server(context, wish), wish)), Workbench.class);
  }

  private static TestDatabase database(TestServer server, Wish wish) {
    return wish.migrated() ? server.createDatabase() : server.createEmptyDatabase();
  }

  private static TestServer server(ExtensionContext context, Wish wish) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(
            wish.durable(),
            durable -> TestServer.start(ServerChoice.ofProcess(), durable),
            TestServer.class);
  }
}
