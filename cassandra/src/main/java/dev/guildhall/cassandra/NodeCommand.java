package dev.guildhall.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a node. What opens the JDK to Cassandra is from its own
/// `conf/jvm17-server.options`; it lies in an argument file, so that the line stays short.
public final class NodeCommand {

    private static final List<String> MODULES =
            List.of(
                    "--add-exports java.base/java.lang.ref=ALL-UNNAMED",
                    "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED",
                    "--add-exports java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--add-exports java.base/jdk.internal.util.jar=ALL-UNNAMED",
                    "--add-exports java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-exports java.management.rmi/com.sun.jmx.remote.internal.rmi=ALL-UNNAMED",
                    "--add-exports java.rmi/sun.rmi.registry=ALL-UNNAMED",
                    "--add-exports java.rmi/sun.rmi.server=ALL-UNNAMED",
                    "--add-exports java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                    "--add-exports java.sql/java.sql=ALL-UNNAMED",
                    "--add-opens java.base/java.io=ALL-UNNAMED",
                    "--add-opens java.base/java.lang=ALL-UNNAMED",
                    "--add-opens java.base/java.lang.module=ALL-UNNAMED",
                    "--add-opens java.base/java.lang.reflect=ALL-UNNAMED",
                    "--add-opens java.base/java.nio=ALL-UNNAMED",
                    "--add-opens java.base/java.util=ALL-UNNAMED",
                    "--add-opens java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens java.base/java.util.concurrent.atomic=ALL-UNNAMED",
                    "--add-opens java.base/jdk.internal.loader=ALL-UNNAMED",
                    "--add-opens java.base/jdk.internal.math=ALL-UNNAMED",
                    "--add-opens java.base/jdk.internal.module=ALL-UNNAMED",
                    "--add-opens java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--add-opens java.base/jdk.internal.reflect=ALL-UNNAMED",
                    "--add-opens java.base/jdk.internal.util.jar=ALL-UNNAMED",
                    "--add-opens java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                    "--add-opens jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private NodeCommand() {}

    /// Writes the node's configuration and says how to start it. `java` is a Java 17's.
    public static List<String> prepare(Path java, ServerFiles files, NodeOptions node)
            throws IOException {
        NodeFiles.write(node);
        Path arguments = NodeFiles.conf(node).resolve("jvm.args");
        Files.writeString(arguments, String.join("\n", jvm(files, node)) + "\n");
        return List.of(java.toString(), "@" + arguments.toAbsolutePath(), ServerFiles.MAIN);
    }

    private static List<String> jvm(ServerFiles files, NodeOptions node) throws IOException {
        Path conf = NodeFiles.conf(node).toAbsolutePath();
        List<String> jvm = new ArrayList<>(MODULES);
        jvm.add("-Xms" + node.heapMb() / 4 + "m");
        jvm.add("-Xmx" + node.heapMb() + "m");
        jvm.add("-XX:+UseSerialGC");
        jvm.add("-XX:MaxDirectMemorySize=128m");
        jvm.add("-XX:+ExitOnOutOfMemoryError");
        jvm.add("-XX:-UsePerfData");
        jvm.add("-Xss512k");
        jvm.add("-Djdk.attach.allowAttachSelf=true");
        jvm.add(quoted("-Dcassandra.config=" + conf.resolve("cassandra.yaml").toUri()));
        jvm.add(quoted("-Dcassandra.storagedir=" + node.folder().toAbsolutePath()));
        jvm.add(quoted("-Dlogback.configurationFile=" + conf.resolve("logback.xml").toUri()));
        jvm.add("-Dcassandra-foreground=yes");
        jvm.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
        jvm.add("-Dcassandra.ring_delay_ms=1000");
        jvm.add("-Dcassandra.shutdown_announce_in_ms=100");
        if (node.security().isPresent()) {
            jvm.add("-Dcassandra.superuser_setup_delay_ms=0"); // the first login
        }
        node.parent().ifPresent(pid -> jvm.add("-Dguildhall.parent=" + pid));
        files.caching().forEach(option -> jvm.add(quoted(option)));
        jvm.add("-cp");
        jvm.add(quoted(files.classPath()));
        return jvm;
    }

    /// As the java launcher reads argument files: in quotes, where a backslash escapes.
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
