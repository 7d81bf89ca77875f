package io.purplemcp.operator.desired;

/** What a document declares and the operator holds in AWS: the engine's view of any kind. */
public sealed interface Declaration permits PurpleMcpDeployment, PurpleMcpGateway {
  Metadata metadata();

  /** Where the document begins. */
  Source source();

  /** The account and region it lives in. */
  TargetSpec target();

  /** What the operator may do. */
  PolicySpec policy();

  /** Its name, by which statuses, events and tags speak of it; no two declarations share it. */
  default String name() {
    return metadata().name();
  }
}
