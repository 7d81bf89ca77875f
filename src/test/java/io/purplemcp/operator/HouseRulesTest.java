package io.purplemcp.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/**
 * Which package may know which, and what nobody may do: the architecture document's rules, as far
 * as a compiler's output shows them.
 */
@AnalyzeClasses(
    packages = HouseRulesTest.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseRulesTest {
  static final String ROOT = "io.purplemcp.operator";

  /** Start-up code: the only place where the real clock, chance and the console are handed out. */
  private static final String COMMANDS = ROOT + ".cli..";

  /** The commands, and the options that somebody uses who starts a sandbox from a test. */
  private static final DescribedPredicate<JavaClass> START_UP =
      resideInAPackage(COMMANDS).or(simpleName("SandboxOptions"));

  @ArchTest static final ArchRule the_desired_state_knows_nobody = knowsOnly("desired");

  @ArchTest
  static final ArchRule the_clients_know_no_more_than_the_desired_state =
      knowsOnly("aws", "desired");

  @ArchTest
  static final ArchRule the_rooms_know_the_clients_and_the_desired_state =
      knowsOnly("resource", "aws", "desired");

  @ArchTest
  static final ArchRule the_report_is_told_and_asks_nobody = knowsOnly("report", "desired");

  @ArchTest
  static final ArchRule the_engine_knows_neither_the_commands_nor_the_sandbox =
      knowsOnly("reconcile", "resource", "aws", "desired", "report");

  @ArchTest static final ArchRule the_sandbox_knows_nothing_of_the_operator = knowsOnly("sandbox");

  @ArchTest
  static final ArchRule only_the_commands_know_the_sandbox =
      noClasses()
          .that(not(resideInAnyPackage(COMMANDS, ROOT + ".sandbox..")))
          .should()
          .dependOnClassesThat(resideInAPackage(ROOT + ".sandbox.."));

  @ArchTest
  static final ArchRule no_package_is_part_of_a_cycle =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule no_service_of_the_sandbox_is_part_of_a_cycle =
      slices().matching(ROOT + ".sandbox.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_engine_names_no_aws_service =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".reconcile..", ROOT + ".report..")
          .should()
          .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.services.."));

  @ArchTest
  static final ArchRule the_desired_state_is_free_of_the_sdk =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".desired..")
          .should()
          .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.."));

  @ArchTest
  static final ArchRule rooms_never_log =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".resource..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.jboss.logging..", "org.slf4j..", "java.util.logging.."));

  @ArchTest
  static final ArchRule nobody_waits =
      noClasses()
          .should()
          .accessTargetWhere(
              calls(Thread.class, "sleep")
                  .or(calls(java.util.concurrent.TimeUnit.class, "sleep"))
                  .or(calls(java.util.concurrent.locks.LockSupport.class, "parkNanos")))
          .because("time is injected and what is not finished is looked at again");

  @ArchTest
  static final ArchRule only_start_up_code_asks_the_real_clock =
      noClasses()
          .that(not(START_UP))
          .should()
          .accessTargetWhere(
              callsWithoutArguments(java.time.Instant.class, "now")
                  .or(callsWithoutArguments(java.time.LocalDate.class, "now"))
                  .or(callsWithoutArguments(java.time.LocalDateTime.class, "now"))
                  .or(callsWithoutArguments(java.time.OffsetDateTime.class, "now"))
                  .or(callsWithoutArguments(java.time.ZonedDateTime.class, "now"))
                  .or(calls(java.time.Clock.class, "system", "systemUTC", "systemDefaultZone"))
                  .or(calls(java.time.InstantSource.class, "system"))
                  .or(calls(System.class, "currentTimeMillis")));

  @ArchTest
  static final ArchRule only_start_up_code_throws_dice =
      noClasses()
          .that(not(START_UP))
          .should()
          .accessTargetWhere(
              calls(Math.class, "random")
                  .or(calls(java.util.concurrent.ThreadLocalRandom.class, "current"))
                  .or(callsWithoutArguments(java.util.Random.class, "<init>"))
                  .or(callsWithoutArguments(java.util.SplittableRandom.class, "<init>"))
                  .or(callsWithoutArguments(java.security.SecureRandom.class, "<init>")));

  @ArchTest
  static final ArchRule only_the_commands_write_to_the_console =
      noClasses()
          .that(resideOutsideOfPackage(COMMANDS))
          .should()
          .accessTargetWhere(
              calls(System.class, "out", "err").or(callsOfAnybodys("printStackTrace")));

  /** What the JDK itself still answers as a {@code Date} may be turned into an instant. */
  @ArchTest
  static final ArchRule the_old_date_classes_are_not_made =
      noClasses()
          .should()
          .accessTargetWhere(
              calls(java.util.Date.class, "<init>")
                  .or(calls(java.util.Calendar.class, "getInstance"))
                  .or(calls(java.text.SimpleDateFormat.class, "<init>")));

  @ArchTest
  static final ArchRule a_class_is_named_after_what_it_does =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)");

  private static ArchRule knowsOnly(String name, String... others) {
    String[] known =
        java.util.stream.Stream.concat(java.util.stream.Stream.of(name), Arrays.stream(others))
            .map(each -> ROOT + "." + each + "..")
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> ours = resideInAPackage(ROOT + "..");
    return classes()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .onlyDependOnClassesThat(not(ours).or(resideInAnyPackage(known)))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String... members) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + String.join("|", members),
        access -> isOf(access, owner) && List.of(members).contains(access.getTarget().getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> callsWithoutArguments(
      Class<?> owner, String member) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + member + "()",
        access ->
            isOf(access, owner)
                && access.getTarget().getName().equals(member)
                && access.getTarget().getFullName().endsWith("()"));
  }

  private static DescribedPredicate<JavaAccess<?>> callsOfAnybodys(String member) {
    return DescribedPredicate.describe(
        member, access -> access.getTarget().getName().equals(member));
  }

  private static boolean isOf(JavaAccess<?> access, Class<?> owner) {
    return access.getTargetOwner().getName().equals(owner.getName());
  }
}
