package io.purplemcp.operator.resource;

import java.util.List;

/**
 * All kinds, in the order in which their resources are made; teardown goes the other way round. A
 * new kind is one line here.
 */
public final class ResourceKinds {
  private ResourceKinds() {}

  public static List<ResourceKind<?>> all() {
    return List.of(new TagIndex());
  }
}
