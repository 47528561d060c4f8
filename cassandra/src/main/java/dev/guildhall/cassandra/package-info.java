/// A real Apache Cassandra on this machine, as processes of its own: for local mode and for tests.
///
/// The server's jars are none of this package's class path: they lie in
/// `cassandra/server/target/app/lib` and run on a Java of their own.
@NullMarked
package dev.guildhall.cassandra;

import org.jspecify.annotations.NullMarked;
