package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.Account.VoiceGender;
import io.ringlog.domain.speech.Language;
import io.ringlog.domain.speech.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who speaks to a call: the account's narrator, in the language of the phrase or else of the account. */
record Narrator(Language language, VoiceGender gender) {

    static Narrator of(LiveCall call, Phrase phrase) {
        Optional<Account> account =
                call.turn().state().config().account(call.turn().account());
        String own = phrase.language();
        String tag = own == null ? account.map(Account::language).orElse("") : own;
        return new Narrator(Language.of(tag), account.map(Account::voiceGender).orElse(VoiceGender.MALE));
    }

    List<String> say(Phrase phrase) {
        return language.say(phrase);
    }

    /** As commands name it. */
    String voice() {
        return language.tag() + "/" + gender.name().toLowerCase(Locale.ROOT);
    }
}
