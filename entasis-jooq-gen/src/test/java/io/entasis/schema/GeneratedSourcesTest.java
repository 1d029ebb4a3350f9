package io.entasis.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.schema.generated.Public;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checked-in types are those of the migrations, and their columns have the Java types wanted. */
class GeneratedSourcesTest {

  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final String PACKAGE = "io/entasis/schema/generated";
  private static final String REGENERATE =
      "mvn -Dfast -Pregenerate -pl entasis-jooq-gen -am compile";

  @Test
  void theCheckedInTypesAreThoseOfTheMigrations(@TempDir Path fresh) throws Exception {
    GenerationTool.generate(configuration(fresh));

    Map<String, String> expected = sources(fresh);
    Map<String, String> actual = sources(MODULE.resolve("src/main/java"));

    assertThat(actual.keySet())
        .as("generated files; to make them again: %s", REGENERATE)
        .isEqualTo(expected.keySet());
    expected.forEach((file, text) -> assertThat(actual.get(file))
        .as("%s; to make it again: %s", file, REGENERATE)
        .isEqualTo(text));
  }

  @Test
  void aMomentIsAnInstant() {
    Stream<Field<?>> columns = Public.PUBLIC.tableStream().flatMap(Table::fieldStream);

    assertThat(columns)
        .filteredOn(field -> field.getDataType().isDateTime())
        .isNotEmpty()
        .allSatisfy(field -> assertThat(field.getType()).isEqualTo(Instant.class));
  }

  private static Configuration configuration(Path target) throws IOException {
    try (InputStream in = Files.newInputStream(MODULE.resolve("jooq-codegen.xml"))) {
      Configuration configuration = GenerationTool.load(in);
      configuration.setBasedir(MODULE.toString());
      configuration.getGenerator().getTarget().setDirectory(target.toString());
      return configuration;
    }
  }

  private static Map<String, String> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(PACKAGE))) {
      return files
          .filter(Files::isRegularFile)
          .collect(Collectors.toMap(
              file -> root.relativize(file).toString(),
              GeneratedSourcesTest::text,
              (a, b) -> a,
              TreeMap::new));
    }
  }

  /** The text without a warning's name that the generator writes only on newer JDKs. */
  private static String text(Path file) {
    try {
      return Files.readString(file).replace(", \"this-escape\"", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
