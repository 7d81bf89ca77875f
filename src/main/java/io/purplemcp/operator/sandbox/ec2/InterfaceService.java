package io.purplemcp.operator.sandbox.ec2;

import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.ec2.Listing.Wanted;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.PrefixList;

/** Network interfaces and prefix lists. */
public final class InterfaceService implements SandboxService {
  private static final Filters<PrefixList> PREFIX_LISTS =
      new Filters<PrefixList>()
          .on("prefix-list-id", PrefixList::prefixListId)
          .on("prefix-list-name", PrefixList::prefixListName);

  private final Context context;
  private final Tags tags;

  private InterfaceService(Context context) {
    this.context = context;
    this.tags = new Tags(context);
  }

  public static ServiceDefinition definition() {
    return Ec2.definition(InterfaceService.class, InterfaceService::new);
  }

  public DescribeNetworkInterfacesResponse describeNetworkInterfaces(
      DescribeNetworkInterfacesRequest request) {
    Wanted wanted =
        new Wanted(
            request.networkInterfaceIds(),
            request.filters(),
            request.maxResults(),
            request.nextToken());
    Page<NetworkInterface> page =
        Network.INTERFACES.page(
            context,
            wanted,
            eni -> eni.toBuilder().tagSet(tags.list(eni.networkInterfaceId())).build());
    return DescribeNetworkInterfacesResponse.builder()
        .networkInterfaces(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  public DescribePrefixListsResponse describePrefixLists(DescribePrefixListsRequest request) {
    List<PrefixList> all =
        PrefixLists.SERVICES.entrySet().stream()
            .filter(
                e ->
                    request.prefixListIds().isEmpty()
                        || request.prefixListIds().contains(e.getKey()))
            .map(e -> prefixList(e.getKey(), e.getValue()))
            .toList();
    List<PrefixList> selected = PREFIX_LISTS.select(all, request.filters(), list -> Map.of());
    return DescribePrefixListsResponse.builder().prefixLists(selected).build();
  }

  private PrefixList prefixList(String id, String service) {
    return PrefixList.builder()
        .prefixListId(id)
        .prefixListName("com.amazonaws." + context.scope().region() + "." + service)
        .build();
  }
}
