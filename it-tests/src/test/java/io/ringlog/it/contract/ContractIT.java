package io.ringlog.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Tool;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The documents pass the validators of their formats, and a client generated from one compiles and works. */
@NeedsClient(value = "npm", from = "npm")
@ExtendWith(OnPlatform.class)
class ContractIT {
    private static final Path VALIDATORS = Path.of("src", "test", "resources", "contract");
    private static final Path EXAMPLES = Path.of("..", "docs", "examples");
    private static final String NUMBER = "12025550142";

    private final Platform platform;

    ContractIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void the_openapi_document_passes_the_recommended_rules_of_redocly() throws Exception {
        Tool redocly = Tool.copyOf(
                        VALIDATORS, Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"))
                .withPackages();
        redocly.put("openapi.json", platform.rest().document("/v1/openapi.json"));

        assertThat(redocly.run("npm", "run", "openapi")).contains("Your API description is valid");
    }

    @Test
    void the_asyncapi_document_is_valid_for_its_own_parser() throws Exception {
        Tool parser = Tool.copyOf(VALIDATORS, Map.of()).withPackages();
        parser.put("asyncapi.json", platform.rest().document("/v1/asyncapi.json"));

        assertThat(parser.run("npm", "run", "asyncapi")).contains("10 channels", "valid");
    }

    @Test
    void the_typescript_client_compiles_against_the_generated_types_and_works() throws Exception {
        Tool client = Tool.copyOf(
                        EXAMPLES.resolve("typescript"),
                        environment(platform.rest().accountKey()))
                .withPackages();
        client.run("npm", "run", "types");
        client.run("npm", "run", "build");

        works(client, "node", "build/example.js");
        Tool operator = Tool.copyOf(
                EXAMPLES.resolve("typescript"), environment(platform.rest().key()));
        makesANumber(operator, "node", "build/example.js");
    }

    @Test
    void the_python_client_works() throws Exception {
        works(
                Tool.copyOf(
                        EXAMPLES.resolve("python"), environment(platform.rest().accountKey())),
                "python3",
                "example.py");
        makesANumber(
                Tool.copyOf(
                        EXAMPLES.resolve("python"), environment(platform.rest().key())),
                "python3",
                "example.py");
    }

    private Map<String, String> environment(String key) {
        return Map.of("RINGLOG_URL", platform.rest().address(), "RINGLOG_KEY", key);
    }

    /** Lists users, sees a call end, and sees it again from a cursor before it. */
    private void works(Tool client, String language, String program) throws Exception {
        assertThat(client.run(language, program, "users")).contains(" carol agent", " dave ");

        String ended =
                client.follow(platform::refusedCall, it -> it.contains(" refused 0 s"), language, program, "watch");
        String began = client.follow(platform::refusedCall, it -> it.contains(" -> "), language, program, "watch");
        String cursor = began.split(" ")[0];
        String again = client.follow(() -> {}, it -> it.contains(" refused 0 s"), language, program, "watch", cursor);

        assertThat(ended).contains("call_");
        assertThat(again.split(" ")[1]).isEqualTo(began.split(" ")[1]);
    }

    private void makesANumber(Tool client, String language, String program) throws Exception {
        String account = platform.rest().account();

        String first = client.run(language, program, "number", NUMBER, account);
        String second = client.run(language, program, "number", NUMBER, account);

        assertThat(first).contains(NUMBER, "!");
        assertThat(second).contains(NUMBER, first.split(" ")[2] + "!");
    }
}
