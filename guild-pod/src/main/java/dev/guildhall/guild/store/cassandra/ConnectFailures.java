package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import dev.guildhall.common.config.ConfigException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why there is no connection: what of the configuration is wrong, where that can be told, by the
/// name that it has in a GuildCluster and as a variable.
final class ConnectFailures {

    private static final String PREFIX = "GUILDHALL_CASSANDRA_";

    private ConnectFailures() {}

    /// A [ConfigException] when another configuration is needed, else [StoreException.Unreachable].
    static RuntimeException of(DriverException failure, CassandraOptions options) {
        List<Throwable> causes = causes(failure);
        Optional<String> fault =
                login(causes, options)
                        .or(() -> options.tls().enabled() ? tls(causes, options) : noTls(causes));
        return fault.isPresent()
                ? new ConfigException(List.of(fault.get()))
                : CqlFailures.of(failure);
    }

    private static Optional<String> login(List<Throwable> causes, CassandraOptions options) {
        String user = options.credentials().user();
        return first(causes, AuthenticationException.class)
                .map(cause ->
                        "store.credentials (%sUSER, %sPASSWORD): %s"
                                .formatted(
                                        PREFIX,
                                        PREFIX,
                                        user.isEmpty()
                                                ? "the cluster asks for a login; name a secret with username and password"
                                                : "the cluster refuses the login of \"%s\": %s; put the right username and password there"
                                                        .formatted(user, cause.getMessage())));
    }

    private static Optional<String> tls(List<Throwable> causes, CassandraOptions options) {
        if (first(causes, NotSslRecordException.class).isPresent()) {
            return Optional.of(
                    "store.tls (%sTLS): the cluster speaks no TLS there; leave tls out, or name the port that does"
                            .formatted(PREFIX));
        }
        Optional<? extends GeneralSecurityException> path =
                first(causes, CertPathBuilderException.class);
        if (path.isEmpty()) {
            path = first(causes, CertPathValidatorException.class); // one of the same name
        }
        if (path.isPresent()) {
            return Optional.of(
                    "store.tls.secret (%sTLS_TRUST_FILE): the node's certificate is of no authority in \"%s\" (%s); put the cluster's ca.crt there"
                            .formatted(PREFIX, options.tls().trustFile(), path.get().getMessage()));
        }
        Optional<CertificateException> certificate = first(causes, CertificateException.class);
        if (certificate.isPresent()) {
            return Optional.of(
                    "store.tls.verifyHostname (%sTLS_VERIFY_HOSTNAME): the node's certificate is not of the node that was asked: %s; name nodes in contactPoints as their certificates do, or set verifyHostname to false"
                            .formatted(PREFIX, certificate.get().getMessage()));
        }
        return first(causes, SSLException.class)
                .map(cause ->
                        "store.tls.secret (%sTLS_CERTIFICATE_FILE, %sTLS_KEY_FILE): the cluster ends the handshake (%s); %s"
                                .formatted(
                                        PREFIX,
                                        PREFIX,
                                        cause.getMessage(),
                                        options.tls().keyFile().isEmpty()
                                                ? "put a client's tls.crt and tls.key there"
                                                : "put a tls.crt there of an authority that the cluster trusts"));
    }

    /// Somebody listens there, and does not speak CQL in the clear.
    private static Optional<String> noTls(List<Throwable> causes) {
        boolean nobody = first(causes, ConnectException.class).isPresent();
        boolean ended = causes.stream().anyMatch(ConnectFailures::isHungUp);
        return nobody || !ended
                ? Optional.empty()
                : Optional.of(
                        "store.tls (%sTLS): the cluster hangs up; if it asks for TLS name a secret with its ca.crt, and see that contactPoints names the port for CQL"
                                .formatted(PREFIX));
    }

    private static boolean isHungUp(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return name.equals("ClosedConnectionException") || name.equals("FrameDecodingException");
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> kind) {
        return causes.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /// All that led to the failure, at any node, each once.
    private static List<Throwable> causes(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        Deque<Throwable> left = new ArrayDeque<>(List.of(failure));
        while (!left.isEmpty()) {
            Throwable next = left.remove();
            if (seen.add(next)) {
                causes.add(next);
                add(left, next.getCause());
                left.addAll(List.of(next.getSuppressed()));
                if (next instanceof AllNodesFailedException nodes) {
                    nodes.getAllErrors().values().forEach(left::addAll);
                }
            }
        }
        return causes;
    }

    private static void add(Deque<Throwable> left, @Nullable Throwable cause) {
        if (cause != null) {
            left.add(cause);
        }
    }
}
