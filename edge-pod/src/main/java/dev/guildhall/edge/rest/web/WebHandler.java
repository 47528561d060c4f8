package dev.guildhall.edge.rest.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;

/// Serves the web page: all files of a class path folder, held in memory, `/` being `index.html`.
///
/// Nothing but the page's own origin may run, be loaded or frame it. The last of the handlers: what
/// it does not have is 404.
public final class WebHandler extends Handler.Abstract.NonBlocking {

    private static final int MAX_FILE_BYTES = 8 << 20;
    private static final String INDEX = "/index.html";
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:;"
                    + " object-src 'none'; frame-ancestors 'none'; base-uri 'none';"
                    + " form-action 'self'";
    private static final HttpField[] SECURITY = {
        new PreEncodedHttpField("Content-Security-Policy", CONTENT_SECURITY_POLICY),
        new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
        new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
        new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
        new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
        new PreEncodedHttpField(
                "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    };
    private static final HttpField IMMUTABLE =
            new PreEncodedHttpField(
                    HttpHeader.CACHE_CONTROL, "public, max-age=31536000, immutable");
    private static final HttpField REVALIDATE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache");

    private final Map<String, WebFile> files;

    WebHandler(Map<String, WebFile> files) {
        this.files = Map.copyOf(files);
    }

    /// Loads all files below the class path folder `folder`. Without the folder there is no page.
    public static WebHandler fromClasspath(String folder) {
        Map<String, WebFile> files = new HashMap<>();
        try (ResourceFactory.Closeable resources = ResourceFactory.closeable()) {
            Resource base = resources.newClassLoaderResource(folder, false);
            if (base != null && base.isDirectory()) {
                for (Resource file : base.getAllResources()) {
                    load(base, file, files);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WebHandler(files);
    }

    /// The paths of all files.
    Set<String> names() {
        return files.keySet();
    }

    private static void load(Resource base, Resource file, Map<String, WebFile> files)
            throws IOException {
        if (file.isDirectory() || file.length() > MAX_FILE_BYTES) {
            return;
        }
        String name = "/" + base.getPathTo(file).toString().replace('\\', '/');
        files.put(name, WebFile.of(name, Files.readAllBytes(file.getPath())));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getCanonicalPath();
        HttpFields.Mutable headers = response.getHeaders();
        for (HttpField field : SECURITY) {
            headers.put(field);
        }
        WebFile file = path == null ? null : files.get(path.equals("/") ? INDEX : path);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> {
                if (file == null) {
                    text(response, 404, "Not Found\n", callback);
                } else {
                    serve(request, response, file, callback);
                }
            }
            default -> {
                headers.put(HttpHeader.ALLOW, "GET, HEAD");
                text(response, 405, "Method Not Allowed\n", callback);
            }
        }
        return true;
    }

    private static void serve(Request request, Response response, WebFile file, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(file.hashed() ? IMMUTABLE : REVALIDATE);
        headers.put(HttpHeader.ETAG, file.etag());
        if (file.etag().equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
            response.setStatus(304);
            response.write(true, ByteBuffer.allocate(0), callback);
            return;
        }
        headers.put(HttpHeader.CONTENT_TYPE, file.contentType());
        response.setStatus(200);
        response.write(true, ByteBuffer.wrap(file.bytes()), callback);
    }

    private static void text(Response response, int status, String text, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(REVALIDATE);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        Content.Sink.write(response, true, text, callback);
    }
}
