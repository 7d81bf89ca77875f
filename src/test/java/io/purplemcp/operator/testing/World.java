package io.purplemcp.operator.testing;

import io.purplemcp.operator.aws.AwsClients;
import io.purplemcp.operator.desired.Declaration;
import io.purplemcp.operator.desired.PolicySpec;
import io.purplemcp.operator.desired.PurpleMcpDeployment;
import io.purplemcp.operator.desired.Spec;
import io.purplemcp.operator.desired.SpecHash;
import io.purplemcp.operator.desired.TargetSpec;
import io.purplemcp.operator.reconcile.ControlLoop;
import io.purplemcp.operator.reconcile.Engine;
import io.purplemcp.operator.reconcile.EngineSettings;
import io.purplemcp.operator.reconcile.Fleet;
import io.purplemcp.operator.reconcile.Plan;
import io.purplemcp.operator.reconcile.PlanOnce;
import io.purplemcp.operator.reconcile.Session;
import io.purplemcp.operator.reconcile.Sessions;
import io.purplemcp.operator.reconcile.Teardown;
import io.purplemcp.operator.report.Condition;
import io.purplemcp.operator.report.DeploymentStatus;
import io.purplemcp.operator.report.StatusBoard;
import io.purplemcp.operator.resource.ResourceKinds;
import io.purplemcp.operator.resource.mcp.BackgroundProber;
import io.purplemcp.operator.resource.mcp.McpProbe;
import io.purplemcp.operator.resource.mcp.Outcome;
import io.purplemcp.operator.resource.mcp.Probe;
import io.purplemcp.operator.resource.mcp.Prober;
import io.purplemcp.operator.resource.mcp.Trust;
import io.purplemcp.operator.sandbox.Sandbox;
import io.purplemcp.operator.sandbox.SandboxOptions;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.ChaosSettings;
import io.purplemcp.operator.sandbox.core.Cloud;
import io.purplemcp.operator.sandbox.core.Fault;
import io.purplemcp.operator.sandbox.core.SandboxAccountIds;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A sandbox and an operator in virtual time. Nothing here sleeps: when there is nothing to do, the
 * clock is moved to the next moment at which there is.
 */
public final class World implements AutoCloseable {
  /** The operator's access key, by which its calls are told from those of others. */
  public static final String OPERATOR_KEY = "AKIAOPERATOR";

  private static final String PERSON_KEY = "AKIASOMEBODY";

  /** Looks rarely, which shows as much of what takes long and costs less. */
  public static final EngineSettings UNHURRIED =
      new EngineSettings(Duration.ofMinutes(3), Duration.ofSeconds(15), 8, 50, 10);

  /** As {@link #UNHURRIED}, and lets everything be deleted at once. */
  public static final EngineSettings RECKLESS =
      new EngineSettings(Duration.ofMinutes(3), Duration.ofSeconds(15), 8, 100, 10);

  /**
   * The shortest time between two looks, as of an operator that has many targets to look at. How
   * soon it would look by itself is asserted where it matters, second by second: {@link #until}.
   */
  private static final Duration PACE = Duration.ofMinutes(1);

  /** No convergence takes longer; AWS's own waiters give up after ten minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(45);

  private static final ConvergedWorlds CONVERGED =
      new ConvergedWorlds(EngineSettings.DEFAULT, world -> world);

  private final VirtualClock clock = new VirtualClock();
  private final RecordingJournal journal = new RecordingJournal();
  private final Sandbox sandbox;
  private final AwsClients person;
  private final Preparation preparation;
  private final Map<String, AwsClients> operatorClients = new HashMap<>();
  private List<Declaration> desired = List.of();
  private List<ExecutionInterceptor> interceptors = List.of();
  private EngineSettings settings = EngineSettings.DEFAULT;
  private Optional<Function<URI, Sessions>> doors = Optional.empty();
  private final List<Outcome> mcpSessions = new ArrayList<>();
  private List<CallRecord> writesBefore = List.of();
  private boolean probing;
  private Duration pace = PACE;
  private Instant lastLook = Instant.MIN;
  private StatusBoard board;
  private ControlLoop loop;

  private World(long seed) {
    sandbox =
        Sandbox.start(SandboxOptions.defaults().withPort(0).withClock(clock).withRandomSeed(seed));
    person = SandboxClients.of(sandbox.endpoint(), region(), PERSON_KEY, List.of());
    preparation = new Preparation(person);
    restartOperator();
  }

  public static World empty() {
    return new World(7);
  }

  public static World seeded(long seed) {
    return new World(seed);
  }

  /** Where that has converged: for what happens afterwards. */
  public static World converged(String yaml) {
    return CONVERGED.of(yaml);
  }

