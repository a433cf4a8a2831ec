package io.ringlog.lab.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.config.secret.LogInLinks;

/** The way into the console for whoever has started the demo: a link that is good once, made of the store itself. */
final class ConsoleLink {
    /** Who looks around: an administrator of the platform, without a password. */
    static final String EMAIL = "console@demo.ringlog.test";

    private static final String ACTOR = "demo";

    private ConsoleLink() {}

    /**
     * The console's address with the word behind its {@code #}, which no browser sends anywhere; on this machine, where
     * alone it is good.
     *
     * @param api where the role api is, {@code http://127.0.0.1:8080}
     */
    static String of(ConfigStore store, String api) {
        var links = new LogInLinks(store.database(), store.clock());
        String word = links.create(EMAIL)
                .or(() -> {
                    addPerson(store);
                    return links.create(EMAIL);
                })
                .orElseThrow();
        return api.replace("//0.0.0.0:", "//127.0.0.1:") + "/app#link=" + word;
    }

    private static void addPerson(ConfigStore store) {
        var document = JsonNodeFactory.instance
                .objectNode()
                .put("email", EMAIL)
                .put("name", "Demo")
                .put("role", "platform");
        store.create(Resources.PEOPLE, ApiKeys.PLATFORM, document, ACTOR);
    }
}
