package dev.guildhall.cassandra;

import java.nio.file.Path;
import java.util.List;

/// Cassandra cannot be started here; the message says what to do about it.
public final class CassandraException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CassandraException(String message) {
        super(message);
    }

    CassandraException(String message, Throwable cause) {
        super(message, cause);
    }

    static CassandraException noJava(List<Path> looked) {
        String folders = String.join(", ", looked.stream().map(Path::toString).toList());
        return new CassandraException(
                "Cassandra needs a Java 17, and none is in JAVA17_HOME or in "
                        + folders
                        + ". Install one, for example: apt-get install -y openjdk-17-jre-headless,"
                        + " brew install openjdk@17, or https://adoptium.net");
    }
}
