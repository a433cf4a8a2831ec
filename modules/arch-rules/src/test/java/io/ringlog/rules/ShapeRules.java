package io.ringlog.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Granule;

/** How things are named and built. */
@AnalyzeClasses(packages = "io.ringlog", importOptions = ImportOption.DoNotIncludeTests.class)
class ShapeRules {

    @ArchTest
    static final ArchRule no_class_is_a_manager_helper_util_impl_or_service = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Service");

    @ArchTest
    static final ArchRule what_is_written_to_the_log_is_a_record_in_a_sealed_family = classes()
            .that()
            .areAssignableTo(Input.class)
            .or()
            .areAssignableTo(Event.class)
            .or()
            .areAssignableTo(Command.class)
            .or()
            .areAssignableTo(Effect.class)
            .or()
            .areAssignableTo(Timer.class)
            .or()
            .areAssignableTo(Granule.class)
            .should(beARecordOrASealedInterface());

    /** An account has tens of thousands of them: what happens at each end of a call finds others by an index. */
    @ArchTest
    static final ArchRule only_what_concerns_them_all_walks_the_live_calls = noClasses()
            .that()
            .resideInAPackage("io.ringlog.domain..")
            .and()
            .doNotHaveSimpleName("CallKeeper")
            .and()
            .doNotHaveSimpleName("ConfigDesk")
            .and()
            .doNotHaveSimpleName("Lights")
            .should()
            .callMethod(AccountState.class, "calls");

    @ArchTest
    static final ArchRule an_exception_is_named_for_what_happened =
            classes().that().areAssignableTo(Throwable.class).should().haveSimpleNameNotEndingWith("Exception");

    @ArchTest
    static final ArchRule constants_are_the_only_static_state = classes()
            .that(not(INTERFACES))
            .should(new ArchCondition<>("have no static field that can be assigned") {
                @Override
                public void check(JavaClass owner, ConditionEvents events) {
                    owner.getFields().stream()
                            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                            .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                            .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                            .filter(field -> !field.getName().startsWith("$"))
                            .forEach(field -> events.add(SimpleConditionEvent.violated(owner, field.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule a_call_in_hand_is_never_a_copy_that_an_event_made_old = noMethods()
            .that(new DescribedPredicate<>("take a turn or a call in hand") {
                @Override
                public boolean test(JavaMethod method) {
                    return takes(method, Turn.class) || takes(method, LiveCall.class);
                }
            })
            .should(new ArchCondition<>("take a copy of a call too") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    if (takes(method, CallState.class) && !method.getOwner().isEquivalentTo(Turn.class)) {
                        events.add(SimpleConditionEvent.satisfied(method, method.getFullName()));
                    }
                }
            });

    private static boolean takes(JavaMethod method, Class<?> type) {
        return method.getRawParameterTypes().stream().anyMatch(each -> each.isEquivalentTo(type));
    }

    private static ArchCondition<JavaClass> beARecordOrASealedInterface() {
        return new ArchCondition<>("be a record or a sealed interface") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean sealed = type.isInterface() && type.reflect().isSealed();
                if (!type.isRecord() && !sealed) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is neither"));
                }
            }
        };
    }
}
