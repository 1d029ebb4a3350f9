package io.entasis.archive;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who may know whom in this module. */
class ArchiveLayoutTest {

  private static final JavaClasses CODE = code();
  private static final String INTERNAL = "io.entasis.internal.archive..";

  @Test
  void librariesOfFormatsAndStoresStayInside() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache..", "software.amazon..", "com.github.luben..", "org.slf4j..")
        .check(CODE);
  }

  @Test
  void parquetAndStoresDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.entasis.internal.archive.parquet..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.entasis.internal.archive.store..", "io.entasis.archive..")
        .check(CODE);
    noClasses()
        .that()
        .resideInAPackage("io.entasis.internal.archive.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.entasis.internal.archive.parquet..", "io.entasis.archive")
        .check(CODE);
  }

  @Test
  void onlyThePublicSideOfTheCoreIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.entasis.internal..").and(resideOutsideOfPackage(INTERNAL)))
        .check(CODE);
  }

  @Test
  void noPackagesFormACircle() {
    slices().matching("io.entasis.(**)").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void namesSayWhatAClassDoes() {
    noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)").check(CODE);
    noClasses().should().haveNameMatching(".*\\.(Abstract|Default)[A-Z].*").check(CODE);
  }

  @Test
  void nothingStaticCanChangeAndNoFieldShows() {
    fields().that().areStatic().should().beFinal().check(CODE);
    fields().that().areNotStatic().should().notBePublic().check(CODE);
  }

  @Test
  void thePublicPackagesAreTheTwo() {
    classes()
        .that()
        .resideOutsideOfPackage(INTERNAL)
        .should()
        .resideInAnyPackage("io.entasis.archive", "io.entasis.archive.store")
        .check(CODE);
  }

  private static JavaClasses code() {
    try {
      return new ClassFileImporter()
          .importPath(Path.of(ParquetArchive.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