  /** The region of the sandbox's first account. */
  public static String region() {
    return SandboxAccountIds.REGION;
  }

  public World settings(EngineSettings other) {
    settings = other;
    restartOperator();
    return this;
  }

  /** The operator looks as soon as it wants to. */
  public World attentive() {
    return pace(Duration.ZERO);
  }

  /** The operator looks no sooner than so long after its last look. */
  public World pace(Duration other) {
    pace = other;
    return this;
  }

  /** Stands between the operator and AWS from the operator's next start on. */
  public World intercept(ExecutionInterceptor... between) {
    interceptors = List.of(between);
    operatorClients.values().forEach(AwsClients::close);
    operatorClients.clear();
    restartOperator();
    return this;
  }

  /** Opens targets in another way from the operator's next start on: as the real process does. */
  public World through(Function<URI, Sessions> other) {
    doors = Optional.of(other);
    restartOperator();
    return this;
  }

  /**
   * A moment.
   *
   * @param cloud what is in AWS then
   * @param writes as {@link World#writes} tells them then
   */
  public record Snapshot(
      Cloud cloud, Instant time, List<Declaration> desired, List<CallRecord> writes) {}

  public Snapshot snapshot() {
    return new Snapshot(sandbox.snapshot(), clock.instant(), desired, writes());
  }

  /** It is that moment again, and an operator starts that remembers nothing. */
  public World restore(Snapshot snapshot) {
    sandbox.restore(snapshot.cloud());
    clock.set(snapshot.time());
    desired = snapshot.desired();
    restartOperator();
    forget();
    writesBefore = snapshot.writes();
    return this;
  }

  /** The process ends without a word and a new one starts: nothing is remembered. */
  public void restartOperator() {
    board = new StatusBoard();
    loop = new ControlLoop(engine(prober()), Runnable::run);
    lastLook = Instant.MIN;
    loop.accept(desired);
  }

  /** The operator is a real MCP client of what it runs from its next start on. */
  public World probing() {
    probing = true;
    restartOperator();
    return this;
  }

