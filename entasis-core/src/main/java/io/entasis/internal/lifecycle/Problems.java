package io.entasis.internal.lifecycle;

import io.entasis.internal.lifecycle.Part.Tie;
import io.entasis.partition.PartitionProblem;
import io.entasis.partition.PartitionProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is not as it should be. */
final class Problems {

  private final TableSurvey survey;

  private Problems(TableSurvey survey) {
    this.survey = survey;
  }

  static List<PartitionProblem> of(TableSurvey survey) {
    Problems problems = new Problems(survey);
    List<PartitionProblem> found = new ArrayList<>();
    for (Part part : survey.parts()) {
      problems.of(part).ifPresent(found::add);
      problems.unguarded(part).ifPresent(found::add);
    }
    return found;
  }

  private Optional<PartitionProblem> of(Part part) {
    return switch (part.tie()) {
      case ATTACHED -> survey.isRegular(part) ? Optional.empty() : Optional.of(strange(part));
      case DEFAULT ->
        problem(
            Kind.DEFAULT,
            part,
            "a default partition keeps partitions from being detached without locking readers out, and from being made for rows that it holds");
      case HALF_DETACHED ->
        problem(Kind.HALF_DETACHED, part, "a detach ended half-way; its rows show no more");
      case LOOSE ->
        survey.isKnown(part)
            ? Optional.empty()
            : problem(
                Kind.STRAY,
                part,
                "it is named as a partition, but is attached nowhere and not known");
    };
  }

  private Optional<PartitionProblem> unguarded(Part part) {
    return part.tie() != Tie.LOOSE && !part.isSealed() && !part.isGuarded()
        ? problem(
            Kind.UNGUARDED, part, "it lacks triggers of its table, so its changes go unnoticed")
        : Optional.empty();
  }

  /** One that is named as ours are, but holds something else. */
  private PartitionProblem strange(Part part) {
    boolean named =
        part.name().matches(survey.form().name() + "_y\\d{4}(m\\d{2}(d\\d{2})?|w\\d{2})");
    return new PartitionProblem(
        named ? Kind.MISALIGNED : Kind.FOREIGN,
        part.name(),
        "it holds " + part.range() + ", where "
            + survey.layout().at(part.range().from()) + " would be");
  }

  private static Optional<PartitionProblem> problem(Kind kind, Part part, String detail) {
    return Optional.of(new PartitionProblem(kind, part.name(), detail));
  }
}
