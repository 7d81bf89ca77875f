package io.purplemcp.operator.sandbox.logs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Protocol;
import io.purplemcp.operator.sandbox.core.ServiceDefinition.Ticker;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** Amazon CloudWatch Logs: groups, streams and events. */
public final class LogsService implements SandboxService {
  private final Context context;

  public LogsService(Context context) {
    this.context = context;
  }

  public static ServiceDefinition definition() {
    return new ServiceDefinition(
        "logs",
        Protocol.AWS_JSON,
        CloudWatchLogsClient.class,
        false,
        LogsService.class,
        LogsService::new,
        Set.of("FilterLogEvents"),
        Ticker.NONE);
  }

  public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
    return new LogGroups(context).create(request);
  }

  public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
    return new LogGroups(context).delete(request);
  }

  public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
    return new LogGroups(context).putRetention(request);
  }

  public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest request) {
    return new LogGroups(context).deleteRetention(request);
  }

  public AssociateKmsKeyResponse associateKmsKey(AssociateKmsKeyRequest request) {
    return new LogGroups(context).associateKey(request);
  }

  public DisassociateKmsKeyResponse disassociateKmsKey(DisassociateKmsKeyRequest request) {
    return new LogGroups(context).disassociateKey(request);
  }

  public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
    return new LogGroupReads(context).describe(request);
  }

  public ListLogGroupsResponse listLogGroups(ListLogGroupsRequest request) {
    return new LogGroupReads(context).list(request);
  }

  public TagResourceResponse tagResource(TagResourceRequest request) {
    return new LogTags(context).tag(request);
  }

  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    return new LogTags(context).untag(request);
  }

  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return new LogTags(context).list(request);
  }

  public TagLogGroupResponse tagLogGroup(TagLogGroupRequest request) {
    return new LogTags(context).tag(request);
  }

  public UntagLogGroupResponse untagLogGroup(UntagLogGroupRequest request) {
    return new LogTags(context).untag(request);
  }

  public ListTagsLogGroupResponse listTagsLogGroup(ListTagsLogGroupRequest request) {
    return new LogTags(context).list(request);
  }

  public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request) {
    return new LogStreams(context).create(request);
  }

  public DeleteLogStreamResponse deleteLogStream(DeleteLogStreamRequest request) {
    return new LogStreams(context).delete(request);
  }

  public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
    return new LogStreams(context).describe(request);
  }

  public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
    return new LogEvents(context).put(request);
  }

  public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
    return new LogEvents(context).get(request);
  }

  public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
    return new LogEvents(context).filter(request);
  }
}
