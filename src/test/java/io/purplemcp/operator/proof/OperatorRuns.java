package io.purplemcp.operator.proof;

import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.testing.GuideStack;
import io.purplemcp.operator.testing.Handmade;
import io.purplemcp.operator.testing.RealDoors;
import io.purplemcp.operator.testing.World;
import io.purplemcp.operator.testing.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;

/**
 * What an operator does in its life, in runs that together make every call that it can make: each
 * example held, every change by hand put right, specs that change, rollouts that fail, teardowns.
 *
 * <p>Examples and rows of the mutations take part by themselves; what a new kind does beside that
 * is a run here.
 */
public final class OperatorRuns {
  private static final String ACME = Yaml.withLoadBalancer("acme");
  private static final String SPOT = Yaml.spot("acme");
  private static final String SCALED = Yaml.autoscaled("acme");
  private static final String DELETABLE = ACME + "  policy: {deletion: Delete}\n";
  private static final String ADOPTING = ACME + "  policy: {adoption: Adopt}\n";

  /** Passes after which every single read has had its turn. */
  private static final int TURNS = 2;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration ROLLBACK = Duration.ofMinutes(30);

  private static final String OPERATORS_ROLE = "purple-mcp-operator";
  private static final String OPERATOR_MAY_ASSUME =
      """
      {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111122223333:user/%s"},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"sts:ExternalId": "acme-7f3a"}}}]}\
      """
          .formatted(World.OPERATOR_KEY);

