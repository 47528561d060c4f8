package dev.guildhall.edge.accounts;

import org.jspecify.annotations.Nullable;

/// No guild pod could be asked about accounts; trying again may help.
public final class AccountsUnavailableException extends RuntimeException {

    public AccountsUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
