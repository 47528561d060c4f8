package dev.guildhall.guild.accounts;

import dev.guildhall.common.id.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs and checks tokens: `base64(user id).base64url(issued at, generation).base64url(HMAC)`.
///
/// Libraries read the user id from the first part. The second is the Unix second of issue (8 bytes)
/// and the account's token generation (4 bytes), the third HMAC-SHA256 over the first two with
/// their dot. An account's tokens of older generations are revoked. Safe for many threads.
public final class Tokens {

    private static final int KEY_BYTES = 32;

    private static final String HMAC = "HmacSHA256";
    private static final int MAX_LENGTH = 200;
    private static final int CLAIM_BYTES = Long.BYTES + Integer.BYTES;
    private static final Base64.Encoder ID = Base64.getEncoder().withoutPadding();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;

    public Tokens(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    public static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /// What a token says, once its signature has been found right.
    public record Claim(UserId userId, int generation) {}

    public String mint(UserId userId, int generation, long nowMs) {
        byte[] claim =
                ByteBuffer.allocate(CLAIM_BYTES).putLong(nowMs / 1_000).putInt(generation).array();
        String signed =
                ID.encodeToString(userId.toString().getBytes(StandardCharsets.US_ASCII))
                        + "."
                        + URL.encodeToString(claim);
        return signed + "." + URL.encodeToString(hmac(signed));
    }

    /// Empty when the token is none of ours. Takes the same time whatever is wrong with a
    /// signature.
    public Optional<Claim> verify(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 0 || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String signed = token.substring(0, dot);
        byte[] expected = URL.encode(hmac(signed));
        byte[] given = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given)
                ? Optional.of(claim(signed))
                : Optional.empty();
    }

    /// Only for what was signed, which has the form that `mint` gave it.
    private static Claim claim(String signed) {
        int dot = signed.indexOf('.');
        byte[] id = Base64.getDecoder().decode(signed.substring(0, dot));
        ByteBuffer claim =
                ByteBuffer.wrap(Base64.getUrlDecoder().decode(signed.substring(dot + 1)));
        return new Claim(
                UserId.parse(new String(id, StandardCharsets.US_ASCII)), claim.getInt(Long.BYTES));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
