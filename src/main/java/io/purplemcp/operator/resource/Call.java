package io.purplemcp.operator.resource;

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
