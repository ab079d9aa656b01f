package keras4j.serving;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Access to a server: its address, and the guards ahead of it.
 *
 * @param token the secret of requests; null for none
 * @param tls the context of HTTPS; null for HTTP
 */
record ServerAccess(
        InetAddress host,
        @Nullable String token,
        List<Filter> filters,
        @Nullable SSLContext tls) {
    static final ServerAccess LOCAL = new ServerAccess(InetAddress.getLoopbackAddress(), null, List.of(), null);
    private static final int BACKLOG = 512;

    ServerAccess withHost(InetAddress other) {
        return new ServerAccess(other, token, filters, tls);
    }

    ServerAccess withToken(String other) {
        return new ServerAccess(host, other, filters, tls);
    }

    ServerAccess withFilter(Filter filter) {
        List<Filter> more = new ArrayList<>(filters);
        more.add(filter);
        return new ServerAccess(host, token, List.copyOf(more), tls);
    }

    ServerAccess withTls(SSLContext context) {
        return new ServerAccess(host, token, filters, context);
    }

    /** Checks that nobody else can reach the server, or that there is a guard. */
    void requireGuard() {
        if (!host.isLoopbackAddress() && token == null && filters.isEmpty()) {
            throw new IllegalStateException("Serving: a server at " + host.getHostAddress()
                    + " must have a token or a filter, because others can reach it, got neither; call token(secret),"
                    + " filter(filter), or leave out host(address)");
        }
    }

    /** Binds the port. */
    HttpServer bind(int port) {
        try {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (tls == null) {
                return HttpServer.create(address, BACKLOG);
            }
            HttpsServer secure = HttpsServer.create(address, BACKLOG);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            return secure;
        } catch (IOException refused) {
            throw new UncheckedIOException(
                    "Serving: port must be free at " + host.getHostAddress() + ", got " + port + ": "
                            + refused.getMessage(),
                    refused);
        }
    }

    String scheme() {
        return tls == null ? "http" : "https";
    }
}
