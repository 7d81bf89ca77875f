package io.purplemcp.operator.sandbox.elb;

import static io.purplemcp.operator.sandbox.elb.ElbBed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

class ElbTagsTest {
  private final ElbBed bed = new ElbBed();

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void tagsGivenAtCreationAreThereAndAreChangedOneByOne() {
    String arn = bed.group("acme", r -> r.tags(tag("team", "soc"), tag("stage", "test")));

    bed.elb.addTags(r -> r.resourceArns(arn).tags(tag("stage", "prod"), tag("owner", "")));
    bed.elb.removeTags(r -> r.resourceArns(arn).tagKeys("team"));

    assertThat(tags(arn)).isEqualTo(Map.of("stage", "prod", "owner", ""));
  }

  @Test
  void tagsOfAllKindsAreDescribedInOneCallOfUpToTwenty() {
    String balancer = bed.balancer("acme", r -> r.tags(tag("kind", "balancer")));
    String listener =
        bed.listener(
            balancer, r -> r.defaultActions(ElbBed.notFound()).tags(tag("kind", "listener")));

    assertThat(bed.elb.describeTags(r -> r.resourceArns(balancer, listener)).tagDescriptions())
        .extracting(one -> one.tags().get(0).value())
        .containsExactlyInAnyOrder("balancer", "listener");
    refused(
        "ValidationError",
        () -> bed.elb.describeTags(r -> r.resourceArns(Collections.nCopies(21, balancer))));
    refused("LoadBalancerNotFound", () -> bed.elb.describeTags(r -> r.resourceArns(balancer + 0)));
  }

  @Test
  void keysAreUniqueAndThoseOfAwsAreReserved() {
    refused("DuplicateTagKeys", () -> bed.group("acme", r -> r.tags(tag("a", "1"), tag("a", "2"))));
    refused("ValidationError", () -> bed.group("acme", r -> r.tags(tag("aws:a", "1"))));
    assertThat(bed.elb.describeTargetGroups().targetGroups()).as("nothing was made").isEmpty();
  }

  @Test
  void aResourceOfTheSameNameLaterHasNoTagsOfTheFormerOne() {
    String first = bed.group("acme", r -> r.tags(tag("team", "soc")));
    bed.elb.deleteTargetGroup(r -> r.targetGroupArn(first));

    assertThat(tags(bed.group("acme"))).isEmpty();
  }

  private Map<String, String> tags(String arn) {
    return bed.elb.describeTags(r -> r.resourceArns(arn)).tagDescriptions().get(0).tags().stream()
        .collect(Collectors.toMap(Tag::key, Tag::value));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
