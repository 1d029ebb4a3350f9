package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the guide calls by name between its blocks of code, methods, exceptions and constants, is part of the public API. */
class GuideWordsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
  private static final Pattern NAME =
      Pattern.compile("\\b[a-z]\\w*(?=\\()|\\b[A-Z]\\w+Exception\\b|\\b[A-Z]+_[A-Z_]+\\b");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Set<String> OTHERS =
      Set.of("nullif", "set_config", "ENTASIS_DATA", "FILE_OR_FOLDER");

  @TestFactory
  Stream<DynamicTest> namesAreThoseOfTheApi() throws IOException {
    Set<String> known = new TreeSet<>(OTHERS);
    for (Path source : publicSources()) {
      WORD.matcher(Files.readString(source)).results().forEach(word -> known.add(word.group()));
    }
    return Stream.concat(
            files(ROOT.resolve("docs/guide"), ".md"), Stream.of(ROOT.resolve("README.md")))
        .map(page -> DynamicTest.dynamicTest(
            page.getFileName().toString(), () -> assertThat(names(page)).isSubsetOf(known)));
  }

  private static Set<String> names(Path page) throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher span = SPAN.matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""));
    while (span.find()) {
      NAME.matcher(span.group(1)).results().forEach(name -> names.add(name.group()));
    }
    return names;
  }

  private static Stream<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    }
  }

  private static List<Path> publicSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, "entasis-*")) {
      for (Path module : modules) {
        Path main = module.resolve("src/main/java/io/entasis");
        if (Files.isDirectory(main)) {
          sources.addAll(files(main, ".java").filter(GuideWordsTest::isPublic).toList());
        }
      }
    }
    return sources;
  }

  private static boolean isPublic(Path source) {
    String path = ROOT.relativize(source).toString().replace('\\', '/');
    return !path.contains("/internal/")
        && !path.contains("/examples/")
        && !path.contains("/benchmarks/");
  }
}
