package dev.guildhall.edge.rest.route;

import dev.guildhall.edge.rest.call.Router;

/// Some routes that belong together.
public interface Resource {

    void addTo(Router router);
}
