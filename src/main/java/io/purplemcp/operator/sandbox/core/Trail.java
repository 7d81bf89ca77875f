package io.purplemcp.operator.sandbox.core;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Who called what with which parameters: the newest {@value #LIMIT} calls that may change state.
 */
public final class Trail {
  static final int LIMIT = 10_000;

  /** Where CloudTrail records what IAM is asked, whatever region it was asked in. */
  private static final String HOME_OF_GLOBAL = "us-east-1";

  /**
   * @param region in whose history it is
   * @param service the name in the signature: {@code ecs}
   * @param error AWS's error code, empty where the call succeeded
   */
  public record Entry(
      String id,
      Instant time,
      String region,
      String service,
      String operation,
      Identity caller,
      String accessKeyId,
      SdkPojo request,
      String error) {}

  private final Deque<Entry> entries = new ArrayDeque<>();

  public synchronized void add(String id, Instant time, Call call, Identity caller, String error) {
    if (entries.size() == LIMIT) {
      entries.removeFirst();
    }
    entries.addLast(
        new Entry(
            id,
            time,
            call.service().global() ? HOME_OF_GLOBAL : call.region(),
            call.service().signingName(),
            call.operation().name(),
            caller,
            call.accessKeyId(),
            call.request(),
            error));
  }

  /** Those of an account in a region, the newest first. */
  public synchronized List<Entry> of(Scope scope) {
    List<Entry> found =
        new ArrayList<>(
            entries.stream()
                .filter(entry -> entry.caller().account().equals(scope.account()))
                .filter(entry -> entry.region().equals(scope.region()))
                .toList());
    Collections.reverse(found);
    return found;
  }
}
