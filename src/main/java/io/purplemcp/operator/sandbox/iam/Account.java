package io.purplemcp.operator.sandbox.iam;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.User;

/** The account around the roles: the caller is its only user; there is no alias, no profile. */
final class Account {
  private static final String USER_ID = "AIDASANDBOXUSER000001";
  private static final Instant USER_CREATED = Instant.parse("2024-01-01T00:00:00Z");
  private final Context context;

  Account(Context context) {
    this.context = context;
  }

  GetUserResponse user(GetUserRequest request) {
    User caller =
        caller()
            .orElseThrow(
                () ->
                    AwsError.badRequest(
                        "ValidationError",
                        "Must specify userName when calling with non-User credentials"));
    if (request.userName() != null && !request.userName().equals(caller.userName())) {
      throw IamErrors.noSuchEntity(
          "The user with name " + request.userName() + " cannot be found.");
    }
    return GetUserResponse.builder().user(caller).build();
  }

  private Optional<User> caller() {
    String prefix = "arn:aws:iam::" + context.scope().account() + ":user/";
    return Optional.of(context.caller())
        .filter(arn -> arn.startsWith(prefix))
        .map(
            arn ->
                User.builder()
                    .path("/")
                    .userName(arn.substring(prefix.length()))
                    .userId(USER_ID)
                    .arn(arn)
                    .createDate(USER_CREATED)
                    .build());
  }

  ListUsersResponse users(ListUsersRequest request) {
    return ListUsersResponse.builder().users(caller().stream().toList()).isTruncated(false).build();
  }

  ListAccountAliasesResponse aliases(ListAccountAliasesRequest request) {
    return ListAccountAliasesResponse.builder()
        .accountAliases(List.of())
        .isTruncated(false)
        .build();
  }

  ListInstanceProfilesForRoleResponse instanceProfiles(ListInstanceProfilesForRoleRequest request) {
    new Roles(context).require(request.roleName());
    return ListInstanceProfilesForRoleResponse.builder()
        .instanceProfiles(List.of())
        .isTruncated(false)
        .build();
  }
}
