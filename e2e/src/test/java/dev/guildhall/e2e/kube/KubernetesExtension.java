package dev.guildhall.e2e.kube;

import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a [Kubectl]: one cluster for all classes of a JVM, a namespace for each class.
final class KubernetesExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace STORE = Namespace.create(KubernetesExtension.class);

    /// The namespace of one class, which goes with it.
    private record ClassNamespace(Kubernetes kubernetes, Kubectl kubectl) implements AutoCloseable {
        @Override
        public void close() {
            kubernetes.delete(kubectl.namespace());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var kubernetes =
                context.getRoot()
                        .getStore(STORE)
                        .computeIfAbsent("cluster", _ -> Kubernetes.start(), Kubernetes.class);
        String name = "guildhall-test-" + UUID.randomUUID().toString().substring(0, 8);
        context.getStore(STORE)
                .put("namespace", new ClassNamespace(kubernetes, kubernetes.inNewNamespace(name)));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Kubectl.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(STORE).get("namespace", ClassNamespace.class).kubectl();
    }
}
