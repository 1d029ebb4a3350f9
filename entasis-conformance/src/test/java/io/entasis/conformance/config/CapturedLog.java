package io.entasis.conformance.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a logger says until this is closed; the console does not hear it. */
final class CapturedLog implements AutoCloseable {

  private final Logger logger;
  private final Level level;
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  private final List<Appender<ILoggingEvent>> before = new ArrayList<>();

  private CapturedLog(Logger logger) {
    this.logger = logger;
    this.level = logger.getLevel();
    logger.iteratorForAppenders().forEachRemaining(before::add);
  }

  static CapturedLog of(String name, Level level) {
    CapturedLog log = new CapturedLog((Logger) LoggerFactory.getLogger(name));
    log.logger.setLevel(level);
    log.logger.setAdditive(false);
    log.before.forEach(log.logger::detachAppender);
    log.appender.start();
    log.logger.addAppender(log.appender);
    return log;
  }

  List<ILoggingEvent> events() {
    return List.copyOf(appender.list);
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    before.forEach(logger::addAppender);
    logger.setAdditive(true);
    logger.setLevel(level);
  }
}
