package io.purplemcp.operator.resource;

import io.purplemcp.operator.aws.FailureClass;
import java.util.Optional;

/** Why a deployment's condition is what it is. The sentence is the reference documentation. */
public enum Reason {
  Ready("All resources are as declared and the service is serving."),
  ScaledToZero("All resources are as declared; no task is wanted."),
  Planned("Changes are planned and have not been made yet."),
  Paused("The deployment is paused; changes are planned and not made."),
  DriftNotCorrected("The world moved and policy.drift is Alert; nothing is put back."),
  NotOwned("A resource of our name exists without our tags; adopt it or rename ours."),
  SecretNotFound("The console secret does not exist.", "SecretReady"),
  SecretScheduledForDeletion("The console secret is scheduled for deletion.", "SecretReady"),
  SecretInvalid("The console secret lacks a key or its base URL is malformed.", "SecretReady"),
  SecretReady("The console secret exists.", "SecretReady"),
  SecretVerified("The console secret holds both keys, well formed.", "SecretReady"),
  SecretCurrent("The tasks were started with the secret's current version.", "SecretCurrent"),
  SecretRotated(
      "The secret has another version than the one the tasks were started with.", "SecretCurrent"),
  ImageCurrent("The tasks run the digest that the image names.", "ImageCurrent"),
  ImageDrift(
      "The image's tag points to another digest than the one that the tasks run.", "ImageCurrent"),
  ImageUnknown("The digest that the image's tag points to cannot be looked up.", "ImageCurrent"),
  ReferenceNotFound("Something that the spec refers to does not exist."),
  ReplacementRequired("A field that AWS cannot change in place differs."),
  LoadBalancerProvisioning("The load balancer is being made."),
  LoadBalancerFailed("AWS could not make the load balancer."),
  CertificateNotIssued("The listener's certificate is not issued.", "CertificateReady"),
  HostNameNotCovered(
      "No certificate of the gateway is for the deployment's host name.", "CertificateReady"),
  AuthenticationReady("Callers have to prove who they are, as declared.", "AuthenticationReady"),
  AuthenticationNotInForce(
      "Callers do not have to prove who they are as declared.", "AuthenticationReady"),
  TokenInvalid("The clients' token cannot be used.", "AuthenticationReady"),
  WaitingForListener("The service waits until a listener forwards to its target group."),
  WaitingForTargets(
      "The listener keeps the old target group until a task is healthy in the new one."),
  WaitingForPropagation("A new role is not usable everywhere yet."),
  WaitingForDrain("An earlier service of the same name is still draining."),
  WaitingForDependency("AWS still uses something that has to go first."),
  RolloutInProgress("A rollout is under way."),
  RolloutFailed("The rollout failed and there was nothing to roll back to."),
  RolledBack(
      "ECS rolled the service back; the declared revision is held until the spec, the secret or the"
          + " image changes."),
  TasksFailing("Tasks do not start or do not stay."),
  TargetsUnhealthy("No healthy target is registered."),
  NetworkReady(
      "The declared subnets fit together and have the ways that are needed.", "NetworkReady"),
  SubnetsInvalid("The declared subnets do not fit together.", "NetworkReady"),
  NoRouteToInternet("Tasks in a declared subnet have no way to the internet.", "NetworkReady"),
  EndpointUnusable(
      "A VPC endpoint takes the traffic of an AWS service and does not serve it.", "NetworkReady"),
  TrafficDenied("A security group or a network ACL keeps the tasks' traffic out.", "NetworkReady"),
  LoadBalancerSubnetsInvalid(
      "The load balancer cannot live in the declared subnets.", "NetworkReady"),
  NetworkUnknown(
      "Whether there is a way cannot be told from here; nothing waits for it.", "NetworkReady"),
  NetworkAdvice("Something about the network is worth knowing; nothing waits for it."),
  EndpointVerified("An MCP client was served and found the tools.", "EndpointVerified"),
  EndpointPending("The first MCP session since the rollout is not over yet.", "EndpointVerified"),
  EndpointFailing("An MCP client reaches the endpoint and is not served.", "EndpointVerified"),
  EndpointUnreachable(
      "The endpoint cannot be reached from the operator; target health has to do.",
      "EndpointVerified"),
  EndpointAbsent(
      "Without a load balancer there is no endpoint to verify; the tasks' health has to do.",
      "EndpointVerified"),
  EndpointProtected(
      "A client without credentials is refused, as declared; the operator has none to be served"
          + " with.",
      "EndpointVerified"),
  UnauthenticatedAccess(
      "A client without credentials was served although authentication is declared.",
      "EndpointVerified"),
  ToolsMissing("The server does not list a tool that is expected.", "EndpointVerified"),
  CertificateExpiring("The certificate that clients are shown ends soon.", "EndpointVerified"),
  Denied("AWS denied a call."),
  CredentialsInvalid("The credentials are absent, expired or not accepted."),
  WrongAccount("The credentials belong to another account than the spec names."),
  QuotaExceeded("A quota of the account is used up."),
  InvalidRequest("AWS did not accept a request as it is."),
  Throttled("AWS asked us to slow down."),
  Unreachable("AWS could not be reached or did not answer as it should."),
  DriftFight("Something else keeps changing a field back; corrections are spaced out."),
  Deleting("The deployment left the desired state and is being deleted."),
  DeletionHeld("The deployment left the desired state; its deletion is held back."),
  NoLongerDeclared("Something that was made for the deployment is not declared any more.");

  private final String sentence;
  private final Optional<String> condition;

  Reason(String sentence) {
    this.sentence = sentence;
    this.condition = Optional.empty();
  }

  Reason(String sentence, String condition) {
    this.sentence = sentence;
    this.condition = Optional.of(condition);
  }

  /** The verification's condition that this reason speaks of, beside the four general ones. */
  public Optional<String> condition() {
    return condition;
  }

  public String sentence() {
    return sentence;
  }

  /** The reason of a deployment that a failed call holds up. */
  public static Reason of(FailureClass failure) {
    return switch (failure) {
      case DENIED -> Denied;
      case CREDENTIALS -> CredentialsInvalid;
      case QUOTA -> QuotaExceeded;
      case THROTTLED -> Throttled;
      case NOT_FOUND -> ReferenceNotFound;
      case ALREADY_EXISTS -> NotOwned;
      case INVALID -> InvalidRequest;
      case DEPENDENCY, EVENTUAL_CONSISTENCY -> WaitingForDependency;
      case TRANSIENT, UNKNOWN -> Unreachable;
    };
  }
}
