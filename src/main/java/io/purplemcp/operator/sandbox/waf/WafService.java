package io.purplemcp.operator.sandbox.waf;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.AssociateWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.AssociateWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.CheckCapacityRequest;
import software.amazon.awssdk.services.wafv2.model.CheckCapacityResponse;
import software.amazon.awssdk.services.wafv2.model.CreateWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.CreateWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.DeleteWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.DeleteWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.DisassociateWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.DisassociateWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclForResourceRequest;
import software.amazon.awssdk.services.wafv2.model.GetWebAclForResourceResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.ListResourcesForWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.ListResourcesForWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.wafv2.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.wafv2.model.ListWebAcLsRequest;
import software.amazon.awssdk.services.wafv2.model.ListWebAcLsResponse;
import software.amazon.awssdk.services.wafv2.model.ResourceType;
import software.amazon.awssdk.services.wafv2.model.Tag;
import software.amazon.awssdk.services.wafv2.model.TagResourceRequest;
import software.amazon.awssdk.services.wafv2.model.TagResourceResponse;
import software.amazon.awssdk.services.wafv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.wafv2.model.UntagResourceResponse;
import software.amazon.awssdk.services.wafv2.model.UpdateWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.UpdateWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/** WAF (v2) for load balancers: web ACLs, their associations and tags. */
public final class WafService implements SandboxService {
  private final WebAcls acls;
  private final Associations associations;

  public WafService(Context context) {
    this.acls = new WebAcls(context);
    this.associations = new Associations(context);
  }

  public static ServiceDefinition definition() {
    return new ServiceDefinition(
        "wafv2",
        ServiceDefinition.Protocol.AWS_JSON,
        Wafv2Client.class,
        false,
        WafService.class,
        WafService::new,
        Set.of("CheckCapacity"),
        (context, now) -> Associations.forgetGone(context));
  }

  /** For the Resource Groups Tagging API: every web ACL's tags by ARN. */
  public static Map<String, Map<String, String>> tags(Context context) {
    Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    context.table(WafTables.WEB_ACLS).all().forEach(row -> tags.put(row.arn(), row.tags()));
    return tags;
  }

  public CreateWebAclResponse createWebACL(CreateWebAclRequest request) {
    return CreateWebAclResponse.builder().summary(acls.create(request).summary()).build();
  }

  public GetWebAclResponse getWebACL(GetWebAclRequest request) {
    WebAclRow row =
        request.arn() == null ? acls.named(request.name(), request.id()) : acls.find(request.arn());
    return GetWebAclResponse.builder().webACL(row.model()).lockToken(row.lockToken()).build();
  }

  public UpdateWebAclResponse updateWebACL(UpdateWebAclRequest request) {
    return UpdateWebAclResponse.builder().nextLockToken(acls.update(request).lockToken()).build();
  }

  public DeleteWebAclResponse deleteWebACL(DeleteWebAclRequest request) {
    WebAclRow row = acls.locked(request.name(), request.id(), request.scope(), request.lockToken());
    if (!associations.resources(row.arn()).isEmpty()) {
      throw WafErrors.associated();
    }
    acls.delete(row);
    return DeleteWebAclResponse.builder().build();
  }

  public ListWebAcLsResponse listWebACLs(ListWebAcLsRequest request) {
    Page<WebACLSummary> page = acls.list(request.scope(), request.nextMarker(), request.limit());
    return ListWebAcLsResponse.builder()
        .webACLs(page.items())
        .nextMarker(page.next().orElse(null))
        .build();
  }

  public CheckCapacityResponse checkCapacity(CheckCapacityRequest request) {
    return CheckCapacityResponse.builder()
        .capacity(Capacity.of(RuleChecks.checked(request.rules())))
        .build();
  }

  public AssociateWebAclResponse associateWebACL(AssociateWebAclRequest request) {
    associations.associate(acls.find(request.webACLArn()), request.resourceArn());
    return AssociateWebAclResponse.builder().build();
  }

  public DisassociateWebAclResponse disassociateWebACL(DisassociateWebAclRequest request) {
    associations.disassociate(request.resourceArn());
    return DisassociateWebAclResponse.builder().build();
  }

  public GetWebAclForResourceResponse getWebACLForResource(GetWebAclForResourceRequest request) {
    return GetWebAclForResourceResponse.builder()
        .webACL(associations.of(request.resourceArn()).map(WebAclRow::model).orElse(null))
        .build();
  }

  public ListResourcesForWebAclResponse listResourcesForWebACL(
      ListResourcesForWebAclRequest request) {
    WebAclRow row = acls.find(request.webACLArn());
    boolean balancers =
        request.resourceType() == null
            || request.resourceType() == ResourceType.APPLICATION_LOAD_BALANCER;
    return ListResourcesForWebAclResponse.builder()
        .resourceArns(balancers ? associations.resources(row.arn()) : List.of())
        .build();
  }

  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    WebAclRow row = acls.find(request.resourceARN());
    List<Tag> tags =
        row.tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return ListTagsForResourceResponse.builder()
        .tagInfoForResource(info -> info.resourceARN(row.arn()).tagList(tags))
        .build();
  }

  public TagResourceResponse tagResource(TagResourceRequest request) {
    acls.put(acls.find(request.resourceARN()).plusTags(WebAcls.tags(request.tags())));
    return TagResourceResponse.builder().build();
  }

  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    acls.put(acls.find(request.resourceARN()).minusTags(request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }
}
