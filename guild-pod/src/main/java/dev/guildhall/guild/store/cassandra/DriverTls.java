package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import dev.guildhall.guild.store.StoreException;
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
import org.jspecify.annotations.Nullable;

/// TLS towards the cluster, from PEM files as a secret holds them.
final class DriverTls {

    /// Of a store in memory alone, which asks for one.
    private static final char[] NO_PASSWORD = {};

    private DriverTls() {}

    /// Throws [StoreException.Unreachable] when a file cannot be used, with its name.
    static SslEngineFactory of(CassandraOptions.Tls tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), trust(tls), null);
            return new ProgrammaticSslEngineFactory(context, null, tls.verifyHostname());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StoreException.Unreachable("cannot use the TLS files " + tls, e);
        }
    }

    private static TrustManager @Nullable [] trust(CassandraOptions.Tls tls)
            throws IOException, GeneralSecurityException {
        if (tls.trustFile().isEmpty()) {
            return null;
        }
        KeyStore store = empty();
        int i = 0;
        for (Certificate certificate : certificates(tls.trustFile())) {
            store.setCertificateEntry("authority-" + i, certificate);
            i++;
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(CassandraOptions.Tls tls)
            throws IOException, GeneralSecurityException {
        if (tls.keyFile().isEmpty()) {
            return null;
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
