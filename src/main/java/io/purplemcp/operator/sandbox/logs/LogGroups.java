package io.purplemcp.operator.sandbox.logs;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** Log groups and what can be set on them. */
final class LogGroups {
  static final String STANDARD = "STANDARD";
  private static final int NAME_LENGTH = 512;
  private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]+");
  private static final SortedSet<Integer> RETENTION =
      new TreeSet<>(
          List.of(
              1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
              2922, 3288, 3653));
  private final Context context;

  LogGroups(Context context) {
    this.context = context;
  }

  CreateLogGroupResponse create(CreateLogGroupRequest request) {
    String name = checkedName(request.logGroupName());
    if (name.startsWith("aws/")) {
      throw LogErrors.invalid("Log groups starting with AWS/ are reserved for AWS.");
    }
    if (rows().contains(name)) {
      throw LogErrors.exists("The specified log group already exists");
    }
    if (request.logGroupClass() == LogGroupClass.UNKNOWN_TO_SDK_VERSION) {
      throw LogErrors.constraint(
          request.logGroupClassAsString(),
          "logGroupClass",
          "satisfy enum value set: " + LogGroupClass.knownValues());
    }
    LogGroupRow group =
        new LogGroupRow(
            name,
            context.now(),
            Optional.empty(),
            Optional.ofNullable(request.kmsKeyId()),
            Optional.ofNullable(request.logGroupClassAsString()).orElse(STANDARD),
            LogTags.tagged(Map.of(), request.tags()));
    rows().put(name, group);
    return CreateLogGroupResponse.builder().build();
  }

  private static String checkedName(String name) {
    if (name == null || name.isEmpty() || name.length() > NAME_LENGTH) {
      throw LogErrors.constraint(name, "logGroupName", "have length between 1 and " + NAME_LENGTH);
    }
    if (!NAME.matcher(name).matches()) {
      throw LogErrors.constraint(
          name, "logGroupName", "satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
    }
    return name;
  }

  DeleteLogGroupResponse delete(DeleteLogGroupRequest request) {
    String name = require(request.logGroupName()).name();
    rows().remove(name);
    Table<LogStreamRow> streams = context.table(LogTables.STREAMS);
    streams.all().stream()
        .filter(stream -> stream.group().equals(name))
        .forEach(stream -> streams.remove(LogTables.streamKey(name, stream.name())));
    return DeleteLogGroupResponse.builder().build();
  }

  PutRetentionPolicyResponse putRetention(PutRetentionPolicyRequest request) {
    LogGroupRow group = require(request.logGroupName());
    Integer days = request.retentionInDays();
    if (days == null || !RETENTION.contains(days)) {
      throw LogErrors.constraint(days, "retentionInDays", "satisfy enum value set: " + RETENTION);
    }
    rows().put(group.name(), group.withRetention(Optional.of(days)));
    return PutRetentionPolicyResponse.builder().build();
  }

  DeleteRetentionPolicyResponse deleteRetention(DeleteRetentionPolicyRequest request) {
    LogGroupRow group = require(request.logGroupName());
    rows().put(group.name(), group.withRetention(Optional.empty()));
    return DeleteRetentionPolicyResponse.builder().build();
  }

  AssociateKmsKeyResponse associateKey(AssociateKmsKeyRequest request) {
    LogGroupRow group = one(request.logGroupName(), request.resourceIdentifier());
    if (request.kmsKeyId() == null || !request.kmsKeyId().startsWith("arn:")) {
      throw LogErrors.invalid("The KMS key must be given by its ARN: " + request.kmsKeyId());
    }
    rows().put(group.name(), group.withKmsKey(Optional.of(request.kmsKeyId())));
    return AssociateKmsKeyResponse.builder().build();
  }

  DisassociateKmsKeyResponse disassociateKey(DisassociateKmsKeyRequest request) {
    LogGroupRow group = one(request.logGroupName(), request.resourceIdentifier());
    rows().put(group.name(), group.withKmsKey(Optional.empty()));
    return DisassociateKmsKeyResponse.builder().build();
  }

  LogGroupRow require(String name) {
    return rows().find(checkedName(name)).orElseThrow(LogErrors::noGroup);
  }

  /**
   * The group of a call that names it by one of two members.
   *
   * @param identifier a name or an ARN, with or without {@code :*} at its end
   */
  LogGroupRow one(String name, String identifier) {
    if ((name == null) == (identifier == null)) {
      throw LogErrors.invalid(
          "Exactly one of the log group's name and its identifier has to be given.");
    }
    return require(name != null ? name : LogArns.name(context.scope(), identifier));
  }

  Table<LogGroupRow> rows() {
    return context.table(LogTables.GROUPS);
  }
}
