package io.entasis.examples.guide;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The code in README and guide is the code of the tests in this package, word for word. */
class GuideTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SOURCES = Path.of("src/test/java/io/entasis/examples/guide");
  private static final Pattern BLOCK =
      Pattern.compile("<!-- from (\\w+)#([\\w-]+) -->\n```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ANY_JAVA = Pattern.compile("```java\n");

  @TestFactory
  Stream<DynamicTest> pagesShowCodeThatRuns() throws IOException {
    return pages()
        .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> {
          String text = Files.readString(page);
          Matcher block = BLOCK.matcher(text);
          int compared = 0;
          while (block.find()) {
            compared++;
            assertThat(block.group(3))
                .as(block.group(1) + "#" + block.group(2))
                .isEqualTo(region(block.group(1), block.group(2)));
          }
          assertThat(ANY_JAVA.matcher(text).results().count())
              .as("blocks of Java without a source")
              .isEqualTo(compared);
        }));
  }

  private static Stream<Path> pages() throws IOException {
    List<Path> guide;
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/guide"))) {
      guide = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
    return Stream.concat(Stream.of(ROOT.resolve("README.md")), guide.stream());
  }

  /** The lines between "// begin name" and "// end name", moved to the left, without those from "// hide" to "// show". */
  private static String region(String testClass, String name) throws IOException {
    List<String> lines = Files.readAllLines(SOURCES.resolve(testClass + ".java"));
    int from = position(lines, "// begin " + name) + 1;
    List<String> region = shown(lines.subList(from, position(lines, "// end " + name)));
    int indent = region.stream()
        .filter(line -> !line.isBlank())
        .mapToInt(line -> line.length() - line.stripLeading().length())
        .min()
        .orElse(0);
    return region.stream()
        .map(line -> line.isBlank() ? "\n" : line.substring(indent) + "\n")
        .collect(joining());
  }

  private static List<String> shown(List<String> lines) {
    List<String> shown = new ArrayList<>();
    boolean hidden = false;
    for (String line : lines) {
      hidden |= line.strip().equals("// hide");
      if (!hidden) {
        shown.add(line);
      }
      hidden &= !line.strip().equals("// show");
    }
    return shown;
  }

  private static int position(List<String> lines, String marker) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(marker)) {
        return i;
      }
    }
    throw new AssertionError("there is no line " + marker);
  }
}
