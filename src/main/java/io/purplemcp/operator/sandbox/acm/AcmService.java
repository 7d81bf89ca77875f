package io.purplemcp.operator.sandbox.acm;

import io.purplemcp.operator.sandbox.core.AwsError;
import io.purplemcp.operator.sandbox.core.Context;
import io.purplemcp.operator.sandbox.core.Page;
import io.purplemcp.operator.sandbox.core.SandboxService;
import io.purplemcp.operator.sandbox.core.ServiceDefinition;
import io.purplemcp.operator.sandbox.core.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateRequest;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateResponse;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.DeleteCertificateResponse;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.GetCertificateRequest;
import software.amazon.awssdk.services.acm.model.GetCertificateResponse;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.acm.model.ImportCertificateResponse;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesResponse;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateRequest;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateResponse;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateRequest;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateResponse;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.acm.model.RequestCertificateResponse;
import software.amazon.awssdk.services.acm.model.Tag;

/**
 * Certificate Manager. A requested certificate stays pending, for the sandbox has no DNS in which
 * its domain could be proven.
 */
public final class AcmService implements SandboxService {
  /** What ListCertificates shows where the request names no key types. */
  private static final Set<KeyAlgorithm> SHOWN_BY_DEFAULT =
      Set.of(KeyAlgorithm.RSA_1024, KeyAlgorithm.RSA_2048);

  private static final int LARGEST_PAGE = 1000;

  private final Context context;
  private final CertificateUse use;
  private final Table<CertificateRow> table;

  private AcmService(Context context, CertificateUse use) {
    this.context = context;
    this.use = use;
    this.table = context.table(AcmTables.CERTIFICATES);
  }

  public static ServiceDefinition definition(CertificateUse use) {
    return new ServiceDefinition(
        "acm",
        ServiceDefinition.Protocol.AWS_JSON,
        AcmClient.class,
        false,
        AcmService.class,
        context -> new AcmService(context, use),
        Set.of(),
        ServiceDefinition.Ticker.NONE);
  }

  /** For the Resource Groups Tagging API: every certificate's tags by ARN. */
  public static Map<String, Map<String, String>> tags(Context context) {
    Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    context.table(AcmTables.CERTIFICATES).all().forEach(row -> tags.put(row.arn(), row.tags()));
    return tags;
  }

  public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest request) {
    return DescribeCertificateResponse.builder()
        .certificate(described(find(request.certificateArn())))
        .build();
  }

  public ListCertificatesResponse listCertificates(ListCertificatesRequest request) {
    List<CertificateStatus> statuses = request.certificateStatuses();
    List<CertificateSummary> all =
        table.all().stream()
            .map(this::described)
            .filter(one -> statuses.isEmpty() || statuses.contains(one.status()))
            .filter(one -> keyTypes(request).contains(one.keyAlgorithm()))
            .map(Certificates::summary)
            .toList();
    int size = request.maxItems() == null ? LARGEST_PAGE : request.maxItems();
    Page<CertificateSummary> page =
        Page.of(
            all,
            request.nextToken(),
            size,
            CertificateTexts.invalid("The provided NextToken is not valid."));
    return ListCertificatesResponse.builder()
        .certificateSummaryList(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  public RequestCertificateResponse requestCertificate(RequestCertificateRequest request) {
    String arn = newArn();
    CertificateDetail detail =
        Certificates.requested(
            context, arn, request.domainName(), request.subjectAlternativeNames());
    table.put(arn, new CertificateRow(detail, map(request.tags())));
    return RequestCertificateResponse.builder().certificateArn(arn).build();
  }

  public ImportCertificateResponse importCertificate(ImportCertificateRequest request) {
    boolean again = request.certificateArn() != null;
    if (again && !request.tags().isEmpty()) {
      throw CertificateTexts.invalid("Tagging is not permitted on re-import.");
    }
    String arn = again ? find(request.certificateArn()).arn() : newArn();
    Map<String, String> tags = again ? find(arn).tags() : map(request.tags());
    new CertificateTexts(context).put(request, arn, tags);
    return ImportCertificateResponse.builder().certificateArn(arn).build();
  }

  public GetCertificateResponse getCertificate(GetCertificateRequest request) {
    return new CertificateTexts(context).get(find(request.certificateArn()).arn());
  }

  public DeleteCertificateResponse deleteCertificate(DeleteCertificateRequest request) {
    CertificateRow row = find(request.certificateArn());
    if (!use.usersOf(context, row.arn()).isEmpty()) {
      throw AwsError.badRequest(
          "ResourceInUseException", "Certificate " + row.arn() + " is in use.");
    }
    table.remove(row.arn());
    context.table(AcmTables.TEXTS).remove(row.arn());
    return DeleteCertificateResponse.builder().build();
  }

  public AddTagsToCertificateResponse addTagsToCertificate(AddTagsToCertificateRequest request) {
    CertificateRow row = find(request.certificateArn());
    table.put(row.arn(), row.plusTags(map(request.tags())));
    return AddTagsToCertificateResponse.builder().build();
  }

  public RemoveTagsFromCertificateResponse removeTagsFromCertificate(
      RemoveTagsFromCertificateRequest request) {
    CertificateRow row = find(request.certificateArn());
    table.put(row.arn(), row.minusTags(request.tags().stream().map(Tag::key).toList()));
    return RemoveTagsFromCertificateResponse.builder().build();
  }

  public ListTagsForCertificateResponse listTagsForCertificate(
      ListTagsForCertificateRequest request) {
    List<Tag> tags =
        find(request.certificateArn()).tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return ListTagsForCertificateResponse.builder().tags(tags).build();
  }

  private CertificateRow find(String arn) {
    if (arn == null) {
      throw AwsError.badRequest("ValidationException", "A certificate ARN must be given.");
    }
    return table
        .find(arn)
        .orElseThrow(
            () ->
                AwsError.badRequest(
                    "ResourceNotFoundException",
                    "Could not find certificate "
                        + arn
                        + " in account "
                        + context.scope().account()
                        + "."));
  }

  private CertificateDetail described(CertificateRow row) {
    return row.detail().toBuilder().inUseBy(use.usersOf(context, row.arn())).build();
  }

  private String newArn() {
    return context.scope().arn("acm", "certificate/" + context.ids().uuid());
  }

  private static Set<KeyAlgorithm> keyTypes(ListCertificatesRequest request) {
    return request.includes() == null || request.includes().keyTypes().isEmpty()
        ? SHOWN_BY_DEFAULT
        : Set.copyOf(request.includes().keyTypes());
  }

  private static Map<String, String> map(List<Tag> tags) {
    Map<String, String> map = new LinkedHashMap<>();
    tags.forEach(tag -> map.put(tag.key(), tag.value() == null ? "" : tag.value()));
    return map;
  }
}