  /** On the caller's thread, by way of the sandbox's proxy. */
  private Prober prober() {
    if (!probing) {
      return Prober.NONE;
    }
    URI proxy = sandbox.dataPlane().proxy();
    Probe probe =
        new McpProbe(
            ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())),
            new Trust(List.of(LoadBalancerClient.certificate(sandbox.dataPlane().authority()))),
            clock,
            "test");
    return new BackgroundProber(
        probe,
        Runnable::run,
        clock,
        new Random(3),
        (question, outcome) -> mcpSessions.add(outcome));
  }

  /** What came of the operator's MCP sessions, in their order. */
  public List<Outcome> mcpSessions() {
    return List.copyOf(mcpSessions);
  }

  private Engine engine(Prober prober) {
    return new Engine(
        ResourceKinds.all(prober),
        sessions(),
        journal,
        board,
        clock,
        new Random(11),
        settings,
        SpecHash::of,
        Engine.Parallel.NONE);
  }

  private Sessions sessions() {
    return doors.map(door -> door.apply(sandbox.endpoint())).orElseGet(this::plainSessions);
  }

  private Sessions plainSessions() {
    return new Sessions() {
      @Override
      public Session open(TargetSpec target) {
        String account =
            target.roleArn().map(arn -> arn.split(":")[4]).orElse(SandboxAccountIds.ACCOUNT);
        // A key of twelve digits belongs to the account of that number.
        String key = account.equals(SandboxAccountIds.ACCOUNT) ? OPERATOR_KEY : account;
        AwsClients clients =
            operatorClients.computeIfAbsent(
                key + "/" + target.region(),
                any -> SandboxClients.of(sandbox.endpoint(), target.region(), key, interceptors));
        return new Session(clients, account, "aws", "arn:aws:iam::" + account + ":user/" + key);
      }

      @Override
      public void close() {
        operatorClients.values().forEach(AwsClients::close);
      }
    };
  }

  public World desire(List<? extends Declaration> declared) {
    desired = List.copyOf(declared);
    loop.accept(desired);
    return this;
  }

  /** The same without {@code policy.paused}: a paused deployment never becomes ready. */
  public static List<Declaration> unpaused(List<? extends Declaration> declared) {
    return declared.stream()
        .map(each -> each instanceof PurpleMcpDeployment deployment ? unpaused(deployment) : each)
        .toList();
  }

  private static Declaration unpaused(PurpleMcpDeployment deployment) {
    var spec = deployment.spec();
    var policy = spec.policy();
    return new PurpleMcpDeployment(
        deployment.metadata(),
        new Spec(
            spec.target(),
            spec.image(),
            spec.imagePolicy(),
            spec.console(),
            spec.server(),
            spec.compute(),
            spec.deployment(),
            spec.network(),
            spec.loadBalancer(),
            spec.gateway(),
            spec.iam(),
            spec.logs(),
            spec.verification(),
            new PolicySpec(
                policy.drift(),
                policy.deletion(),
                policy.adoption(),
                false,
                policy.revisionHistoryLimit())),
        deployment.source());
  }

  public World desire(String yaml) {
    return desire(Yaml.declarations(yaml));
  }

  /** What a file refers to and does not have made is there: a cluster, a role, a secret. */
  public World prepared(Path file) {
    Yaml.declarations(file).forEach(preparation::of);
    // New roles are not usable at once.
    return wait(Duration.ofMinutes(1));
  }

  /** A capacity provider of an Auto Scaling group. */
  public World instances(String capacityProvider) {
    preparation.instances(capacityProvider);
    return this;
  }

  /** Reads answer as they would have up to so many mutating calls ago. */
  public World lag(int calls) {
    sandbox.chaos(sandbox.chaos().withLag(ChaosSettings.Lag.ofCalls(calls)));
    return this;
  }

  /** Lists whose order means nothing come in a random one. */
  public World shuffle() {
    sandbox.chaos(sandbox.chaos().withShuffle(true));
    return this;
  }

  /** The unpleasant sides of AWS are over. */
  public World calm() {
    sandbox.chaos(ChaosSettings.CALM);
    return this;
  }

  /** AWS denies an action until told otherwise. */
  public World deny(String service, String operation) {
    sandbox.chaos(
        sandbox
            .chaos()
            .withFault(
                new Fault(
                    service,
                    operation,
                    Fault.FOREVER,
                    403,
                    "AccessDenied",
                    "User: arn:aws:iam::111122223333:user/operator is not authorized to perform: "
                        + service
                        + ":"
                        + operation
                        + " because no identity-based policy allows the "
                        + service
                        + ":"
                        + operation
                        + " action",
                    Fault.When.BEFORE)));
    return this;
  }

  /** A secret with a token for clients. */
  public World clientsToken(String name, String token) {
    preparation.clientsToken(name, token);
    return this;
  }

  /** A console secret of that name, with both keys. */
  public World secret(String name) {
    preparation.secret(name);
    return this;
  }

  /** Lets the operator work until every deployment is ready. */
  public World converge() {
    Instant limit = clock.instant().plus(PATIENCE);
    while (!allReady()) {
      if (clock.instant().isAfter(limit)) {
        throw new AssertionError("not converged:\n" + board.all() + "\n" + journal);
      }
      stride();
    }
    settle();
    return this;
  }

  /** Until the operator has nothing more to do soon. */
  public World settle() {
    Instant limit = clock.instant().plus(PATIENCE);
    while (loop.nextDue().filter(due -> due.isBefore(soon())).isPresent()) {
      if (clock.instant().isAfter(limit)) {
        throw new AssertionError("not settled:\n" + board.all() + "\n" + journal);
      }
      stride();
    }
    return this;
  }

  private Instant soon() {
    return clock.instant().plusSeconds(31);
  }

  /** Moves the clock to the next moment at which something is due, and lets it happen. */
  public World step() {
    clock.advance(Duration.ofMillis(200));
    loop.nextDue().ifPresent(clock::advanceTo);
    loop.tick();
    return this;
  }

  /** A step, and not too soon after the one before. */
  private void stride() {
    if (clock.instant().isBefore(lastLook.plus(pace))) {
      clock.advanceTo(lastLook.plus(pace));
    }
    step();
    lastLook = clock.instant();
  }

  /** One full pass over everything, as after a resync. */
  public World pass() {
    loop.accept(desired);
    clock.advance(Duration.ofSeconds(1));
    loop.tick();
    return this;
  }

  public World passes(int count) {
    for (int i = 0; i < count; i++) {
      clock.advance(settings.resync());
      pass();
    }
    return this;
  }

  /**
   * Second by second, until something holds: for what is to be seen when it happens and not when
   * the operator looks next.
   */
  public World until(BooleanSupplier holds) {
    Instant limit = clock.instant().plus(PATIENCE);
    while (!holds.getAsBoolean()) {
      if (clock.instant().isAfter(limit)) {
        throw new AssertionError("it never came:\n" + board.all() + "\n" + journal);
      }
      clock.advance(Duration.ofSeconds(1));
      loop.tick();
    }
    return this;
  }

  /** Time in which the operator does nothing. */
  public World wait(Duration duration) {
    clock.advance(duration);
    return this;
  }

  /** Time in which the operator works. */
  public World run(Duration duration) {
    Instant until = clock.instant().plus(duration);
    while (loop.nextDue().filter(due -> due.isBefore(until)).isPresent()
        && clock.instant().isBefore(until)) {
      if (lastLook.plus(pace).isBefore(until)) {
        stride();
      } else {
        step();
      }
    }
    clock.advanceTo(until);
    return this;
  }

  private boolean allReady() {
    Set<String> names = desired.stream().map(Declaration::name).collect(Collectors.toSet());
    List<DeploymentStatus> statuses =
        board.all().stream().filter(status -> names.contains(status.name())).toList();
    return statuses.size() == names.size()
        && statuses.stream()
            .allMatch(status -> status.is(Condition.READY) && !status.is(Condition.PROGRESSING));
  }

  /** What {@code plan} would print now. */
  public List<Plan> plan() {
    Fleet fleet = Fleet.of(desired);
    List<Plan> plans = new ArrayList<>();
    desired.stream()
        .collect(Collectors.groupingBy(d -> d.target().place()))
        .forEach(
            (target, deployments) -> {
              try {
                plans.add(planner().plan(target, deployments, fleet));
              } catch (Sessions.Refused refused) {
                throw new AssertionError(refused);
              }
            });
    return plans;
  }

  /** What makes plans, for whoever brings deployments of their own. */
  public PlanOnce planner() {
    return new PlanOnce(engine(Prober.NONE));
  }

  /** What {@code delete} does, beside the other deployments that are desired. */
  public Teardown teardown(String name) {
    var target = new TargetSpec(region(), Optional.empty(), Optional.empty(), Optional.empty());
    List<Declaration> others =
        desired.stream().filter(d -> !d.name().equals(name)).map(Declaration.class::cast).toList();
    return new Teardown(engine(Prober.NONE), target, name, others);
  }

  /** The clients of somebody at a keyboard. */
  public AwsClients person() {
    return person;
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public VirtualClock clock() {
    return clock;
  }

  public RecordingJournal journal() {
    return journal;
  }

  public StatusBoard board() {
    return board;
  }

  public ControlLoop loop() {
    return loop;
  }

  public List<PurpleMcpDeployment> desired() {
    return desired.stream()
        .filter(PurpleMcpDeployment.class::isInstance)
        .map(PurpleMcpDeployment.class::cast)
        .toList();
  }

  public DeploymentStatus status(String name) {
    return board.find(name).orElseThrow(() -> new AssertionError("no status of " + name));
  }

  /** The operator's own mutating calls, in whichever account, since the record was last emptied. */
  public List<CallRecord> writes() {
    List<CallRecord> writes = new ArrayList<>(writesBefore);
    sandbox.calls().stream()
        .filter(CallRecord::mutating)
        .filter(
            call ->
                call.caller().contains(OPERATOR_KEY)
                    || !call.caller().contains(SandboxAccountIds.ACCOUNT))
        .forEach(writes::add);
    return writes;
  }

  /** Everything that the operator called since then, under its own name or an assumed role's. */
  public List<CallRecord> operatorCalls() {
    return sandbox.calls().stream().filter(call -> !call.caller().contains(PERSON_KEY)).toList();
  }

  public World forget() {
    journal.forget();
    sandbox.forgetCalls();
    writesBefore = List.of();
    return this;
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
