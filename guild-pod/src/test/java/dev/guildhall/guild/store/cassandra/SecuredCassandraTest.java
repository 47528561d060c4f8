package dev.guildhall.guild.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.NodeSecurity;
import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.config.Secret;
import dev.guildhall.guild.store.cassandra.CassandraOptions.Credentials;
import dev.guildhall.guild.store.cassandra.CassandraOptions.Tls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real server that asks for a login, TLS and a client's certificate: the right ones, and each
/// wrong one named by its field.
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredCassandraTest {

    private static final Credentials RIGHT = new Credentials("cassandra", new Secret("cassandra"));
    private static final String NODE = "node";
    private static final String CLIENT = "client";

    @TempDir static Path folder;

    private @Nullable LocalCassandra node;
    private Tls tls = Tls.OFF;

    @BeforeAll
    void start() throws Exception {
        Certificates ours = new Certificates(folder);
        Path keys = ours.sign(NODE, "san=ip:127.0.0.1");
        ours.sign(CLIENT);
        NodeSecurity security = new NodeSecurity(keys, ours.trust(), Certificates.PASSWORD, true);
        LocalCassandra starting =
                SharedCassandra.secured(System.getenv(), folder.resolve("server"), security);
        node = starting;
        starting.start();
        tls =
                new Tls(
                        true,
                        true,
                        ours.authority().toString(),
                        ours.certificate(CLIENT).toString(),
                        ours.key(CLIENT).toString());
        // The first login is there some moments after the node.
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .ignoreException(ConfigException.class)
                .until(() -> connected(RIGHT, tls));
    }

    @AfterAll
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void theRightLoginAndCertificateConnect() {
        assertThat(connected(RIGHT, tls)).isTrue();
    }

    @Test
    void aWrongPasswordIsNamed() {
        refused(new Credentials("cassandra", new Secret("wrong")), tls, "store.credentials")
                .hasMessageContaining("GUILDHALL_CASSANDRA_PASSWORD")
                .hasMessageContaining("refuses the login of \"cassandra\"")
                .hasMessageNotContaining("wrong;");
    }

    @Test
    void aLoginThatIsMissingIsNamed() {
        refused(Credentials.NONE, tls, "store.credentials")
                .hasMessageContaining("asks for a login");
    }

    @Test
    void anotherAuthorityIsNamed() throws Exception {
        String other =
                new Certificates(Files.createDirectory(folder.resolve("other")))
                        .authority()
                        .toString();
        refused(
                        RIGHT,
                        new Tls(true, true, other, tls.certificateFile(), tls.keyFile()),
                        "store.tls.secret")
                .hasMessageContaining(other);
    }

    @Test
    void aNodeThatIsCalledOtherwiseIsNamed() throws Exception {
        refused(options("localhost", RIGHT, tls), "store.tls.verifyHostname");
        Tls anyName = new Tls(true, false, tls.trustFile(), tls.certificateFile(), tls.keyFile());
        assertThat(connected(options("localhost", RIGHT, anyName))).isTrue();
    }

    @Test
    void aClientsCertificateThatIsMissingIsNamed() {
        refused(RIGHT, new Tls(true, true, tls.trustFile(), "", ""), "store.tls.secret")
                .hasMessageContaining("tls.crt and tls.key");
    }

    @Test
    void aClientWithoutTlsIsToldOfIt() {
        refused(RIGHT, Tls.OFF, "store.tls (GUILDHALL_CASSANDRA_TLS)")
                .hasMessageContaining("if it asks for TLS");
    }

    @Test
    void tlsToAServerWithoutItIsNamed() {
        CassandraOptions plain = TestCassandra.options();
        CassandraOptions wrong =
                new CassandraOptions(
                        plain.contactPoints(),
                        plain.localDatacenter(),
                        plain.keyspace(),
                        plain.replication(),
                        Credentials.NONE,
                        tls,
                        3_000,
                        0);
        refused(wrong, "store.tls (GUILDHALL_CASSANDRA_TLS)").hasMessageContaining("speaks no TLS");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(
            Credentials login, Tls encryption, String field) {
        return refused(options("127.0.0.1", login, encryption), field);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            CassandraOptions options, String field) {
        return assertThatThrownBy(() -> connected(options))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(field);
    }

    private boolean connected(Credentials login, Tls encryption) {
        return connected(options("127.0.0.1", login, encryption));
    }

    /// Connects and asks for something.
    private static boolean connected(CassandraOptions options) {
        try (CassandraSession session = CassandraSession.open(options, new SimpleMeterRegistry())) {
            return session.read("SELECT release_version FROM system.local").one() != null;
        }
    }

    private CassandraOptions options(String host, Credentials login, Tls encryption) {
        int port = Objects.requireNonNull(node).contactPoint().getPort();
        return new CassandraOptions(
                List.of(InetSocketAddress.createUnresolved(host, port)),
                "datacenter1",
                "secured",
                Map.of("datacenter1", 1),
                login,
                encryption,
                10_000,
                0);
    }
}
