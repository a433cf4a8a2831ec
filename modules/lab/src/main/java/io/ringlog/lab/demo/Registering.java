package io.ringlog.lab.demo;

import io.ringlog.testkit.phone.Phone;
import java.util.List;

/** Three phones register with digest. */
final class Registering implements Scene {
    @Override
    public String title() {
        return "Phones register";
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        for (Phone phone : List.of(stage.alice, stage.bob, stage.carol)) {
            // The tenant is on its way through the log; until the brain knows the device it challenges again.
            stage.until(phone.user() + " is registered", () -> phone.register() == 200);
            narrator.proved(phone.user() + "@" + Stage.DOMAIN + " registered with digest (SHA-256) over UDP");
        }
    }
}
