package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.guildhall.guild.store.StoreException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The driver's failures as the store's.
///
/// Whatever a node or the driver reports other than that the statement is wrong counts as
/// "unreachable": even "unavailable" and "overloaded" do not say that a conditional write was not
/// done.
final class CqlFailures {

    private CqlFailures() {}

    static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (DriverException e) {
            throw of(e);
        }
    }

    static <T> CompletionStage<T> translated(CompletionStage<T> call) {
        return call.handle((result, failure) -> {
            if (failure == null) {
                return result;
            }
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
            throw new CompletionException(cause instanceof DriverException e ? of(e) : cause);
        });
    }

    /// An `IllegalStateException` for what only a bug, or a schema of another program, can cause.
    static RuntimeException of(DriverException failure) {
        String message = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        if (failure instanceof QueryValidationException) {
            return new IllegalStateException("CQL: " + message, failure);
        }
        return new StoreException.Unreachable(message, failure);
    }
}
