package io.purplemcp.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.resource.Keepers;
import io.purplemcp.operator.resource.Look;
import io.purplemcp.operator.resource.Neighbour;
import io.purplemcp.operator.resource.Owned;
import io.purplemcp.operator.resource.Ownership;
import io.purplemcp.operator.resource.ResourceId;
import io.purplemcp.operator.resource.ResourceKind;
import io.purplemcp.operator.resource.ResourceKinds;
import io.purplemcp.operator.resource.Snapshot;
import io.purplemcp.operator.resource.mcp.Prober;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who lives where, and that rooms claim and name what is theirs. */
class FleetTest {
  private static final String ROLE = "roleArn: \"arn:aws:iam::111122223333:role/operator\"";
  private static final String OTHER = "roleArn: \"arn:aws:iam::999999999999:role/operator\"";

  private static PurpleMcpDeployment in(String name, String target) {
    return Yaml.deployments(Yaml.minimal(name).replace("{region: us-east-1}", "{" + target + "}"))
        .get(0);
  }

  private static Session session(AwsClients clients) {
    return new Session(clients, SandboxAccountIds.ACCOUNT, "aws", "somebody");
  }

  @Test
  void neighbours_are_those_who_came_by_another_door_to_the_same_account_and_region() {
    PurpleMcpDeployment own = in("own", "region: us-east-1, " + ROLE);
    PurpleMcpDeployment unknown = in("unknown", "region: us-east-1");
    PurpleMcpDeployment foreign = in("foreign", "region: us-east-1, " + OTHER);
    PurpleMcpDeployment far = in("far", "region: eu-west-1");
    Fleet fleet = Fleet.of(List.of(own, unknown, foreign, far));
    try (World world = World.empty()) {
      Session session = session(world.person());
      assertThat(fleet.neighbours(session, own.spec().target()))
          .containsExactly(new Neighbour(unknown, false));

      fleet.learn(unknown.spec().target(), SandboxAccountIds.ACCOUNT);
      assertThat(fleet.neighbours(session, own.spec().target()))
          .containsExactly(new Neighbour(unknown, true));

      fleet.learn(unknown.spec().target(), "999999999999");
      assertThat(fleet.neighbours(session, own.spec().target())).isEmpty();
    }
  }

  @Test
  void X12_while_an_account_is_unknown_what_may_be_used_there_is_kept_and_its_tags_stay() {
    PurpleMcpDeployment own = in("own", "region: us-east-1, " + ROLE);
    PurpleMcpDeployment unknown = in("unknown", "region: us-east-1");
    Owned group =
        new Owned(
            new ResourceId("LogGroup", "/ecs/purple-mcp"),
            "arn:aws:logs:us-east-1:111122223333:log-group:/ecs/purple-mcp",
            new Ownership(Optional.empty(), PolicySpec.Deletion.Delete, Optional.empty()));
    try (World world = World.empty()) {
      Session session = session(world.person());
      assertThat(Fleet.of(List.of(unknown)).names(kind("LogGroup"), group, session)).isTrue();

      Look look =
          new Look(
              world.person(),
              SandboxAccountIds.ACCOUNT,
              List.of(own),
              List.of(own),
              List.of(new Neighbour(unknown, false)),
              new Snapshot(),
              new TargetMemory(world.clock()),
              any -> true);
      Keepers.Keeper keeper =
          Keepers.of(look, d -> Optional.of(d.names().logGroup())).of("/ecs/purple-mcp");
      Map<String, String> live = Ownership.sharedTags(PolicySpec.Deletion.Delete, "log-group");
      assertThat(keeper.tags("log-group", live)).isEqualTo(live);
      assertThat(keeper.tags("log-group", Map.of()))
          .containsEntry(Ownership.DELETION, PolicySpec.Deletion.Retain.name());
    }
  }

  private static ResourceKind<?> kind(String name) {
    return ResourceKinds.all(Prober.NONE).stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Stream<Path> examples() {
    return Yaml.examples().stream()
        .filter(
            example ->
                Yaml.load(example).stream()
                    .allMatch(
                        d ->
                            d.spec()
                                .target()
                                .declaredAccount()
                                .filter(account -> !account.equals(SandboxAccountIds.ACCOUNT))
                                .isEmpty()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_room_claims_and_names_all_that_it_owns_in_the_steady_state(Path example) {
    List<Declaration> desired = World.unpaused(Yaml.declarations(example));
    try (World world = World.empty().prepared(example).desire(desired).converge()) {
      Fleet fleet = Fleet.of(desired);
      Session session = session(world.person());
      List<ResourceKind<?>> kinds = ResourceKinds.all(Prober.NONE);
      Snapshot snapshot =
          new Observer(kinds)
              .observe(
                  session,
                  desired,
                  desired,
                  List.of(),
                  new TargetMemory(world.clock()),
                  any -> true);
      Set<String> claimed = new HashSet<>();
      for (Declaration deployment : desired) {
        claimed.addAll(
            new Assessor(kinds)
                .assess(
                    deployment,
                    "",
                    session,
                    snapshot,
                    fleet.names(),
                    Map.of(),
                    world.clock().instant())
                .claimed());
      }
      for (ResourceKind<?> kind : kinds) {
        assertThat(kind.owned(snapshot))
            .as("what %s owns", kind.name())
            .allMatch(owned -> claimed.contains(owned.id()))
            .allMatch(owned -> fleet.names(kind, owned, session));
      }
      assertThat(kinds.stream().mapToInt(kind -> kind.owned(snapshot).size()).sum())
          .isGreaterThan(2);
    }
  }
}
