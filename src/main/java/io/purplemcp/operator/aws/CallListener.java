package io.purplemcp.operator.aws;

/** Is told of every call to AWS when it has ended; on the caller's thread, so it must be quick. */
public interface CallListener {
  CallListener NONE = call -> {};

  void called(AwsCall call);
}
