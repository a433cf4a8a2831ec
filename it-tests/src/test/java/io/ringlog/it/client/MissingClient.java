package io.ringlog.it.client;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what {@link NeedsClient} marks when the program is not there; the launcher's summary repeats the loud line. */
final class MissingClient implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestClass()
                .filter(type -> context.getTestMethod().isEmpty() && type.isAnnotationPresent(NeedsClient.class))
                .map(type -> judge(type, type.getAnnotation(NeedsClient.class)))
                .orElseGet(() -> ConditionEvaluationResult.enabled("looked at with its class"));
    }

    private static ConditionEvaluationResult judge(Class<?> tests, NeedsClient client) {
        List<Integer> missing = IntStream.range(0, client.value().length)
                .filter(i -> !onPath(client.value()[i]))
                .boxed()
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled(String.join(" and ", client.value()) + " is there");
        }
        String why = tests.getSimpleName() + " is skipped: " + named(missing, client.value())
                + " is not installed (apt-get install " + named(missing, client.from()) + ")";
        // On a line of its own, whatever was printed before it.
        System.out.println(System.lineSeparator() + "LOUD " + why);
        return ConditionEvaluationResult.disabled(why);
    }

    private static String named(List<Integer> which, String[] all) {
        return which.stream().map(i -> all[i]).collect(Collectors.joining(" "));
    }

    static boolean onPath(String program) {
        String path = System.getProperty("ringlog.clients.path", System.getenv("PATH"));
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
