package io.purplemcp.operator.sandbox;

import io.purplemcp.operator.sandbox.cloudwatch.Alarms;
import io.purplemcp.operator.sandbox.core.CallInterceptor;
import io.purplemcp.operator.sandbox.core.CallLog;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.Chaos;
import io.purplemcp.operator.sandbox.core.ChaosSettings;
import io.purplemcp.operator.sandbox.core.Cloud;
import io.purplemcp.operator.sandbox.core.Engine;
import io.purplemcp.operator.sandbox.core.Ids;
import io.purplemcp.operator.sandbox.core.Pace;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.Trail;
import io.purplemcp.operator.sandbox.dataplane.DataPlane;
import io.purplemcp.operator.sandbox.dataplane.DataPlaneSettings;
import io.purplemcp.operator.sandbox.dataplane.TokenGate;
import io.purplemcp.operator.sandbox.state.StateFile;
import io.purplemcp.operator.sandbox.waf.Firewall;
import io.purplemcp.operator.sandbox.wire.ControlPage;
import io.purplemcp.operator.sandbox.wire.ControlSwitch;
import io.purplemcp.operator.sandbox.wire.Dispatcher;
import io.purplemcp.operator.sandbox.wire.SandboxServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/**
 * An embedded AWS: one HTTP endpoint on the loopback interface that speaks the protocols of the
 * services in {@link SandboxServices}.
 */
public final class Sandbox implements AutoCloseable {
  private final Engine engine;
  private final CallLog calls;
  private final Chaos chaos;
  private final Dispatcher dispatcher;
  private final DataPlane dataPlane;
  private final SandboxServer server;

  private Sandbox(
      Engine engine,
      CallLog calls,
      Chaos chaos,
      Dispatcher dispatcher,
      DataPlane dataPlane,
      SandboxServer server) {
    this.engine = engine;
    this.calls = calls;
    this.chaos = chaos;
    this.dispatcher = dispatcher;
    this.dataPlane = dataPlane;
    this.server = server;
  }

  /**
   * @throws java.io.UncheckedIOException when the port is taken or the kept state is unreadable
   */
  public static Sandbox start(SandboxOptions options) {
    Trail trail = new Trail();
    List<ServiceDefinition> services = SandboxServices.all(trail);
    Chaos chaos = new Chaos();
    Optional<StateFile> state = options.stateDirectory().map(StateFile::new);
    Engine engine =
        new Engine(
            services,
            SandboxSeed.all(),
            options.clock(),
            new Pace(options.speed()),
            new Ids(new Random(options.randomSeed())),
            chaos,
            new Random(~options.randomSeed()),
            state.map(StateFile::load).orElseGet(Cloud::new),
            cloud -> state.ifPresent(file -> file.save(cloud)));
    CallLog calls = new CallLog();
    Dispatcher dispatcher = new Dispatcher(services, engine, calls, trail);
    DataPlane dataPlane = dataPlane(engine, options);
    SandboxServer server =
        SandboxServer.start(
            options.port(),
            dispatcher,
            calls,
            chaos,
            pages(engine, dataPlane),
            Map.of("alarms", new ControlSwitch(states -> set(engine, states))));
    Sandbox started = new Sandbox(engine, calls, chaos, dispatcher, dataPlane, server);
    try {
      if (options.proxyPort().isPresent() || options.taskCommand().isPresent()) {
        dataPlane.proxy();
      }
    } catch (UncheckedIOException taken) {
      started.close();
      throw taken;
    }
    return started;
  }

  private static DataPlane dataPlane(Engine engine, SandboxOptions options) {
    return new DataPlane(
        engine,
        new DataPlaneSettings(
            options.proxyPort(), options.clientAddress(), options.speed(), options.taskCommand()),
        new Firewall(),
        Map.of(ActionTypeEnum.JWT_VALIDATION, new TokenGate()));
  }

  private static Map<String, Supplier<ControlPage>> pages(Engine engine, DataPlane dataPlane) {
    return Map.of(
        "alarms", () -> ControlPage.json(alarms(engine)),
        "endpoints", () -> ControlPage.json(dataPlane.endpoints()),
        "ca.pem", () -> ControlPage.text("application/x-pem-file", dataPlane.authority()));
  }

  /** Where every service is reached. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** The load balancers and tasks, as their clients reach them. */
  public DataPlane dataPlane() {
    return dataPlane;
  }

  /** The calls served since the start or the last {@link #forgetCalls}, oldest first. */
  public List<CallRecord> calls() {
    return calls.all();
  }

  public void forgetCalls() {
    calls.clear();
  }

  private static void set(Engine engine, Map<String, String> states) {
    Map<String, String> checked = Alarms.checked(states);
    engine.change(context -> new Alarms(context).set(checked));
  }

  private static Map<String, String> alarms(Engine engine) {
    return engine.look(
        contexts -> {
          var all = new TreeMap<String, String>();
          contexts.forEach(context -> all.putAll(new Alarms(context).states()));
          return all;
        });
  }

  /**
   * Puts CloudWatch alarms into a state, in every account and region in use; also under {@code
   * /_sandbox/alarms}.
   *
   * @param states {@code ALARM}, {@code OK} or {@code INSUFFICIENT_DATA}, by the alarm's name
   */
  public void alarms(Map<String, String> states) {
    set(engine, states);
  }

  /** Switches the unpleasant sides of AWS on and off; also under {@code /_sandbox/chaos}. */
  public void chaos(ChaosSettings settings) {
    chaos.set(settings);
  }

  /** The switches as they are, with what is left of the faults. */
  public ChaosSettings chaos() {
    return chaos.settings();
  }

  /**
   * Puts something between the sandbox and its callers; {@link CallInterceptor#NONE} removes it.
   */
  public void intercept(CallInterceptor interceptor) {
    dispatcher.intercept(interceptor);
  }

  /** What is in all of its accounts now. */
  public Cloud snapshot() {
    return engine.snapshot();
  }

  /**
   * Puts back what was in its accounts when the snapshot was taken. The record of calls, the
   * history of calls, the clock and the switches stay as they are.
   */
  public void restore(Cloud snapshot) {
    engine.restore(snapshot);
  }

  /** Back to the first state, calm and with an empty record. */
  public void reset() {
    chaos.set(ChaosSettings.CALM);
    engine.reset();
    calls.clear();
  }

  /** Stops answering. What the state directory is for is kept there. */
  @Override
  public void close() {
    server.close();
    dataPlane.close();
    engine.keep();
  }
}
