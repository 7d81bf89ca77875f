package io.purplemcp.operator.sandbox.tagging;

import io.purplemcp.operator.sandbox.acm.AcmService;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.TagService;
import io.purplemcp.operator.sandbox.ecs.EcsService;
import io.purplemcp.operator.sandbox.elb.LoadBalancerService;
import io.purplemcp.operator.sandbox.logs.LogsService;
import io.purplemcp.operator.sandbox.secrets.SecretsManagerService;
import io.purplemcp.operator.sandbox.waf.WafService;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateRequest;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;

/** How each service takes tags: its own operations, its own form of a tag. */
final class TagWriters {
  /** By the service in the ARN. */
  static final Map<String, TagWriter> BY_SERVICE =
      Map.of(
          "acm", TagWriters::acm,
          "ec2", TagWriters::ec2,
          "ecs", TagWriters::ecs,
          "elasticloadbalancing", TagWriters::elb,
          "logs", TagWriters::logs,
          "secretsmanager", TagWriters::secret,
          "wafv2", TagWriters::webAcl);

  private TagWriters() {}

  private static void acm(
      Context context, String arn, Map<String, String> added, List<String> removed) {
    // Who uses a certificate does not matter to its tags.
    AcmService service =
        serving(AcmService.class, AcmService.definition((c, certificate) -> List.of()), context);
    if (!added.isEmpty()) {
      service.addTagsToCertificate(
          AddTagsToCertificateRequest.builder()
              .certificateArn(arn)
              .tags(list(added, TagWriters::acmTag))
              .build());
    }
    if (!removed.isEmpty()) {
      service.removeTagsFromCertificate(
          RemoveTagsFromCertificateRequest.builder()
              .certificateArn(arn)
              .tags(removed.stream().map(key -> acmTag(key, null)).toList())
              .build());
    }
  }

  private static software.amazon.awssdk.services.acm.model.Tag acmTag(String key, String value) {
    return software.amazon.awssdk.services.acm.model.Tag.builder().key(key).value(value).build();
  }

  private static void ec2(
      Context context, String arn, Map<String, String> added, List<String> removed) {
    TagService service = serving(TagService.class, TagService.definition(), context);
    String id = arn.substring(arn.lastIndexOf('/') + 1);
    if (!added.isEmpty()) {
      service.createTags(
          CreateTagsRequest.builder().resources(id).tags(list(added, TagWriters::ec2Tag)).build());
    }
    if (!removed.isEmpty()) {
      service.deleteTags(
          DeleteTagsRequest.builder()
              .resources(id)
              .tags(removed.stream().map(key -> ec2Tag(key, null)).toList())
              .build());
    }
  }

  private static software.amazon.awssdk.services.ec2.model.Tag ec2Tag(String key, String value) {
    return software.amazon.awssdk.services.ec2.model.Tag.builder().key(key).value(value).build();
  }

  private static void ecs(
      Context context, String arn, Map<String, String> added, List<String> removed) {
    EcsService service = serving(EcsService.class, EcsService.definition(), context);
    if (!added.isEmpty()) {
      service.tagResource(
          software.amazon.awssdk.services.ecs.model.TagResourceRequest.builder()
              .resourceArn(arn)
              .tags(list(added, TagWriters::ecsTag))
              .build());
    }
    if (!removed.isEmpty()) {
      service.untagResource(
          software.amazon.awssdk.services.ecs.model.UntagResourceRequest.builder()
              .resourceArn(arn)
              .tagKeys(removed)
              .build());
    }
  }

  private static software.amazon.awssdk.services.ecs.model.Tag ecsTag(String key, String value) {
    return software.amazon.awssdk.services.ecs.model.Tag.builder().key(key).value(value).build();
  }

  private static void elb(
      Context context, String arn, Map<String, String> added, List<String> removed) {
    LoadBalancerService service = new LoadBalancerService(context);
    if (!added.isEmpty()) {
      service.addTags(
          AddTagsRequest.builder().resourceArns(arn).tags(list(added, TagWriters::elbTag)).build());
    }
    if (!removed.isEmpty()) {
      service.removeTags(RemoveTagsRequest.builder().resourceArns(arn).tagKeys(removed).build());
    }
  }

  private static software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag elbTag(
      String key, String value) {
    return software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag.builder()
        .key(key)
        .value(value)
        .build();
  }

  private static void logs(
      Context context, String arn, Map<String, String> added, List<String> removed) {
    LogsService service = new LogsService(context);
    if (!added.isEmpty()) {
      service.tagResource(
          software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest.builder()
              .resourceArn(arn)
              .tags(added)
              .build());
    }
    if (!removed.isEmpty()) {
      service.untagResource(
          software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest.builder()
              .resourceArn(arn)
              .tagKeys(removed)
              .build());
    }
  }

  private static void secret(
      Context context, String arn, Map<String, String> added, List<String> removed) {
    SecretsManagerService service = new SecretsManagerService(context);
    if (!added.isEmpty()) {
      service.tagResource(
          TagResourceRequest.builder()
              .secretId(arn)
              .tags(list(added, TagWriters::secretTag))
              .build());
    }
    if (!removed.isEmpty()) {
      service.untagResource(UntagResourceRequest.builder().secretId(arn).tagKeys(removed).build());
    }
  }

  private static software.amazon.awssdk.services.secretsmanager.model.Tag secretTag(
      String key, String value) {
    return software.amazon.awssdk.services.secretsmanager.model.Tag.builder()
        .key(key)
        .value(value)
        .build();
  }

  private static void webAcl(
      Context context, String arn, Map<String, String> added, List<String> removed) {
    WafService service = new WafService(context);
    if (!added.isEmpty()) {
      service.tagResource(
          software.amazon.awssdk.services.wafv2.model.TagResourceRequest.builder()
              .resourceARN(arn)
              .tags(list(added, TagWriters::wafTag))
              .build());
    }
    if (!removed.isEmpty()) {
      service.untagResource(
          software.amazon.awssdk.services.wafv2.model.UntagResourceRequest.builder()
              .resourceARN(arn)
              .tagKeys(removed)
              .build());
    }
  }

  private static software.amazon.awssdk.services.wafv2.model.Tag wafTag(String key, String value) {
    return software.amazon.awssdk.services.wafv2.model.Tag.builder().key(key).value(value).build();
  }

  private static <S> S serving(Class<S> type, ServiceDefinition definition, Context context) {
    return type.cast(definition.create().apply(context));
  }

  private static <T> List<T> list(Map<String, String> tags, BiFunction<String, String, T> tag) {
    return tags.entrySet().stream().map(e -> tag.apply(e.getKey(), e.getValue())).toList();
  }
}
