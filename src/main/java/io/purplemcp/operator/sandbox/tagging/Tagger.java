package io.purplemcp.operator.sandbox.tagging;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesResponse;

/** Tags resources of several services at once; what fails is told for each by itself. */
final class Tagger {
  private static final int MOST_RESOURCES = 20;
  private static final int ARN_PARTS = 6;
  private final Context context;

  Tagger(Context context) {
    this.context = context;
  }

  TagResourcesResponse tag(TagResourcesRequest request) {
    if (request.tags().isEmpty()) {
      throw invalid("Tags must hold at least one tag.");
    }
    Map<String, FailureInfo> failed = write(request.resourceARNList(), request.tags(), List.of());
    return TagResourcesResponse.builder().failedResourcesMap(failed).build();
  }

  UntagResourcesResponse untag(UntagResourcesRequest request) {
    if (request.tagKeys().isEmpty()) {
      throw invalid("TagKeys must hold at least one key.");
    }
    Map<String, FailureInfo> failed = write(request.resourceARNList(), Map.of(), request.tagKeys());
    return UntagResourcesResponse.builder().failedResourcesMap(failed).build();
  }

  private Map<String, FailureInfo> write(
      List<String> arns, Map<String, String> added, List<String> removed) {
    if (arns.isEmpty() || arns.size() > MOST_RESOURCES) {
      throw invalid("ResourceARNList must hold between 1 and " + MOST_RESOURCES + " ARNs.");
    }
    Map<String, FailureInfo> failed = new LinkedHashMap<>();
    for (String arn : arns) {
      try {
        writer(arn).write(context, arn, added, removed);
      } catch (AwsError e) {
        failed.put(
            arn,
            FailureInfo.builder()
                .statusCode(e.status())
                .errorCode("InvalidParameterException")
                .errorMessage(e.getMessage())
                .build());
      }
    }
    return failed;
  }

  private static TagWriter writer(String arn) {
    String[] parts = arn.split(":", ARN_PARTS);
    return Optional.of(parts)
        .filter(p -> p.length == ARN_PARTS)
        .map(p -> TagWriters.BY_SERVICE.get(p[2]))
        .orElseThrow(() -> invalid("The sandbox cannot tag " + arn + " through this API."));
  }

  private static AwsError invalid(String message) {
    return AwsError.badRequest("InvalidParameterException", message);
  }
}
