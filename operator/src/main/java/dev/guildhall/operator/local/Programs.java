package dev.guildhall.operator.local;

import dev.guildhall.operator.plan.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What is started for a pod. An interface, so that tests start small programs.
@FunctionalInterface
public interface Programs {

    /// A command line and what is added to the environment.
    record Program(List<String> command, Map<String, String> environment) {}

    Program of(Plan.Start start) throws IOException;
}
