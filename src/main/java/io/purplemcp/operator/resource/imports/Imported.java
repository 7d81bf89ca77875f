package io.purplemcp.operator.resource.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What was made of a live service.
 *
 * @param document the desired state, every field that could be read written out
 * @param remarks what was found and a desired state has no words for
 */
public record Imported(ObjectNode document, List<String> remarks) {
  public Imported {
    remarks = List.copyOf(remarks);
  }
}
