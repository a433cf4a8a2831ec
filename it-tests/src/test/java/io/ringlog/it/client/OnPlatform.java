package io.ringlog.it.client;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one running {@link Platform} and a {@link Workplace} each; keeps the evidence of what failed. */
public final class OnPlatform implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
    private static final Namespace OURS = Namespace.create(OnPlatform.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Platform.class || type == Workplace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class ? platform(context) : workplace(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        platform(context).log().mark();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Workplace place = workplace(context);
        if (context.getExecutionException().isPresent()) {
            place.keep("events.txt", platform(context).log().told());
        } else {
            place.clear();
        }
    }

    /** Lives until the last test of this process: Maven runs each class by itself, all of them in one session. */
    private static Platform platform(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, OURS)
                .computeIfAbsent(Platform.class, any -> Platform.start(), Platform.class);
    }

    private static Workplace workplace(ExtensionContext context) {
        String name = context.getRequiredTestClass().getSimpleName()
                + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
        return context.getStore(OURS).computeIfAbsent(name, Workplace::of, Workplace.class);
    }
}
