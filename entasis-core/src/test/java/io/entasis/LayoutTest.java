package io.entasis;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The layout of the code: who may know whom, and what may show. */
class LayoutTest {

  private static final JavaClasses CODE = code();

  private static final String ROOT = "io.entasis";
  private static final String INTERNAL = "io.entasis.internal..";
  private static final String FIXTURE = "io.entasis.fixture..";
  private static final String QUERY = "io.entasis.query..";
  private static final String[] NOUNS = {
    "io.entasis.tick..",
    "io.entasis.bar..",
    "io.entasis.rollup..",
    "io.entasis.option..",
    "io.entasis.prediction..",
    "io.entasis.portfolio.."
  };
  private static final String[] CAPABILITIES = {
    "io.entasis.ingest..",
    "io.entasis.schema",
    "io.entasis.partition..",
    "io.entasis.cache..",
    "io.entasis.health.."
  };
  private static final String[] GROUND = {
    "io.entasis.market..", "io.entasis.calendar..", "io.entasis.error.."
  };

  /** JDBC is what java.sql and javax.sql hold, but for the DataSource that an app hands in. */
  private static final DescribedPredicate<JavaClass> JDBC = DescribedPredicate.describe(
      "JDBC other than DataSource",
      type -> (type.getPackageName().startsWith("java.sql")
              || type.getPackageName().startsWith("javax.sql"))
          && !type.isEquivalentTo(DataSource.class));

  private static final DescribedPredicate<JavaClass> DRIVERS = resideInAnyPackage(
      "org.jooq..",
      "com.zaxxer..",
      "org.flywaydb..",
      "org.postgresql..",
      "com.github.benmanes..",
      "io.entasis.schema.generated..");

  @Test
  void theGroundKnowsNothingAbove() {
    checkLooksOnlyAt(GROUND, GROUND);
  }

  @Test
  void queriesKnowTheGround() {
    checkLooksOnlyAt(new String[] {QUERY}, GROUND, new String[] {QUERY});
  }

  @Test
  void capabilitiesKnowQueriesAndTheGround() {
    checkLooksOnlyAt(CAPABILITIES, GROUND, new String[] {QUERY}, CAPABILITIES);
  }

  @Test
  void nounsKnowCapabilitiesAndWhatIsBelow() {
    checkLooksOnlyAt(NOUNS, GROUND, new String[] {QUERY}, CAPABILITIES, NOUNS);
  }

  @Test
  void theFixturesKnowNounsAndWhatIsBelow() {
    checkLooksOnlyAt(
        new String[] {FIXTURE}, GROUND, new String[] {QUERY}, CAPABILITIES, NOUNS, new String[] {
          FIXTURE
        });
  }

  @Test
  void nothingLooksUpAtTheFrontDoor() {
    check(noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT));
  }

  @Test
  void onlyTheFrontDoorKnowsTheInternals() {
    check(noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, INTERNAL)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(INTERNAL));
    check(noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat(resideInAPackage("io.entasis.internal.(*)..")));
  }

  @Test
  void everyPackageHasItsPlaceInTheLayers() {
    DescribedPredicate<JavaClass> known = resideInAnyPackage(NOUNS)
        .or(resideInAnyPackage(CAPABILITIES))
        .or(resideInAnyPackage(GROUND))
        .or(resideInAnyPackage(ROOT, INTERNAL, FIXTURE, QUERY));
    check(classes().should(ArchCondition.from(known)));
  }

  @Test
  void noPackagesFormACircle() {
    check(slices().matching("io.entasis.(*)..").should().beFreeOfCycles());
    check(slices().matching("io.entasis.(**)").should().beFreeOfCycles());
    check(slices().matching("io.entasis.internal.(**)").should().beFreeOfCycles());
  }

  @Test
  void whatTalksToTheDatabaseStaysInside() {
    check(noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL)
        .should()
        .dependOnClassesThat(DRIVERS.or(JDBC)));
  }

  /** Implied by the rule above as long as that holds without exceptions; the signatures are the promise. */
  @Test
  void thePublicSignaturesNameNoTypeOfTheDatabaseLibraries() {
    check(classes()
        .that()
        .resideOutsideOfPackage(INTERNAL)
        .and()
        .arePublic()
        .should(nameInSignatures(DRIVERS.or(JDBC).or(resideInAPackage(INTERNAL)))));
  }

  @Test
  void namesSayWhatAClassDoes() {
    check(noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|DAO|Dao)"));
    check(noClasses().should().haveNameMatching(".*\\.(Abstract|Default)[A-Z].*"));
  }

  @Test
  void nothingStaticCanChange() {
    check(fields().that().areStatic().should().beFinal().allowEmptyShould(true));
    check(fields()
        .that()
        .areStatic()
        .and()
        .arePublic()
        .should(ArchCondition.from(DescribedPredicate.describe(
            "be no array", field -> !field.getRawType().isArray()))));
  }

  @Test
  void fieldsAreNotPublic() {
    check(fields().that().areNotStatic().should().notBePublic().allowEmptyShould(true));
  }

  @Test
  void theConsoleIsNotForALibrary() {
    check(noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err"));
  }

  private static void checkLooksOnlyAt(String[] layer, String[]... allowed) {
    DescribedPredicate<JavaClass> below =
        DescribedPredicate.describe("something else", type -> false);
    for (String[] packages : allowed) {
      below = below.or(resideInAnyPackage(packages));
    }
    check(noClasses()
        .that()
        .resideInAnyPackage(layer)
        .should()
        .dependOnClassesThat(resideInAPackage("io.entasis..").and(DescribedPredicate.not(below)))
        .allowEmptyShould(true));
  }

  private static ArchCondition<JavaClass> nameInSignatures(DescribedPredicate<JavaClass> types) {
    return new ArchCondition<>("not name types of the database libraries in public signatures") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMembers().stream()
            .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED))
            .forEach(member -> involved(member).stream()
                .filter(types)
                .forEach(bad -> events.add(SimpleConditionEvent.violated(
                    member, member.getFullName() + " names " + bad.getName()))));
        type.getAllRawInterfaces().stream()
            .filter(types)
            .forEach(bad -> events.add(
                SimpleConditionEvent.violated(type, type.getName() + " is a " + bad.getName())));
      }
    };
  }

  private static Set<JavaClass> involved(JavaMember member) {
    return member.getAllInvolvedRawTypes();
  }

  private static void check(ArchRule rule) {
    rule.check(CODE);
  }

  /** The compiled classes of this module alone: generated types of another one form circles of their own. */
  private static JavaClasses code() {
    try {
      return new ClassFileImporter()
          .importPath(Path.of(
              Entasis.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
