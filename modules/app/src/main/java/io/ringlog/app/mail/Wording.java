package io.ringlog.app.mail;

import java.util.List;
import java.util.Locale;

/**
 * What a mail says in one language; {@code %s} is, in this order: the caller, the mailbox; then the caller, the time,
 * the duration; then the number of new messages.
 */
record Wording(Locale locale, String subject, String left, String one, String many, String attached) {

    private static final Wording ENGLISH = new Wording(
            Locale.ENGLISH,
            "Message from %s in %s",
            "%s left a message on %s. It lasts %s.",
            "It is the only new message of the mailbox.",
            "The mailbox has %d new messages.",
            "The recording is attached.");

    private static final List<Wording> OTHERS = List.of(
            new Wording(
                    Locale.GERMAN,
                    "Nachricht von %s in %s",
                    "%s hat am %s eine Nachricht hinterlassen. Sie dauert %s.",
                    "Es ist die einzige neue Nachricht des Postfachs.",
                    "Das Postfach hat %d neue Nachrichten.",
                    "Die Aufnahme ist angehängt."),
            new Wording(
                    Locale.FRENCH,
                    "Message de %s dans %s",
                    "%s a laissé un message le %s. Il dure %s.",
                    "C'est le seul nouveau message de la boîte.",
                    "La boîte contient %d nouveaux messages.",
                    "L'enregistrement est joint."),
            new Wording(
                    Locale.of("es"),
                    "Mensaje de %s en %s",
                    "%s dejó un mensaje el %s. Dura %s.",
                    "Es el único mensaje nuevo del buzón.",
                    "El buzón tiene %d mensajes nuevos.",
                    "La grabación va adjunta."),
            new Wording(
                    Locale.of("nl"),
                    "Bericht van %s in %s",
                    "%s heeft op %s een bericht achtergelaten. Het duurt %s.",
                    "Het is het enige nieuwe bericht van de mailbox.",
                    "De mailbox heeft %d nieuwe berichten.",
                    "De opname is bijgevoegd."));

    /** English where the language is none of ours. */
    static Wording of(String language) {
        String wanted = Locale.forLanguageTag(language).getLanguage();
        return OTHERS.stream()
                .filter(it -> it.locale.getLanguage().equals(wanted))
                .findFirst()
                .orElse(ENGLISH);
    }

    String news(int messages) {
        return messages == 1 ? one : many.formatted(messages);
    }
}
