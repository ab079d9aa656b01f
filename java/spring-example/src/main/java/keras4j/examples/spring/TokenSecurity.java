package keras4j.examples.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;

/** Access with a bearer token, except for the health. */
@Configuration(proxyBeanMethods = false)
class TokenSecurity {
    @Bean
    SecurityFilterChain access(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .oauth2ResourceServer(server -> server.opaqueToken(token -> {}))
                .build();
    }

    @Bean
    OpaqueTokenIntrospector tokens(@Value("${survival.token}") String secret) {
        return token -> {
            if (!MessageDigest.isEqual(token.getBytes(UTF_8), secret.getBytes(UTF_8))) {
                throw new BadOpaqueTokenException("the token is unknown");
            }
            return new DefaultOAuth2AuthenticatedPrincipal(Map.of("sub", "client"), List.of());
        };
    }
}
