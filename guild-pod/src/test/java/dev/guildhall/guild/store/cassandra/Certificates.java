package dev.guildhall.guild.store.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// An authority of a test, made by the JDK's keytool, and certificates that it signs.
final class Certificates {

    static final String PASSWORD = "test-only";

    private static final String AUTHORITY = "authority";

    private final Path folder;
    private final Path all;

    Certificates(Path folder) throws IOException {
        this.folder = folder;
        this.all = folder.resolve("all.p12");
        keytool(
                all,
                "-genkeypair",
                "-alias",
                AUTHORITY,
                "-dname",
                "CN=" + AUTHORITY,
                "-ext",
                "bc:c");
    }

    /// Signs a certificate with `extensions`; gives its key store.
    Path sign(String name, String... extensions) throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-genkeypair",
                                "-alias",
                                name,
                                "-dname",
                                "CN=" + name,
                                "-signer",
                                AUTHORITY));
        for (String each : extensions) {
            arguments.addAll(List.of("-ext", each));
        }
        keytool(all, arguments.toArray(String[]::new));
        Path store = folder.resolve(name + ".p12");
        keytool(
                store,
                "-importkeystore",
                "-srckeystore",
                all.toString(),
                "-srcstorepass",
                PASSWORD,
                "-srcalias",
                name);
        return store;
    }

    /// A store with the authority's certificate alone.
    Path trust() throws IOException, GeneralSecurityException {
        Path store = folder.resolve("trust.p12");
        keytool(
                store,
                "-importcert",
                "-noprompt",
                "-alias",
                AUTHORITY,
                "-file",
                authority().toString());
        return store;
    }

    /// The authority's certificate as PEM.
    Path authority() throws IOException, GeneralSecurityException {
        return pem("ca.crt", "CERTIFICATE", load(all).getCertificate(AUTHORITY).getEncoded());
    }

    /// The certificate of a store that was signed, as PEM.
    Path certificate(String name) throws IOException, GeneralSecurityException {
        Certificate own = load(folder.resolve(name + ".p12")).getCertificate(name);
        return pem(name + ".crt", "CERTIFICATE", own.getEncoded());
    }

    /// Its key as PKCS#8.
    Path key(String name) throws IOException, GeneralSecurityException {
        Key own = load(folder.resolve(name + ".p12")).getKey(name, PASSWORD.toCharArray());
        return pem(name + ".key", "PRIVATE KEY", own.getEncoded());
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }

    private Path pem(String file, String kind, byte[] bytes) throws IOException {
        String body =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes);
        return Files.writeString(
                folder.resolve(file),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
    }

    private void keytool(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        boolean imports = command.contains("-importkeystore");
        command.addAll(List.of(imports ? "-destkeystore" : "-keystore", store.toString()));
        command.addAll(List.of(imports ? "-deststorepass" : "-storepass", PASSWORD));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        Path log = folder.resolve("keytool.log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ":\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
