package io.purplemcp.operator.sandbox.core;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.core.SdkPojo;

/** Executes calls on the state, one at a time. */
public final class Engine {
  private static final TableKey<Boolean> SEEDED = TableKey.of("sandbox.seeded", Boolean.class);

  private final List<ServiceDefinition> services;
  private final List<Seed> seeds;
  private final InstantSource clock;
  private final Ids ids;
  private final Lock lock = new ReentrantLock();
  private Cloud cloud = new Cloud();

  public Engine(List<ServiceDefinition> services, List<Seed> seeds, InstantSource clock, Ids ids) {
    this.services = services;
    this.seeds = seeds;
    this.clock = clock;
    this.ids = ids;
  }

  /** The ARN of the caller. */
  public Identity identify(String accessKeyId) {
    return locked(() -> AccountBook.identify(cloud, accessKeyId, clock.instant()));
  }

  /**
   * @throws AwsError when AWS would answer one
   */
  public SdkPojo execute(Call call, Identity caller) {
    return locked(() -> serve(call, caller));
  }

  /** Forgets everything; the seeds are planted again at the next call. */
  public void reset() {
    locked(() -> cloud = new Cloud());
  }

  private SdkPojo serve(Call call, Identity caller) {
    Instant now = clock.instant();
    Scope scope = new Scope(caller.account(), call.region());
    Context live = new Context(cloud, scope, now, ids, caller.arn());
    seed(live);
    services.forEach(service -> service.ticker().advance(live, now));
    return Invocation.invoke(call, live);
  }

  private void seed(Context context) {
    Table<Boolean> seeded = context.table(SEEDED);
    if (!seeded.contains(context.scope().region())) {
      seeded.put(context.scope().region(), true);
      seeds.forEach(seed -> seed.plant(context));
    }
  }

  private <T> T locked(java.util.function.Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
