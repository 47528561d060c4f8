package dev.guildhall.cassandra;

import java.nio.file.Path;

/// A node that asks its clients for a login and speaks TLS only. Its first login is `cassandra`
/// with the password `cassandra`, some moments after it has started.
///
/// @param keyStore PKCS#12, the node's key with its certificate
/// @param trustStore PKCS#12, the authorities of the clients' certificates
/// @param password of both files
/// @param clientCertificates whether clients need a certificate
public record NodeSecurity(
        Path keyStore, Path trustStore, String password, boolean clientCertificates) {

    /// As a part of cassandra.yaml.
    String yaml() {
        return """
        authenticator: PasswordAuthenticator
        role_manager: CassandraRoleManager
        client_encryption_options:
          enabled: true
          optional: false
          store_type: PKCS12
          keystore: "%s"
          keystore_password: "%s"
          truststore: "%s"
          truststore_password: "%s"
          require_client_auth: %s
        """
                .formatted(
                        NodeFiles.quoted(keyStore),
                        password,
                        NodeFiles.quoted(trustStore),
                        password,
                        clientCertificates);
    }
}
