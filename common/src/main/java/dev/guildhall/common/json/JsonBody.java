package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// Something that writes one JSON value.
@FunctionalInterface
public interface JsonBody {

    void write(JsonGenerator json) throws IOException;
}
