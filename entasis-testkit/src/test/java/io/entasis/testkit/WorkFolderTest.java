package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

  private static final int THREADS = 4;

  /** As when two processes clean up after a third. */
  @Test
  void severalMayDeleteTheSameFolder(@TempDir Path folder) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < 20; round++) {
        Path server = filled(folder.resolve("server-" + round));
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> deleting = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          deleting.add(threads.submit(() -> {
            start.await();
            WorkFolder.delete(server);
            return true;
          }));
        }
        for (Future<?> each : deleting) {
          each.get();
        }
        assertThat(server).doesNotExist();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Path filled(Path server) throws Exception {
    for (int part = 0; part < 10; part++) {
      Path data = Files.createDirectories(server.resolve("data").resolve("base" + part));
      for (int file = 0; file < 20; file++) {
        Files.createFile(data.resolve("f" + file));
      }
    }
    return server;
  }
}
