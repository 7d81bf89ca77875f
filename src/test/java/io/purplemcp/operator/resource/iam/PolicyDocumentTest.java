package io.purplemcp.operator.resource.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two policy documents mean the same. */
final class PolicyDocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GUIDE =
      "{'Version':'2012-10-17','Statement':["
          + "{'Effect':'Allow','Action':['ecr:BatchGetImage','ecr:GetAuthorizationToken',"
          + "'logs:PutLogEvents'],'Resource':'*'},"
          + "{'Sid':'secret','Effect':'Allow','Principal':{'AWS':['arn:aws:iam::111122223333:role/a',"
          + "'arn:aws:iam::111122223333:role/b'],'Service':'ecs-tasks.amazonaws.com'},"
          + "'Action':['secretsmanager:GetSecretValue'],'Resource':['arn:aws:x:1','arn:aws:x:2'],"
          + "'Condition':{'StringEquals':{'aws:SourceAccount':['111122223333','222233334444']},"
          + "'Bool':{'aws:SecureTransport':'true'}}}]}";

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'Statement':[{'Action':'s3:Get*'}]} | {'Statement':[{'Action':['s3:Get*']}]}",
        "{'Statement':[{'Action':'S3:getobject'}]} | {'Statement':[{'Action':'s3:GetObject'}]}",
        "{'Statement':[{'Principal':{'AWS':'111122223333'}}]} | {'Statement':[{'Principal':{'AWS':'arn:aws:iam::111122223333:root'}}]}",
        "{'Statement':[{'Principal':'*'}]} | {'Statement':[{'Principal':{'AWS':'*'}}]}",
        "{'Statement':{'Effect':'Allow'}} | {'Statement':[{'Effect':'allow'}]}",
        "{'Statement':[{'Condition':{'Bool':{'aws:SecureTransport':true}}}]} | {'Statement':[{'Condition':{'Bool':{'aws:SecureTransport':'true'}}}]}",
        "{'Statement':[]} | {'Version':'2008-10-17','Statement':[]}",
        "{'Statement':[{'Effect':'Allow'}]} | {'Statement':[{'Sid':'','Effect':'Allow'}]}",
      })
  void ia02_documents_of_one_meaning_are_equal(String one, String other) {
    assertThat(document(one).sameAs(document(other))).isTrue();
  }

  @ParameterizedTest(name = "{0} is not {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'Statement':[{'Principal':{'AWS':'arn:aws:iam::111122223333:role/x'}}]} | {'Statement':[{'Principal':{'AWS':'AROAEXAMPLEID'}}]}",
        "{'Version':'2012-10-17','Statement':[]} | {'Version':'2008-10-17','Statement':[]}",
        "{'Statement':[{'Effect':'Allow'}]} | {'Statement':[{'Effect':'Deny'}]}",
        "{'Statement':[{'Action':'a:B'}]} | {'Statement':[{'NotAction':'a:B'}]}",
        "{'Statement':[{'Action':'a:B'}]} | {'Statement':[{'Action':'a:B'},{'Action':'a:B'}]}",
        "{'Statement':[{'Condition':{'Bool':{'a:b':'true'}}}]} | {'Statement':[{'Condition':{'BoolIfExists':{'a:b':'true'}}}]}",
      })
  void ia05_documents_of_another_meaning_are_not(String one, String other) {
    assertThat(document(one).sameAs(document(other))).isFalse();
  }

  @Test
  void a_document_is_decoded_as_iam_encodes_it() {
    String text = GUIDE.replace('\'', '"').replace("secret'", "a+b c'");
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");

    assertThat(PolicyDocument.of(encoded)).isEqualTo(PolicyDocument.of(text));
  }

  @Test
  void what_is_no_json_equals_itself_only() {
    assertThat(PolicyDocument.of("{broken").sameAs(PolicyDocument.of("{broken"))).isTrue();
    assertThat(PolicyDocument.of("{broken").sameAs(document(GUIDE))).isFalse();
  }

  @Property
  void ia01_order_means_nothing(@ForAll long seed) throws JsonProcessingException {
    JsonNode shuffled = shuffled(JSON.readTree(GUIDE.replace('\'', '"')), new Random(seed));

    assertThat(PolicyDocument.of(JSON.writeValueAsString(shuffled)).sameAs(document(GUIDE)))
        .isTrue();
  }

  @Property
  void every_value_that_is_changed_is_a_difference(@ForAll long seed)
      throws JsonProcessingException {
    JsonNode tree = JSON.readTree(GUIDE.replace('\'', '"'));
    List<Runnable> changes = new ArrayList<>();
    collect(tree, changes);
    changes.get(new Random(seed).nextInt(changes.size())).run();

    assertThat(PolicyDocument.of(JSON.writeValueAsString(tree)).sameAs(document(GUIDE))).isFalse();
  }

  private static void collect(JsonNode node, List<Runnable> changes) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getValue().isTextual()) {
          String value = field.getValue().asText();
          changes.add(() -> object.put(field.getKey(), value + "x"));
        }
        collect(field.getValue(), changes);
      }
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        if (array.get(i).isTextual()) {
          changes.add(() -> array.set(index, array.get(index).asText() + "x"));
        }
        collect(array.get(i), changes);
      }
    }
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node instanceof ObjectNode object) {
      var entries = new ArrayList<>(object.properties());
      Collections.shuffle(entries, random);
      ObjectNode copy = JSON.createObjectNode();
      entries.forEach(entry -> copy.set(entry.getKey(), shuffled(entry.getValue(), random)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      var elements = new ArrayList<JsonNode>();
      array.forEach(element -> elements.add(shuffled(element, random)));
      Collections.shuffle(elements, random);
      return elements.size() == 1 && random.nextBoolean()
          ? elements.get(0)
          : JSON.createArrayNode().addAll(elements);
    }
    return node;
  }

  private static PolicyDocument document(String quoted) {
    return PolicyDocument.of(quoted.replace('\'', '"'));
  }
}
