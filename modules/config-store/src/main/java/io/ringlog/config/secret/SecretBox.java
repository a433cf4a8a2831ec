package io.ringlog.config.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** Seals short secrets (AES-256-GCM) for one context, the id of their row; a seal opens in its own row only. */
public final class SecretBox {

    private final Aead aead;

    private SecretBox(Aead aead) {
        this.aead = aead;
    }

    /** Reads the key file, or makes it on the first run; refuses a file that others may read. */
    public static SecretBox open(Path keyset) {
        try {
            AeadConfig.register();
            if (!Files.exists(keyset)) {
                KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
                PrivateFile.create(
                        keyset, TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get()));
            }
            KeysetHandle handle =
                    TinkJsonProtoKeysetFormat.parseKeyset(PrivateFile.read(keyset), InsecureSecretKeyAccess.get());
            return new SecretBox(handle.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key file " + keyset + " cannot be used", e);
        }
    }

    public String seal(String secret, String context) {
        try {
            byte[] sealed = aead.encrypt(secret.getBytes(UTF_8), context.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a secret of " + context, e);
        }
    }

    /** The secret again; throws when it was sealed with another key, for another context, or was changed. */
    public String open(String sealed, String context) {
        return opened(sealed, context)
                .orElseThrow(() ->
                        new IllegalStateException("the secret of " + context + " does not open with this key file"));
    }

    /** Whether it is this very secret; one that does not open is none that anybody knows. */
    public boolean holds(String sealed, String context, String secret) {
        return opened(sealed, context).filter(secret::equals).isPresent();
    }

    /** The secret again; empty when it was sealed with another key, for another context, or was changed. */
    public Optional<String> opened(String sealed, String context) {
        try {
            byte[] secret = aead.decrypt(Base64.getUrlDecoder().decode(sealed), context.getBytes(UTF_8));
            return Optional.of(new String(secret, UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
