package io.purplemcp.operator.sandbox.elb;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy;

/** Listeners, their certificates and their rules. */
public final class ListenerService implements SandboxService {
  private final Context context;

  public ListenerService(Context context) {
    this.context = context;
  }

  public CreateListenerResponse createListener(CreateListenerRequest request) {
    return CreateListenerResponse.builder()
        .listeners(new Listeners(context).create(request))
        .build();
  }

  public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    Page<Listener> page =
        Page.of(new Listeners(context).describe(request), request.marker(), request.pageSize());
    return DescribeListenersResponse.builder()
        .listeners(page.items())
        .nextMarker(page.nextMarker())
        .build();
  }

  public ModifyListenerResponse modifyListener(ModifyListenerRequest request) {
    return ModifyListenerResponse.builder()
        .listeners(new Listeners(context).modify(request))
        .build();
  }

  public DeleteListenerResponse deleteListener(DeleteListenerRequest request) {
    new Listeners(context).delete(request.listenerArn());
    return DeleteListenerResponse.builder().build();
  }

  public AddListenerCertificatesResponse addListenerCertificates(
      AddListenerCertificatesRequest request) {
    return AddListenerCertificatesResponse.builder()
        .certificates(
            new ListenerCertificates(context).add(request.listenerArn(), request.certificates()))
        .build();
  }

  public RemoveListenerCertificatesResponse removeListenerCertificates(
      RemoveListenerCertificatesRequest request) {
    new ListenerCertificates(context).remove(request.listenerArn(), request.certificates());
    return RemoveListenerCertificatesResponse.builder().build();
  }

  public DescribeListenerCertificatesResponse describeListenerCertificates(
      DescribeListenerCertificatesRequest request) {
    Page<Certificate> page =
        Page.of(
            new ListenerCertificates(context).describe(request.listenerArn()),
            request.marker(),
            request.pageSize());
    return DescribeListenerCertificatesResponse.builder()
        .certificates(page.items())
        .nextMarker(page.nextMarker())
        .build();
  }

  public CreateRuleResponse createRule(CreateRuleRequest request) {
    return CreateRuleResponse.builder().rules(new Rules(context).create(request)).build();
  }

  public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
    Page<Rule> page =
        Page.of(new Rules(context).describe(request), request.marker(), request.pageSize());
    return DescribeRulesResponse.builder()
        .rules(page.items())
        .nextMarker(page.nextMarker())
        .build();
  }

  public ModifyRuleResponse modifyRule(ModifyRuleRequest request) {
    return ModifyRuleResponse.builder().rules(new Rules(context).modify(request)).build();
  }

  public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
    new Rules(context).delete(request.ruleArn());
    return DeleteRuleResponse.builder().build();
  }

  public SetRulePrioritiesResponse setRulePriorities(SetRulePrioritiesRequest request) {
    return SetRulePrioritiesResponse.builder()
        .rules(new Rules(context).setPriorities(request.rulePriorities()))
        .build();
  }

  public DescribeListenerAttributesResponse describeListenerAttributes(
      DescribeListenerAttributesRequest request) {
    return DescribeListenerAttributesResponse.builder()
        .attributes(
            ElbAttributes.listener(Listeners.find(context, request.listenerArn()).attributes()))
        .build();
  }

  public ModifyListenerAttributesResponse modifyListenerAttributes(
      ModifyListenerAttributesRequest request) {
    return ModifyListenerAttributesResponse.builder()
        .attributes(
            ElbAttributes.listener(
                new Listeners(context)
                    .modifyAttributes(
                        request.listenerArn(), ElbAttributes.ofListener(request.attributes()))))
        .build();
  }

  public DescribeSslPoliciesResponse describeSslPolicies(DescribeSslPoliciesRequest request) {
    Page<SslPolicy> page =
        Page.of(SslPolicies.named(request.names()), request.marker(), request.pageSize());
    return DescribeSslPoliciesResponse.builder()
        .sslPolicies(page.items())
        .nextMarker(page.nextMarker())
        .build();
  }
}
