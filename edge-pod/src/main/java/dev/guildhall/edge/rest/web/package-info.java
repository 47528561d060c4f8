/// The web page's files.
@NullMarked
package dev.guildhall.edge.rest.web;

import org.jspecify.annotations.NullMarked;
