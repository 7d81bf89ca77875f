package io.purplemcp.operator.reconcile;

import io.purplemcp.operator.aws.CallHistory;
import io.purplemcp.operator.aws.CallHistory.By;
import io.purplemcp.operator.aws.CallHistory.Question;
import io.purplemcp.operator.aws.CallHistory.Recorded;
import io.purplemcp.operator.aws.Failure;
import io.purplemcp.operator.aws.FailureClass;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.resource.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Finds out who made the drift of a target's deployments, where the account's history of calls can
 * be read. Asks little, never holds an alert up, and says nothing that it does not know.
 */
final class Attribution {
  /** Lookups in one pass over the target: AWS allows two a second to the whole account. */
  static final int LOOKUPS = 4;

  /** How long a refusal is believed. */
  private static final Duration REFUSED = Duration.ofHours(1);

  /** Times are recorded in whole seconds, and a pass takes some to read everything. */
  private static final Duration BEFORE = Duration.ofSeconds(1);

  private static final Duration AFTER = Duration.ofSeconds(5);

  private final boolean enabled;
  private final Map<Question, List<Recorded>> answers = new HashMap<>();
  private Instant refusedUntil = Instant.MIN;
  private boolean told;
  private int left;

  Attribution(boolean enabled) {
    this.enabled = enabled;
  }

  /** A new pass begins. */
  synchronized void refill() {
    left = LOOKUPS;
    answers.clear();
  }

  /** Opens the question; it is asked by {@link #pursue}. */
  Optional<Inquiry> inquiry(
      DriftLedger.Open drift, Optional<Trace> trace, Instant lastGood, Instant now) {
    return enabled
        ? trace.map(known -> new Inquiry(drift, known, lastGood.minus(BEFORE), now))
        : Optional.empty();
  }

  /** Asks what is due, tells what is answered, and forgets what has been open for too long. */
  synchronized void pursue(List<Inquiry> open, Session session, Narrator narrator, Instant now) {
    for (Iterator<Inquiry> each = open.iterator(); each.hasNext(); ) {
      Inquiry inquiry = each.next();
      if (inquiry.over(now)) {
        each.remove();
      } else if (inquiry.due(now) && left > 0 && !refusedUntil.isAfter(now)) {
        Optional<Recorded> found = ask(inquiry, session, narrator, now);
        found.ifPresent(call -> narrator.attributed(inquiry.drift(), call));
        if (found.isPresent()) {
          each.remove();
        } else {
          inquiry.postpone(now);
        }
      }
    }
  }

  private Optional<Recorded> ask(Inquiry inquiry, Session session, Narrator narrator, Instant now) {
    try {
      return latest(inquiry, session);
    } catch (SdkException failed) {
      Failure failure = Failures.of(failed, CallHistory.OPERATION);
      left = 0;
      if (failure.failureClass() == FailureClass.DENIED) {
        refusedUntil = now.plus(REFUSED);
        if (!told) {
          told = true;
          narrator.unattributable(inquiry.drift().field().resource(), failure);
        }
      }
      return Optional.empty();
    }
  }

  private Optional<Recorded> latest(Inquiry inquiry, Session session) {
    Trace trace = inquiry.trace();
    for (Question question : questions(inquiry)) {
      Optional<Recorded> found =
          answer(question, session).stream()
              .filter(call -> trace.calls().contains(call.call()))
              .filter(call -> trace.isNamedBy(call.mentions()))
              .filter(call -> !session.isOurs(call.principal()))
              .max(Comparator.comparing(Recorded::time));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Not every service's calls are listed under the resource; then each call is asked for. */
  private static List<Question> questions(Inquiry inquiry) {
    Trace trace = inquiry.trace();
    List<Question> questions = new ArrayList<>();
    trace.names().stream()
        .limit(1)
        .forEach(name -> questions.add(question(inquiry, By.RESOURCE_NAME, name)));
    new TreeSet<>(trace.calls())
        .forEach(call -> questions.add(question(inquiry, By.EVENT_NAME, call)));
    return questions;
  }

  private static Question question(Inquiry inquiry, By by, String value) {
    return new Question(
        by, value, inquiry.from(), inquiry.to().plus(AFTER), inquiry.trace().global());
  }

  private List<Recorded> answer(Question question, Session session) {
    List<Recorded> known = answers.get(question);
    if (known != null) {
      return known;
    }
    if (left <= 0) {
      return List.of();
    }
    left--;
    List<Recorded> answer = CallHistory.ask(session.clients(), question);
    answers.put(question, answer);
    return answer;
  }
}