  private static final String ANYTHING =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}\
      """;

  /** More than the operator reads singly. */
  private static final int SITES = 6;

  /** Each call as {@code service:Operation}, and the run in which it was made first. */
  private final Map<String, String> calls = new TreeMap<>();

  private OperatorRuns() {}

  /** With nothing switched on that needs a permission of its own. */
  public static Map<String, String> plain() {
    OperatorRuns runs = new OperatorRuns();
    runs.examples(
        d ->
            !adopts(d)
                && !verifies(d)
                && !elsewhere(d)
                && !guarded(d)
                && !scales(d)
                && !attached(d));
    runs.changesByHand(ACME, MutationTest.mutations());
    runs.changesByHand(SPOT, ComputeMutationTest.mutations());
    runs.computeIsSwitched();
    runs.changesOfTheSpec();
    runs.rolloutThatFails();
    runs.sitesWithSecretsOfTheirOwn();
    runs.rolesOneByOne();
    runs.boundaries();
    runs.teardown();
    return runs.calls;
  }

  /** With {@code policy.adoption: Adopt}. */
  public static Map<String, String> adopting() {
    OperatorRuns runs = new OperatorRuns();
    runs.adoptionOfTheGuide();
    runs.adoptionOfWhatLostItsTags();
    return runs.calls;
  }

  /** With {@code console.verifyKeys}. */
  public static Map<String, String> verifyingKeys() {
    OperatorRuns runs = new OperatorRuns();
    runs.examples(OperatorRuns::verifies);
    try (World world = runs.world()) {
      world
          .desire(
              ACME.replace(
                  "console: {secretName: purple-mcp/quickstart}",
                  "console: {secretName: purple-mcp/quickstart, verifyKeys: true}"))
          .converge();
      runs.note("verifyKeys", world);
    }
    return runs.calls;
  }

  /** With a web ACL in front. */
  public static Map<String, String> withWebAcls() {
    OperatorRuns runs = new OperatorRuns();
    runs.examples(OperatorRuns::guarded);
    try (World world = runs.world().clientsToken("purple-mcp/clients", Authentication.TOKEN)) {
      world.desire(Authentication.WITH_BEARER).converge().passes(1);
      Handmade hand = new Handmade(world.person(), "acme");
      Authentication.ofWebAcls()
          .forEach(
              mutation -> {
                mutation.act().accept(hand);
                world.passes(TURNS).converge();
              });
      runs.note("web ACLs changed by hand", world);
      world.desire(Authentication.WITH_BEARER.replace("labels: {team: soc}", "labels: {}"));
      world.converge().desire(Authentication.WITH_JWT).converge().passes(2);
      runs.note("another method", world);
    }
    return runs.calls;
  }

  private static boolean guarded(PurpleMcpDeployment deployment) {
    return deployment
        .spec()
        .loadBalancer()
        .filter(balancer -> balancer.authenticationOrNone().needsWebAcl())
        .isPresent();
  }

  /** With {@code compute.autoscaling}. */
  public static Map<String, String> scaling() {
    OperatorRuns runs = new OperatorRuns();
    runs.examples(OperatorRuns::scales);
    runs.changesByHand(SCALED, ScalingMutationTest.mutations());
    runs.scalingIsSwitched();
    return runs.calls;
  }

  /** With a gateway. */
  public static Map<String, String> gateways() {
    OperatorRuns runs = new OperatorRuns();
    runs.gateway();
    return runs.calls;
  }

  /** With {@code target.roleArn}. */
  public static Map<String, String> inOtherAccounts() {
    OperatorRuns runs = new OperatorRuns();
    runs.examples(OperatorRuns::elsewhere);
    return runs.calls;
  }

  private void examples(Predicate<PurpleMcpDeployment> which) {
    for (Path example : Yaml.examples()) {
      List<Declaration> desired = Yaml.declarations(example);
      if (Yaml.load(example).stream().anyMatch(which)) {
        try (World world = world().prepared(example)) {
          operatorsRole(world);
          world.forget().desire(World.unpaused(desired)).converge().desire(desired).passes(2);
          note(example.getFileName().toString(), world);
        }
      }
    }
  }

  private void changesByHand(String acme, Stream<Mutation> mutations) {
    try (World world = world().desire(acme).converge().passes(1)) {
      Handmade hand = new Handmade(world.person(), "acme");
      mutations.forEach(
          mutation -> {
            mutation.act().accept(hand);
            world.passes(TURNS).converge();
            note("after " + mutation.name(), world);
          });
    }
  }

  private void computeIsSwitched() {
    try (World world = world().desire(ACME).converge()) {
      world.desire(SPOT).converge().desire(ACME).converge();
      note("a mix with Spot, and back", world);
    }
  }

  private void scalingIsSwitched() {
    try (World world = world().desire(SCALED).converge()) {
      world.desire(SCALED.replace("labels: {team: soc}", "labels: {}")).converge();
      world.desire(ACME).converge();
      note("autoscaling is switched off", world);
    }
  }

  private void changesOfTheSpec() {
    String image = "image: public.ecr.aws/acme/purple-mcp:2\n  console";
    String few = ACME + "  policy: {revisionHistoryLimit: 1}\n";
    try (World world = world().desire(ACME).converge()) {
      world.desire(few.replace("console", image)).converge();
      world.desire(few.replace("labels: {team: soc}", "labels: {}")).converge().passes(2);
      note("an image and a label change", world);
      world.desire(few + "  logs: {retentionDays: 0}\n").converge();
      note("no retention any more", world);
    }
  }

  private void rolloutThatFails() {
    String bad = ACME.replace("console:", "image: public.ecr.aws/acme/gone:1\n  console:");
    try (World world = world().desire(bad).run(ROLLBACK)) {
      note("an image that does not exist", world);
    }
  }

  /** From some secrets on they are listed. */
  private void sitesWithSecretsOfTheirOwn() {
    try (World world = world()) {
      List<String> names = IntStream.range(0, SITES).mapToObj(i -> "site-" + i).toList();
      names.forEach(name -> world.secret("purple-mcp/" + name));
      world
          .forget()
          .desire(
              names.stream()
                  .map(
                      name ->
                          Yaml.minimal(name).replace("purple-mcp/quickstart", "purple-mcp/" + name))
                  .collect(Collectors.joining("---\n")))
          .converge();
      note("sites with secrets of their own", world);
    }
  }

  /** Who does not like an operator that reads all roles of the account denies it that. */
  private void rolesOneByOne() {
    try (World world = world().deny("iam", "GetAccountAuthorizationDetails")) {
      world.desire(ACME).converge().passes(1);
      note("roles read one by one", world);
    }
  }

  private void boundaries() {
    try (World world = world()) {
      List<String> boundaries =
          Stream.of("one", "two")
              .map(
                  name ->
                      world
                          .person()
                          .iam()
                          .createPolicy(r -> r.policyName(name).policyDocument(ANYTHING))
                          .policy()
                          .arn())
              .toList();
      for (String boundary : boundaries) {
        String yaml = ACME + "  iam: {permissionsBoundaryArn: \"" + boundary + "\"}\n";
        world.desire(yaml).converge();
      }
      note("another permissions boundary", world);
    }
  }

  private void teardown() {
    try (World world = world().desire(DELETABLE).converge()) {
      world.desire(List.of());
      untilNothingGoes(world);
      note("teardown", world);
    }
  }

  private void gateway() {
    String acme = Yaml.attached("acme", "shared");
    try (World world = world()) {
      String another = GatewayMutations.anotherCertificate(world.person().acm());
      String more = GatewayMutations.withCertificate(another);
      world.forget().desire(more + "---\n" + acme).converge();
      world.desire(Yaml.gateway("shared") + "---\n" + acme).converge();
      GatewayMutations.all()
          .forEach(
              mutation -> {
                mutation.act().accept(world.person().elasticLoadBalancing());
                world.passes(TURNS).converge();
              });
      note("a gateway", world);
    }
  }

  private void adoptionOfTheGuide() {
    Path example = Path.of("deploy", "examples", "adoption.yaml");
    try (World world = world().prepared(example)) {
      new GuideStack(world, "ecsTaskExecutionRole").plain();
      world.forget().desire(Yaml.load(example)).converge();
      note("adoption of the guide's service", world);
    }
  }

  private void adoptionOfWhatLostItsTags() {
    try (World world = world().desire(ACME).converge()) {
      stripOfTags(world);
      world.forget().restartOperator();
      world.desire(ADOPTING).converge();
      note("adoption of everything", world);
    }
  }

  private static void stripOfTags(World world) {
    var person = world.person();
    person.tagging().getResources().resourceTagMappingList().stream()
        .filter(resource -> resource.tags().stream().anyMatch(t -> t.key().startsWith("purple")))
        .forEach(resource -> strip(world, resource));
    String role = new Handmade(person, "acme").role();
    var tags = person.iam().listRoleTags(r -> r.roleName(role)).tags();
    person.iam().untagRole(r -> r.roleName(role).tagKeys(tags.stream().map(t -> t.key()).toList()));
  }

  private static void strip(World world, ResourceTagMapping resource) {
    world
        .person()
        .tagging()
        .untagResources(
            r ->
                r.resourceARNList(resource.resourceARN())
                    .tagKeys(resource.tags().stream().map(t -> t.key()).toList()));
  }

  private World world() {
    return World.empty().settings(World.RECKLESS).through(RealDoors.open());
  }

  private static void operatorsRole(World world) {
    world
        .person()
        .iam()
        .createRole(r -> r.roleName(OPERATORS_ROLE).assumeRolePolicyDocument(OPERATOR_MAY_ASSUME));
  }

  private void note(String run, World world) {
    world
        .operatorCalls()
        .forEach(call -> calls.putIfAbsent(call.service() + ":" + call.operation(), run));
    world.forget();
  }

  private static void untilNothingGoes(World world) {
    int before = -1;
    while (world.writes().size() > before) {
      before = world.writes().size();
      world.run(LONGEST_WAIT);
    }
  }

  private static boolean adopts(PurpleMcpDeployment deployment) {
    return deployment.spec().policy().adoption() == PolicySpec.Adoption.Adopt;
  }

  private static boolean verifies(PurpleMcpDeployment deployment) {
    return deployment.spec().console().verifyKeys();
  }

  private static boolean scales(PurpleMcpDeployment deployment) {
    return deployment.spec().compute().autoscaling().isPresent();
  }

  private static boolean attached(PurpleMcpDeployment deployment) {
    return deployment.spec().gateway().isPresent();
  }

  private static boolean elsewhere(PurpleMcpDeployment deployment) {
    return deployment.spec().target().roleArn().isPresent();
  }
}
