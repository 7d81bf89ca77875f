package io.purplemcp.operator.resource.iam;

import io.purplemcp.operator.aws.FailureClass;
import io.purplemcp.operator.aws.Failures;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Reads roles: all of the account at once where that is allowed, else one by one. */
final class RoleReading {
  private static final String BULK = "iam:GetAccountAuthorizationDetails";

  /** What the bulk read gives on one page. */
  private static final int PAGE = 1000;

  /** How long a denial of the bulk read is taken for granted. */
  private static final Duration REMEMBER_DENIAL = Duration.ofHours(1);

  /** A role that is managed elsewhere hardly ever goes. */
  private static final Duration REMEMBER_REFERENCED = Duration.ofMinutes(10);

  private RoleReading() {}

  static ExecutionRoles.Observed of(Look look) {
    Set<String> names = new TreeSet<>();
    Set<String> referenced = new TreeSet<>();
    for (PurpleMcpDeployment deployment : look.deployments()) {
      for (RoleUse use : RoleUse.values()) {
        use.arn(deployment.spec().iam()).ifPresent(referenced::add);
        use.name(deployment).ifPresent(names::add);
      }
    }
    return bulk(look, names, referenced).orElseGet(() -> oneByOne(look, names, referenced));
  }

  private static Optional<ExecutionRoles.Observed> bulk(
      Look look, Set<String> names, Set<String> referenced) {
    AtomicBoolean denied =
        look.memory().remember("denied " + BULK, REMEMBER_DENIAL, AtomicBoolean::new);
    if (denied.get()) {
      return Optional.empty();
    }
    var byName = new HashMap<String, Reading<Role>>();
    names.forEach(name -> byName.put(name, new Reading.Absent<>()));
    var byArn = new HashMap<String, Reading<Boolean>>();
    referenced.forEach(arn -> byArn.put(arn, new Reading.Absent<>()));
    try {
      look
          .clients()
          .iam()
          .getAccountAuthorizationDetailsPaginator(
              request -> request.filter(EntityType.ROLE).maxItems(PAGE))
          .stream()
          .flatMap(page -> page.roleDetailList().stream())
          .forEach(
              detail -> {
                byArn.computeIfPresent(detail.arn(), (arn, absent) -> new Reading.Present<>(true));
                if (names.contains(detail.roleName())
                    || Ownership.of(Role.tags(detail.tags())).isPresent()) {
                  byName.put(detail.roleName(), new Reading.Present<>(Role.of(detail)));
                }
              });
      return Optional.of(new ExecutionRoles.Observed(Map.copyOf(byName), Map.copyOf(byArn)));
    } catch (SdkException e) {
      if (Failures.of(e, BULK).failureClass() != FailureClass.DENIED) {
        throw e;
      }
      denied.set(true);
      return Optional.empty();
    }
  }

  private static ExecutionRoles.Observed oneByOne(
      Look look, Set<String> names, Set<String> referenced) {
    IamClient iam = look.clients().iam();
    var byName = new HashMap<String, Reading<Role>>();
    names.forEach(name -> byName.put(name, read(iam, name)));
    var byArn = new HashMap<String, Reading<Boolean>>();
    referenced.forEach(
        arn ->
            byArn.put(
                arn,
                look.memory()
                    .remember("role " + arn, REMEMBER_REFERENCED, () -> exists(iam, arn))));
    return new ExecutionRoles.Observed(Map.copyOf(byName), Map.copyOf(byArn));
  }

  private static Reading<Role> read(IamClient iam, String name) {
    try {
      var role = iam.getRole(request -> request.roleName(name)).role();
      var inline = new TreeMap<String, PolicyDocument>();
      iam.listRolePoliciesPaginator(request -> request.roleName(name))
          .policyNames()
          .forEach(
              policy ->
                  inline.put(
                      policy,
                      PolicyDocument.of(
                          iam.getRolePolicy(request -> request.roleName(name).policyName(policy))
                              .policyDocument())));
      var attached =
          iam
              .listAttachedRolePoliciesPaginator(request -> request.roleName(name))
              .attachedPolicies()
              .stream()
              .toList();
      return new Reading.Present<>(
          new Role(
              name,
              role.arn(),
              role.createDate(),
              PolicyDocument.of(role.assumeRolePolicyDocument()),
              inline,
              Role.attached(attached),
              Role.boundary(role.permissionsBoundary()),
              Role.tags(role.tags()),
              0));
    } catch (NoSuchEntityException gone) {
      return new Reading.Absent<>();
    } catch (SdkException e) {
      return new Reading.Unreadable<>(Failures.of(e, "iam:GetRole"));
    }
  }

  private static Reading<Boolean> exists(IamClient iam, String arn) {
    try {
      iam.getRole(request -> request.roleName(arn.substring(arn.lastIndexOf('/') + 1)));
      return new Reading.Present<>(true);
    } catch (NoSuchEntityException gone) {
      return new Reading.Absent<>();
    } catch (SdkException e) {
      return new Reading.Unreadable<>(Failures.of(e, "iam:GetRole"));
    }
  }
}
