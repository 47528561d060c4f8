/// The resource on a real API server: `e2e/kube`, or the cluster of `./guildhall test
/// --kubeconfig`.
@NullMarked
package dev.guildhall.e2e.kube;

import org.jspecify.annotations.NullMarked;
