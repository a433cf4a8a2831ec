package io.ringlog.config.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Passwords of people as Argon2id hashes (RFC 9106) in the string format of the PHC. */
public final class Passwords {

    public static final int SHORTEST = 12;
    public static final int LONGEST = 255;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** 19 MiB, twice over: what OWASP names as the least for Argon2id. */
    private static final int MEMORY_KIB = 19_456;

    private static final int PASSES = 2;
    private static final int LANES = 1;

    /** No hash of ours asks for more, so that a row that came from elsewhere cannot take the memory of the process. */
    private static final int MOST_KIB = 65_536;

    private static final int MOST_PASSES = 10;

    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,6}),t=([0-9]{1,3}),p=([0-9]{1,2})"
                    + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})");

    /** Each takes 19 MiB and a processor while it is hashed. */
    private static final Turns TURNS = new Turns(8, Duration.ofSeconds(2));

    /** Of a password nobody has: whoever is unknown is told so no sooner than whoever is wrong. */
    private static final String NOBODY = hash("");

    private Passwords() {}

    /** Whether somebody may have it: 12 to 255 characters. */
    public static boolean fits(String password) {
        int length = password.codePointCount(0, password.length());
        return length >= SHORTEST && length <= LONGEST;
    }

    /**
     * The hash with a salt of its own: another one each time.
     *
     * @throws PasswordsBusy when too many passwords are hashed or proved at this moment
     */
    public static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + text(salt) + "$"
                + text(derived(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES));
    }

    /**
     * Whether it is the password behind a hash; one that cannot be read is that of no password.
     *
     * @throws PasswordsBusy when too many passwords are hashed or proved at this moment
     */
    public static boolean isRight(String password, String hash) {
        Matcher form = FORM.matcher(hash);
        if (!form.matches()) {
            return false;
        }
        int memory = Integer.parseInt(form.group(1));
        int passes = Integer.parseInt(form.group(2));
        int lanes = Integer.parseInt(form.group(3));
        if (lanes < 1 || memory < 8 * lanes || memory > MOST_KIB || passes < 1 || passes > MOST_PASSES) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(form.group(5));
        byte[] salt = Base64.getDecoder().decode(form.group(4));
        return MessageDigest.isEqual(expected, derived(password, salt, memory, passes, lanes, expected.length));
    }

    /** Takes as long as a wrong password takes, and is wrong. */
    public static boolean wrongFor(String password) {
        isRight(password, NOBODY);
        return false;
    }

    /** The same password however a keyboard spells its accents (RFC 8265 section 4.2.2). */
    private static byte[] derived(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build();
        byte[] derived = new byte[length];
        byte[] text = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(UTF_8);
        return TURNS.take(() -> {
            var generator = new Argon2BytesGenerator();
            generator.init(parameters);
            generator.generateBytes(text, derived);
            return derived;
        });
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
