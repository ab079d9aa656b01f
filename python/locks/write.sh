#!/bin/sh
# Writes the locks and the bills of materials with uv: `sh python/locks/write.sh` (add --upgrade to move every version that an .in file leaves free).
# One lock serves CPython 3.11 to 3.13; the dev lock leaves out what both backends bring, to be installed beside either of them.
# The locks of the exporters to ONNX leave out what their backend brings. The lock of an older Keras has nothing else: it stands in front of what either backend brings.
set -eu
cd "$(dirname "$0")"

lock() {
    name=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
        --custom-compile-command "sh python/locks/write.sh" "$@" "$name.in" --output-file "$name.lock"
}

names() {
    sed -n 's/^\([a-z][a-z0-9-]*\)==.*/\1/p' "$1" | sort -u
}

lock jax "$@"
lock tensorflow "$@"
lock jax-cuda12 "$@" --constraint jax.lock
lock jax-cuda13 "$@" --constraint jax.lock
lock natives "$@"
lock build "$@" --constraint jax.lock --constraint tensorflow.lock

names jax.lock > jax.names
names tensorflow.lock > tensorflow.names
both=$(comm -12 jax.names tensorflow.names)
rm jax.names tensorflow.names
# shellcheck disable=SC2086 # one word a name is meant
lock dev "$@" --constraint jax.lock --constraint tensorflow.lock $(printf -- '--no-emit-package %s ' $both)
lock older --no-deps "$@"
for backend in jax tensorflow; do
    # shellcheck disable=SC2046 # one word a name is meant
    lock onnx-$backend "$@" --constraint $backend.lock $(printf -- '--no-emit-package %s ' $(names $backend.lock))
done

for backend in jax tensorflow; do
    uv run --quiet --no-project --with cyclonedx-python-lib==11.12.0 python sbom.py $backend.lock build.lock
done
