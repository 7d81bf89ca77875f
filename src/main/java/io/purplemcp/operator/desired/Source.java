package io.purplemcp.operator.desired;

/** Where in the desired state's files a document begins. Lines count from 1. */
public record Source(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
