/// The GuildCluster resource, `guildhall.dev/v1alpha1`. `crds/` is generated from these types.
@NullMarked
package dev.guildhall.operator.api;

import org.jspecify.annotations.NullMarked;
