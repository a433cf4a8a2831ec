package io.ringlog.domain.config;

/** What phones dial for a feature in place of the usual code; an empty code switches the feature off. */
public record FeatureCode(String id, String accountId, Feature feature, String code) implements ConfigRow {

    /** Whether something is dialled after a code. */
    public enum Argument {
        NONE,
        MAYBE,
        SOME
    }

    /** What can be dialled that is nobody's extension. */
    public enum Feature {
        /** Followed by an extension: takes the call that rings there. */
        PICKUP("**", Argument.SOME),
        /** Takes a call that rings at somebody of the same pickup group. */
        PICKUP_GROUP("*8", Argument.NONE),
        /** Followed by an extension, or by a number outside: every call to the user goes there. */
        FORWARD_ON("*72", Argument.SOME),
        FORWARD_OFF("*73", Argument.NONE),
        DND_ON("*78", Argument.NONE),
        DND_OFF("*79", Argument.NONE),
        AGENT_LOGIN("*50", Argument.NONE),
        AGENT_LOGOUT("*51", Argument.NONE),
        AGENT_AVAILABLE("*52", Argument.NONE),
        /** Perhaps followed by a reason of the account's own counting. */
        AGENT_PAUSE("*53", Argument.MAYBE),
        /** Followed by an extension: calls the user back when who is behind it is free. */
        CALL_BACK("*66", Argument.SOME),
        CALL_BACK_OFF("*86", Argument.NONE),
        /** Calls what the user called last; off unless the account names a code, for it costs a record a call. */
        REDIAL("", Argument.NONE),
        /** Followed by an extension: a supervisor hears whom that user talks to. */
        SUPERVISE("*55", Argument.SOME),
        /** Whoever dials it hears themselves. */
        ECHO("*43", Argument.NONE),
        /** Says what time it is where the account is. */
        CLOCK("*60", Argument.NONE),
        /** Opens the mailbox of whoever dials it. */
        MAILBOX_OWN("*97", Argument.NONE),
        /** Opens the mailbox of whom the extension after it means; asks for one where none follows. */
        MAILBOX_OTHER("*98", Argument.MAYBE);

        private final String usual;
        private final Argument argument;

        Feature(String usual, Argument argument) {
            this.usual = usual;
            this.argument = argument;
        }

        /** The code where the account has said nothing. */
        public String usual() {
            return usual;
        }

        public Argument argument() {
            return argument;
        }
    }
}
