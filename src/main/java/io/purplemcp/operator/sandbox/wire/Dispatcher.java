package io.purplemcp.operator.sandbox.wire;

import io.purplemcp.operator.sandbox.core.AccountBook.ExpiredCredentials;
import io.purplemcp.operator.sandbox.core.AnswerLost;
import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Call;
import io.purplemcp.operator.sandbox.core.CallInterceptor;
import io.purplemcp.operator.sandbox.core.CallInterceptor.Arrival;
import io.purplemcp.operator.sandbox.core.CallInterceptor.Verdict;
import io.purplemcp.operator.sandbox.core.CallLog;
import io.purplemcp.operator.sandbox.core.CallRecord;
import io.purplemcp.operator.sandbox.core.Engine;
import io.purplemcp.operator.sandbox.core.Identity;
import io.purplemcp.operator.sandbox.core.Operation;
import io.purplemcp.operator.sandbox.core.Operations;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.Trail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.SdkPojo;

/** Finds out what a request asks of whom, has it executed, and words the answer. */
public final class Dispatcher {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);
  private static final int INTERNAL = 500;

  private final Map<String, List<Operations>> services = new LinkedHashMap<>();
  private final Engine engine;
  private final CallLog log;
  private final Trail trail;
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong mutatingNumbers = new AtomicLong();
  private volatile CallInterceptor interceptor = CallInterceptor.NONE;

  public Dispatcher(List<ServiceDefinition> definitions, Engine engine, CallLog log, Trail trail) {
    for (ServiceDefinition definition : definitions) {
      services
          .computeIfAbsent(definition.signingName(), name -> new ArrayList<>())
          .add(new Operations(definition));
    }
    this.engine = engine;
    this.log = log;
    this.trail = trail;
  }

  public void intercept(CallInterceptor with) {
    interceptor = with;
  }

  /**
   * @return empty where the connection is to be cut instead of an answer
   */
  Optional<Answer> dispatch(CredentialScope scope, WireRequest request, String requestId) {
    List<Operations> candidates = services.getOrDefault(scope.service(), List.of());
    if (candidates.isEmpty()) {
      return Optional.of(Refusals.unknownService(scope.service(), services.keySet()));
    }
    Wire wire;
    try {
      wire = Wire.of(candidates.get(0).service().protocol(), request);
    } catch (Malformed e) {
      return Optional.of(Refusals.plain("MalformedInput", e.getMessage()));
    }
    for (Operations operations : candidates) {
      Optional<Operation> operation = operations.find(wire.operation());
      if (operation.isPresent()) {
        return new Exchange(scope, operations, operation.get(), wire, requestId).run();
      }
    }
    return Optional.of(notImplemented(scope, wire, requestId));
  }

  private Answer notImplemented(CredentialScope scope, Wire wire, String requestId) {
    AwsError error = AwsError.notImplemented(scope.service(), wire.operation());
    log.add(
        new CallRecord(
            scope.service(),
            wire.operation(),
            false,
            error.status(),
            error.code(),
            scope.region(),
            "",
            requestId));
    return wire.error(error, requestId);
  }

  /** One call on its way through the sandbox. */
  private final class Exchange {
    private final CredentialScope scope;
    private final Operations operations;
    private final Operation operation;
    private final Wire wire;
    private final String requestId;
    private final boolean mutating;
    private String caller = "";

    Exchange(
        CredentialScope scope,
        Operations operations,
        Operation operation,
        Wire wire,
        String requestId) {
      this.scope = scope;
      this.operations = operations;
      this.operation = operation;
      this.wire = wire;
      this.requestId = requestId;
      this.mutating = operations.mutates(operation);
    }

    Optional<Answer> run() {
      Arrival arrival = arrival();
      if (interceptor.before(arrival) == Verdict.DROP) {
        record(0, "");
        return Optional.empty();
      }
      Optional<Answer> answer =
          answer().filter(given -> interceptor.after(arrival) == Verdict.PASS);
      record(answer.map(Answer::status).orElse(0), answer.map(Answer::errorType).orElse(""));
      return answer;
    }

    private Arrival arrival() {
      long own = mutating ? mutatingNumbers.incrementAndGet() : mutatingNumbers.get();
      return new Arrival(
          scope.service(), operation.name(), mutating, numbers.incrementAndGet(), own);
    }

    private Optional<Answer> answer() {
      try {
        Identity identity = engine.identify(scope.accessKeyId());
        caller = identity.arn();
        SdkPojo request = wire.decode(operation);
        SdkPojo response = execute(call(request), identity);
        return Optional.of(wire.success(operation, response, requestId));
      } catch (AnswerLost e) {
        return Optional.empty();
      } catch (RuntimeException e) {
        return Optional.of(wire.error(error(e), requestId));
      }
    }

    /** Calls that AWS refuses are on record as well. */
    private SdkPojo execute(Call call, Identity identity) {
      String error = "";
      try {
        return engine.execute(call, identity);
      } catch (AwsError e) {
        error = e.code();
        throw e;
      } finally {
        if (mutating) {
          trail.add(requestId, engine.now(), call, identity, error);
        }
      }
    }

    private AwsError error(RuntimeException cause) {
      if (cause instanceof AwsError error) {
        return error;
      } else if (cause instanceof Malformed malformed) {
        return wire.malformed(malformed);
      } else if (cause instanceof ExpiredCredentials expired) {
        return wire.expired(expired.getMessage());
      }
      LOG.errorf(cause, "The sandbox failed at %s:%s", scope.service(), operation.name());
      return new AwsError(INTERNAL, "InternalFailure", cause.toString());
    }

    private Call call(SdkPojo request) {
      ServiceDefinition service = operations.service();
      return new Call(service, operation, mutating, scope.region(), scope.accessKeyId(), request);
    }

    private void record(int status, String error) {
      log.add(
          new CallRecord(
              scope.service(),
              operation.name(),
              mutating,
              status,
              error,
              scope.region(),
              caller,
              requestId));
    }
  }
}
