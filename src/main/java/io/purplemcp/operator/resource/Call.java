package io.purplemcp.operator.resource;

import java.util.Optional;
import software.amazon.awssdk.awscore.AwsResponse;

/** One mutating call to AWS. */
public interface Call {
  /** As IAM names it: {@code ecs:CreateService}. */
  String operation();

  /**
   * Makes the call. References are resolved now, not when the plan was made.
   *
   * @throws ReferencePending when an id that it needs is not known yet
   * @throws software.amazon.awssdk.core.exception.SdkException when the call fails
   */
  AwsResponse run(Execution execution);

  /** The request, given its references, and what it teaches. */
  interface Body {
    AwsResponse run(Execution execution);
  }

  /** What the call is on, where that is not the resource whose change it belongs to. */
  default Optional<ResourceId> about() {
    return Optional.empty();
  }

  /** The same call, on another resource than the one whose change it belongs to. */
  default Call about(ResourceId other) {
    Call call = this;
    return new Call() {
      @Override
      public String operation() {
        return call.operation();
      }

      @Override
      public AwsResponse run(Execution execution) {
        return call.run(execution);
      }

      @Override
      public Optional<ResourceId> about() {
        return Optional.of(other);
      }

      @Override
      public String toString() {
        return call.toString();
      }
    };
  }

  static Call of(String operation, Body body) {
    return new Call() {
      @Override
      public String operation() {
        return operation;
      }

      @Override
      public AwsResponse run(Execution execution) {
        return body.run(execution);
      }

      @Override
      public String toString() {
        return operation;
      }
    };
  }
}
