package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;

/** Listeners of application load balancers. */
final class Listeners {
  private static final int HIGHEST_PORT = 65_535;

  private final Context context;
  private final Table<ListenerRow> table;
  private final ElbTags tags;

  Listeners(Context context) {
    this.context = context;
    this.table = context.table(ElbTables.LISTENERS);
    this.tags = new ElbTags(context);
  }

  static ListenerRow find(Context context, String arn) {
    return context
        .table(ElbTables.LISTENERS)
        .find(ElbErrors.required(arn, "listenerArn"))
        .orElseThrow(() -> ElbErrors.listenerNotFound(arn));
  }

  Listener create(CreateListenerRequest request) {
    String balancer = LoadBalancers.find(context, request.loadBalancerArn()).arn();
    Map<String, String> given = ElbTags.checked(request.tags());
    Listener wanted =
        completed(
            Listener.builder()
                .loadBalancerArn(balancer)
                .protocol(ElbErrors.required(request.protocolAsString(), "protocol"))
                .port(ElbErrors.required(request.port(), "port"))
                .sslPolicy(request.sslPolicy())
                .certificates(request.certificates())
                .mutualAuthentication(request.mutualAuthentication())
                .defaultActions(request.defaultActions())
                .build(),
            List.of());
    Optional<ListenerRow> occupied = onPort(balancer, wanted.port());
    return occupied.isPresent()
        ? sameOrDuplicate(occupied.get().model(), wanted)
        : add(wanted, given);
  }

  List<Listener> describe(DescribeListenersRequest request) {
    if (!request.listenerArns().isEmpty()) {
      return request.listenerArns().stream().map(arn -> shown(find(context, arn).model())).toList();
    }
    if (request.loadBalancerArn() == null) {
      throw ElbErrors.validation("You must specify either listener ARNs or a load balancer ARN");
    }
    String balancer = LoadBalancers.find(context, request.loadBalancerArn()).arn();
    return of(balancer).stream().map(row -> shown(row.model())).toList();
  }

  /** What the request leaves out stays; lists are replaced whole. */
  Listener modify(ModifyListenerRequest request) {
    ListenerRow row = find(context, request.listenerArn());
    Listener before = row.model();
    Listener.Builder changed = before.toBuilder();
    Optional.ofNullable(request.protocolAsString())
        .filter(protocol -> !protocol.equals(before.protocolAsString()))
        .ifPresent(protocol -> ListenerTls.stripped(changed).protocol(protocol));
    Optional.ofNullable(request.port()).ifPresent(changed::port);
    Optional.ofNullable(request.sslPolicy()).ifPresent(changed::sslPolicy);
    Optional.ofNullable(request.mutualAuthentication()).ifPresent(changed::mutualAuthentication);
    if (!request.certificates().isEmpty()) {
      changed.certificates(request.certificates());
    }
    if (!request.defaultActions().isEmpty()) {
      changed.defaultActions(request.defaultActions());
    }
    Listener after = completed(changed.build(), before.defaultActions());
    onPort(after.loadBalancerArn(), after.port())
        .filter(other -> !other.arn().equals(row.arn()))
        .ifPresent(other -> refuse(other.model()));
    table.put(row.arn(), moved(row, after));
    return shown(after);
  }

  Map<String, String> modifyAttributes(String arn, Map<String, String> changes) {
    ListenerRow row = find(context, arn);
    boolean https = "HTTPS".equals(row.model().protocolAsString());
    ListenerRow after =
        row.withAttributes(AttributeCatalogue.listener(https).changed(row.attributes(), changes));
    table.put(arn, after);
    return after.attributes();
  }

  void delete(String arn) {
    ListenerRow row = find(context, arn);
    Rules.forgetOf(context, row);
    table.remove(arn);
    tags.forget(arn);
  }

  void deleteOf(String loadBalancerArn) {
    of(loadBalancerArn).forEach(row -> delete(row.arn()));
  }

  private List<ListenerRow> of(String loadBalancerArn) {
    return table.all().stream()
        .filter(row -> row.model().loadBalancerArn().equals(loadBalancerArn))
        .toList();
  }

  private Optional<ListenerRow> onPort(String loadBalancerArn, int port) {
    return of(loadBalancerArn).stream().filter(row -> row.model().port() == port).findFirst();
  }

  private Listener add(Listener wanted, Map<String, String> given) {
    String path = ElbNames.path(wanted.loadBalancerArn()) + "/" + ElbNames.id(context);
    String arn = ElbNames.arn(context, "listener/" + path);
    String rule = ElbNames.arn(context, "listener-rule/" + path + "/" + ElbNames.id(context));
    Listener listener = wanted.toBuilder().listenerArn(arn).build();
    Map<String, Instant> routed = Routes.since(listener.defaultActions(), Map.of(), context.now());
    table.put(arn, new ListenerRow(listener, List.of(), attributes(listener), rule, routed));
    tags.tagNew(arn, given);
    return shown(listener);
  }

  /** Another protocol has other attributes and no further certificates. */
  private ListenerRow moved(ListenerRow row, Listener after) {
    ListenerRow moved = row.with(after, context.now());
    return after.protocolAsString().equals(row.model().protocolAsString())
        ? moved
        : moved.withFurtherCertificates(List.of()).withAttributes(attributes(after));
  }

  private Listener completed(Listener given, List<Action> before) {
    boolean https = "HTTPS".equals(given.protocolAsString());
    if (!https && !"HTTP".equals(given.protocolAsString())) {
      throw AwsError.badRequest(
          "UnsupportedProtocol",
          "Protocol '"
              + given.protocolAsString()
              + "' is not supported by application load balancers");
    }
    ElbErrors.within(1, HIGHEST_PORT, given.port(), "Port");
    Actions actions = new Actions(context, given.loadBalancerArn(), https);
    List<Action> checked =
        given.defaultActions().equals(before) && !before.isEmpty()
            ? before
            : actions.checked(given.defaultActions(), before);
    return ListenerTls.complete(context, given).toBuilder().defaultActions(checked).build();
  }

  private static Listener sameOrDuplicate(Listener existing, Listener wanted) {
    Listener same = wanted.toBuilder().listenerArn(existing.listenerArn()).build();
    if (!same.equals(existing)) {
      refuse(existing);
    }
    return shown(existing);
  }

  private static void refuse(Listener existing) {
    throw AwsError.badRequest(
        "DuplicateListener",
        "A listener already exists on this port for this load balancer '"
            + existing.loadBalancerArn()
            + "'");
  }

  private static Map<String, String> attributes(Listener listener) {
    return AttributeCatalogue.listener("HTTPS".equals(listener.protocolAsString())).defaults();
  }

  private static Listener shown(Listener listener) {
    return listener.toBuilder()
        .defaultActions(listener.defaultActions().stream().map(AuthenticateAction::shown).toList())
        .build();
  }
}
