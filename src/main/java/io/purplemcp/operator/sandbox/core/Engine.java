package io.purplemcp.operator.sandbox.core;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** Executes calls on the state, one at a time. */
public final class Engine {
  private static final TableKey<Boolean> SEEDED = TableKey.of("sandbox.seeded", Boolean.class);

  /** What is always up to date: who one is does not lag. */
  private static final Set<String> NEVER_STALE = Set.of("sts");

  private final List<ServiceDefinition> services;
  private final List<Seed> seeds;
  private final InstantSource clock;
  private final Pace pace;
  private final Ids ids;
  private final Chaos chaos;
  private final Throttle throttle = new Throttle();
  private final History history;
  private final Shuffler shuffler;
  private final Consumer<Cloud> keeper;
  private final Lock lock = new ReentrantLock();

  /** Up to when all has happened that was due, where nothing was changed since. */
  private final Map<Scope, Instant> advanced = new HashMap<>();

  private Cloud cloud;

  /**
   * @param chance decides what chaos does; apart from the ids, so that chaos does not change them
   * @param cloud the state to begin with
   * @param keeper is given the state after each mutating call, to keep it
   */
  public Engine(
      List<ServiceDefinition> services,
      List<Seed> seeds,
      InstantSource clock,
      Pace pace,
      Ids ids,
      Chaos chaos,
      Random chance,
      Cloud cloud,
      Consumer<Cloud> keeper) {
    this.services = services;
    this.seeds = seeds;
    this.clock = clock;
    this.pace = pace;
    this.ids = ids;
    this.chaos = chaos;
    this.history = new History(chance);
    this.shuffler = new Shuffler(chance);
    this.cloud = cloud;
    this.keeper = keeper;
  }

  /**
   * @throws AccountBook.ExpiredCredentials when the key is of a session that is over
   */
  public Identity identify(String accessKeyId) {
    return locked(() -> AccountBook.identify(cloud, accessKeyId, clock.instant()));
  }

  /** The time, which is also its clients'. */
  public Instant now() {
    return clock.instant();
  }

  /**
   * @throws AwsError when AWS would answer one
   * @throws AnswerLost when a fault closes the connection
   */
  public SdkPojo execute(Call call, Identity caller) {
    return locked(() -> serve(call, caller));
  }

  /**
   * Looks at every account and region that is in use, after what has happened by itself up to now.
   *
   * @param question must change nothing that a call could see
   */
  public <T> T look(Function<List<Context>, T> question) {
    return locked(
        () -> {
          Instant now = clock.instant();
          List<Context> contexts =
              List.copyOf(cloud.stores().keySet()).stream()
                  .map(scope -> context(scope, now))
                  .filter(context -> context.table(SEEDED).contains(context.scope().region()))
                  .toList();
          contexts.forEach(this::advance);
          return question.apply(contexts);
        });
  }

  /** Lets something happen that no call brings about, in every account and region in use. */
  public void change(Consumer<Context> happens) {
    look(
        contexts -> {
          contexts.forEach(happens);
          advanced.clear();
          return contexts;
        });
  }

  /** Looks at one scope, whether it is in use or not, as {@link #look} does. */
  public <T> T lookAt(Scope scope, Function<Context, T> question) {
    return locked(() -> question.apply(context(scope, clock.instant())));
  }

  /** Forgets everything; the seeds are planted again at the next call. */
  public void reset() {
    restore(new Cloud());
  }

  /** The whole state as it is now; what happens afterwards does not change it. */
  public Cloud snapshot() {
    return locked(() -> cloud.copy());
  }

  /**
   * Makes an earlier state the present one. Ids that were given out since are not given out again,
   * and no read sees what was in between.
   */
  public void restore(Cloud snapshot) {
    locked(
        () -> {
          cloud = snapshot.copy();
          advanced.clear();
          history.forget();
          keeper.accept(cloud);
          return cloud;
        });
  }

  /** Has the state kept as it is now, with what has happened without a call. */
  public void keep() {
    locked(
        () -> {
          keeper.accept(cloud);
          return cloud;
        });
  }

  private SdkPojo serve(Call call, Identity caller) {
    Instant now = clock.instant();
    Scope scope = new Scope(caller.account(), call.region());
    Context live = new Context(cloud, scope, now, ids, caller.arn(), pace);
    seed(live);
    advance(live);
    Optional<Fault> fault = chaos.take(call);
    raise(fault, Fault.When.BEFORE);
    ChaosSettings settings = chaos.settings();
    if (settings.throttle()) {
      throttle.take(call, scope, now);
    }
    SdkPojo response = call.mutating() ? write(call, live) : read(call, live);
    raise(fault, Fault.When.AFTER);
    return settings.shuffle() ? shuffler.shuffle(response) : response;
  }

  /**
   * Lets happen what is due by now; nothing is, where no time has passed and nothing was changed.
   */
  private void advance(Context context) {
    if (!context.now().equals(advanced.put(context.scope(), context.now()))) {
      services.forEach(service -> service.ticker().advance(context, context.now()));
    }
  }

  private SdkPojo write(Call call, Context live) {
    ChaosSettings.Lag lag = chaos.settings().lag();
    Optional<Cloud> before = lag.calls() > 0 ? Optional.of(cloud.copy()) : Optional.empty();
    advanced.clear();
    SdkPojo response = Invocation.invoke(call, live);
    before.ifPresent(state -> history.keep(state, live.now(), lag));
    keeper.accept(cloud);
    return response;
  }

  private SdkPojo read(Call call, Context live) {
    if (NEVER_STALE.contains(call.service().signingName())) {
      return Invocation.invoke(call, live);
    }
    Cloud seen = history.read(cloud, live.scope(), live.now(), chaos.settings().lag());
    return Invocation.invoke(
        call, new Context(seen, live.scope(), live.now(), ids, live.caller(), pace));
  }

  private static void raise(Optional<Fault> fault, Fault.When when) {
    if (fault.isPresent() && fault.get().when() == when) {
      throw fault.get().raise();
    }
  }

  private void seed(Context context) {
    Table<Boolean> seeded = context.table(SEEDED);
    if (!seeded.contains(context.scope().region())) {
      seeded.put(context.scope().region(), true);
      seeds.forEach(seed -> seed.plant(context));
    }
  }

  private Context context(Scope scope, Instant now) {
    return new Context(cloud, scope, now, ids, "sandbox", pace);
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
