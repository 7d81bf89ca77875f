package io.purplemcp.operator.resource.iam;

import java.util.List;
import java.util.Map;

/** What a task role may do for ECS Exec: what the ECS developer guide asks for, and no more. */
final class TaskPolicy {
  static final String NAME = "purple-mcp-exec";

  private TaskPolicy() {}

  /** Systems Manager has no narrower resource for its channels. */
  static PolicyDocument exec() {
    return PolicyDocument.of(
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Map.of(
                    "Effect",
                    "Allow",
                    "Action",
                    List.of(
                        "ssmmessages:CreateControlChannel",
                        "ssmmessages:CreateDataChannel",
                        "ssmmessages:OpenControlChannel",
                        "ssmmessages:OpenDataChannel"),
                    "Resource",
                    "*"))));
  }
}
