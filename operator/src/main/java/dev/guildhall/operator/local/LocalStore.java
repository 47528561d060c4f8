package dev.guildhall.operator.local;

import java.io.IOException;

/// What guild pods need besides themselves. For the operator's loop.
interface LocalStore {

    /// Starts it when it does not live; says whether it answers. Throws when it cannot be started.
    boolean keep() throws IOException;

    /// Files need nobody.
    static LocalStore files() {
        return () -> true;
    }
}
