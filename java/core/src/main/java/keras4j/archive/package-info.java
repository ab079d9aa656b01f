/**
 * Signed archives of fitted models: the options for reading them, keys, and the exceptions for damaged files.
 *
 * <p>An {@link keras4j.archive.Archive} is one file with named members and a checksum for each, so that any
 * changed bit is detected. {@code Fitted} and {@code Conformal} write and read archives; a signature is optional.
 *
 * <pre>{@code
 * Archive archive = fitted.sign(Signer.ofPem(privateKey));
 * archive.save(Path.of("iris.keras4j"));
 *
 * ReadOptions options = ReadOptions.DEFAULT.bytes(1L << 32).signedBy(Verifier.ofPem(publicKey));
 * Fitted loaded = Fitted.load(Path.of("iris.keras4j"), options);
 * }</pre>
 *
 * <p>{@link keras4j.archive.ReadOptions} limit the size of a file and of its model, and may require a signature
 * that a {@link keras4j.archive.Verifier} accepts. A {@link keras4j.archive.Signer} signs with Ed25519 or
 * HMAC-SHA-256. A file that is refused gives an {@link keras4j.archive.ArchiveException}, which names the violated
 * {@link keras4j.archive.ValidationRule}.
 */
@NullMarked
package keras4j.archive;

import org.jspecify.annotations.NullMarked;
