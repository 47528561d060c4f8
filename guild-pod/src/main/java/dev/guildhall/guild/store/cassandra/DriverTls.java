package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import dev.guildhall.common.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// TLS towards the cluster, from PEM files as a secret holds them.
final class DriverTls {

    /// Of a store in memory alone, which asks for one.
    private static final char[] NO_PASSWORD = {};

    private DriverTls() {}

    /// Throws [ConfigException] when a file cannot be used, with its name.
    static SslEngineFactory of(CassandraOptions.Tls tls) {
        TrustManager[] trust = usable("TRUST_FILE", tls.trustFile(), () -> trust(tls));
        KeyManager[] keys =
                usable(
                        "CERTIFICATE_FILE, …_KEY_FILE",
                        tls.certificateFile() + "\", \"" + tls.keyFile(),
                        () -> keys(tls));
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return new ProgrammaticSslEngineFactory(context, null, tls.verifyHostname());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private interface Reading<T> {
        T read() throws IOException, GeneralSecurityException;
    }

    private static <T> T usable(String variable, String file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigException(
                    List.of(
                            "store.tls.secret (GUILDHALL_CASSANDRA_TLS_%s): \"%s\" cannot be used: %s; PEM files are allowed, a key in PKCS#8"
                                    .formatted(variable, file, e)));
        }
    }

    private static TrustManager[] trust(CassandraOptions.Tls tls)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(tls.trustFile().isEmpty() ? null : authorities(tls.trustFile()));
        return factory.getTrustManagers();
    }

    private static KeyStore authorities(String file) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        int i = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("authority-" + i, certificate);
            i++;
        }
        return store;
    }

    private static KeyManager[] keys(CassandraOptions.Tls tls)
            throws IOException, GeneralSecurityException {
        if (tls.keyFile().isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore store = empty();
        Certificate[] chain = certificates(tls.certificateFile()).toArray(Certificate[]::new);
        store.setKeyEntry("client", key(tls.keyFile()), NO_PASSWORD, chain);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static PrivateKey key(String file) throws IOException, GeneralSecurityException {
        String base64 =
                Files.readString(Path.of(file))
                        .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
                        .replaceAll("\\s", "");
        var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        for (String algorithm : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException _) {
                // The next algorithm's, or none's.
            }
        }
        throw new InvalidKeySpecException(file + " is neither an EC nor an RSA key in PKCS#8");
    }
}
