package io.purplemcp.operator.report;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The status over HTTP; what the {@code status} command asks. */
@Path("/api/v1/deployments")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
  private final StatusBoard board;

  public StatusResource(StatusBoard board) {
    this.board = board;
  }

  @GET
  public List<DeploymentStatus> all() {
    return board.all();
  }

  @GET
  @Path("{name}")
  public DeploymentStatus one(@PathParam("name") String name) {
    return board.find(name).orElseThrow(() -> new NotFoundException("no deployment named " + name));
  }
}
