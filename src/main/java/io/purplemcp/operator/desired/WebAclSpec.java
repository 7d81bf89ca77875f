package io.purplemcp.operator.desired;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * A web ACL that is managed elsewhere: put on the load balancer and kept there, never changed.
 *
 * <p>What each field means stands in its annotation, from which the JSON Schema is made.
 */
public record WebAclSpec(
    @JsonPropertyDescription("The web ACL's ARN: scope REGIONAL, in the target's region.")
        @NotNull
        @Pattern(
            regexp =
                "^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/[A-Za-z0-9_-]{1,128}/[A-Za-z0-9-]+$",
            message =
                "a regional web ACL's ARN, such as"
                    + " arn:aws:wafv2:us-east-1:111122223333:regional/webacl/company/…")
        String arn) {}
