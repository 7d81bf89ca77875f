package io.purplemcp.operator.sandbox.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A role as it is kept.
 *
 * @param name as it was first written; names differ in more than case
 * @param id {@code AROA…}, never used again after the role is deleted
 * @param path begins and ends with a slash
 * @param trust the trust policy as stored: a principal that is a role is kept as that role's id
 * @param trustChanged when the role was created or its trust policy last changed; what takes on the
 *     role sees the change some seconds later
 * @param maxSessionDuration in seconds
 * @param boundary ARN of the policy that is the permissions boundary
 * @param inline documents of the inline policies by name
 * @param attached ARNs of the attached managed policies
 */
public record RoleRow(
    String name,
    String id,
    String path,
    String arn,
    Instant created,
    String trust,
    Instant trustChanged,
    Optional<String> description,
    int maxSessionDuration,
    Optional<String> boundary,
    Map<String, String> tags,
    Map<String, String> inline,
    List<String> attached) {

  private static final String SERVICE_LINKED = "/aws-service-role/";

  public RoleRow {
    tags = Ordered.copy(tags);
    inline = Ordered.copy(inline);
    attached = List.copyOf(attached);
  }

  /** Whether a service owns this role, so that nobody else may change it. */
  public boolean serviceLinked() {
    return path.startsWith(SERVICE_LINKED);
  }

  RoleRow withTrust(String document, Instant now) {
    return new RoleRow(
        name,
        id,
        path,
        arn,
        created,
        document,
        now,
        description,
        maxSessionDuration,
        boundary,
        tags,
        inline,
        attached);
  }

  RoleRow withDescription(Optional<String> text) {
    return new RoleRow(
        name,
        id,
        path,
        arn,
        created,
        trust,
        trustChanged,
        text,
        maxSessionDuration,
        boundary,
        tags,
        inline,
        attached);
  }

  RoleRow withMaxSessionDuration(int seconds) {
    return new RoleRow(
        name,
        id,
        path,
        arn,
        created,
        trust,
        trustChanged,
        description,
        seconds,
        boundary,
        tags,
        inline,
        attached);
  }

  RoleRow withBoundary(Optional<String> policyArn) {
    return new RoleRow(
        name,
        id,
        path,
        arn,
        created,
        trust,
        trustChanged,
        description,
        maxSessionDuration,
        policyArn,
        tags,
        inline,
        attached);
  }

  RoleRow withTags(Map<String, String> all) {
    return new RoleRow(
        name,
        id,
        path,
        arn,
        created,
        trust,
        trustChanged,
        description,
        maxSessionDuration,
        boundary,
        all,
        inline,
        attached);
  }

  RoleRow withInline(Map<String, String> documents) {
    return new RoleRow(
        name,
        id,
        path,
        arn,
        created,
        trust,
        trustChanged,
        description,
        maxSessionDuration,
        boundary,
        tags,
        documents,
        attached);
  }

  RoleRow withAttached(List<String> policyArns) {
    return new RoleRow(
        name,
        id,
        path,
        arn,
        created,
        trust,
        trustChanged,
        description,
        maxSessionDuration,
        boundary,
        tags,
        inline,
        policyArns);
  }
}
