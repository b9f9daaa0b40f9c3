# One image a service, all from here: docker build --target extract . (docker-compose.yml names the targets.)
# DEBIAN is bookworm or trixie. VERSION is the project's, from CMakeLists.txt: a build stops where they differ.
ARG DEBIAN=bookworm
ARG VERSION=0.1.0

# Compiles every service, and says which packages each needs to run.
FROM debian:${DEBIAN}-slim AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
WORKDIR /src
COPY scripts/lib.sh scripts/setup scripts/
RUN PIPELINE_SETUP=build scripts/setup && rm -rf /var/lib/apt/lists/*
COPY CMakeLists.txt CMakePresets.json ./
COPY cmake cmake
COPY common common
COPY libs libs
COPY services services
ARG VERSION
RUN --mount=type=cache,target=/root/.cache/ccache,sharing=locked <<'SCRIPT'
cmake --preset release -DPIPELINE_TESTS=OFF > /dev/null
cmake --build --preset release
mkdir -p /out/bin /out/packages
for program in build/release/bin/*; do
  name=$(basename "$program")
  strip -o "/out/bin/$name" "$program"
  ldd "$program" | awk '$2 == "=>" { print $3 }' | xargs readlink -f | sed 's|^.*/|*/|' |
    xargs dpkg -S | cut -d : -f 1 | sort -u > "/out/packages/$name"
done
[ "$(/out/bin/extract --version)" = "extract $VERSION" ] || {
  echo "Dockerfile: VERSION is $VERSION, but CMakeLists.txt makes it $(/out/bin/extract --version)" >&2
  exit 1
}
SCRIPT

# What makes things of JavaScript: a stage of its own for each of them, from this one. They are the same for every
# DEBIAN, and so is this.
FROM debian:bookworm-slim AS node-build
RUN apt-get update -q && apt-get install -y -q --no-install-recommends ca-certificates nodejs npm \
  && rm -rf /var/lib/apt/lists/*

# The page of api: below build/tools/share, as scripts/build-graphiql puts it anywhere.
FROM node-build AS graphiql-build
WORKDIR /src
COPY scripts/lib.sh scripts/build-graphiql scripts/
COPY tools/graphiql tools/graphiql
RUN scripts/build-graphiql

# The page of safe-inputs, likewise: below build/tools/share, as scripts/build-page puts it anywhere.
FROM node-build AS page-build
WORKDIR /src
COPY scripts/lib.sh scripts/build-page scripts/
COPY clients/package.json clients/package-lock.json clients/.npmrc clients/
COPY clients/sheets clients/sheets
COPY clients/page clients/page
RUN scripts/build-page

# What all services need to run. The packages of extract are those of every service.
FROM debian:${DEBIAN}-slim AS runtime
RUN --mount=type=bind,from=build,source=/out/packages,target=/packages <<'SCRIPT'
set -eu
apt-get update -q
xargs apt-get install -y -q --no-install-recommends ca-certificates < /packages/extract
rm -rf /var/lib/apt/lists/* /var/cache/apt /var/log/*
SCRIPT

ARG VERSION
LABEL org.opencontainers.image.title="Safe Inputs pipeline" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.licenses="MIT"
ENV HEALTH_ADDRESS=0.0.0.0:9000
USER 10001:10001

FROM runtime AS safe-inputs
ENV LISTEN_ADDRESS=0.0.0.0:8090
COPY --from=page-build /src/build/tools/share/page /usr/local/share/page/
COPY --from=build /out/bin/safe-inputs /usr/local/bin/
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"
EXPOSE 8090
ENTRYPOINT ["safe-inputs"]

FROM runtime AS extract
COPY --from=build /out/bin/extract /usr/local/bin/
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"
ENTRYPOINT ["extract"]

# ICU is most of this image.
FROM runtime AS uppercase
USER 0:0
RUN --mount=type=bind,from=build,source=/out/packages,target=/packages <<'SCRIPT'
set -eu
apt-get update -q
xargs apt-get install -y -q --no-install-recommends < /packages/uppercase
rm -rf /var/lib/apt/lists/* /var/cache/apt /var/log/*
SCRIPT

USER 10001:10001
COPY --from=build /out/bin/uppercase /usr/local/bin/
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"
ENTRYPOINT ["uppercase"]

FROM runtime AS kv-writer
COPY --from=build /out/bin/kv-writer /usr/local/bin/
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"
ENTRYPOINT ["kv-writer"]

# Those that speak to immudb share libpqxx and what it brings.
FROM runtime AS ledger-runtime
USER 0:0
RUN --mount=type=bind,from=build,source=/out/packages,target=/packages <<'SCRIPT'
set -eu
apt-get update -q
xargs apt-get install -y -q --no-install-recommends < /packages/immudb-writer
rm -rf /var/lib/apt/lists/* /var/cache/apt /var/log/*
SCRIPT

USER 10001:10001

FROM ledger-runtime AS immudb-writer
COPY --from=build /out/bin/immudb-writer /usr/local/bin/
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"
ENTRYPOINT ["immudb-writer"]

FROM ledger-runtime AS provision
COPY --from=build /out/bin/provision /usr/local/bin/
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"
ENTRYPOINT ["provision"]

FROM runtime AS kv-reader
ENV HEALTH_ADDRESS=
COPY --from=build /out/bin/kv-reader /usr/local/bin/
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"
ENTRYPOINT ["kv-reader"]

FROM runtime AS api
ENV LISTEN_ADDRESS=0.0.0.0:4000
COPY --from=graphiql-build /src/build/tools/share/graphiql/graphiql.html.gz /src/build/tools/share/graphiql/LICENSES \
  /usr/local/share/graphiql/
COPY --from=build /out/bin/api /usr/local/bin/
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"
EXPOSE 4000
ENTRYPOINT ["api"]

# The upload command line: JavaScript on Debian's node.
FROM node-build AS clients-build
WORKDIR /clients
COPY clients/package.json clients/package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund

FROM debian:${DEBIAN}-slim AS upload
RUN apt-get update -q && apt-get install -y -q --no-install-recommends ca-certificates nodejs \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt /var/log/*
ARG VERSION
LABEL org.opencontainers.image.title="Safe Inputs upload" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.licenses="MIT"
COPY --from=clients-build /clients/node_modules /clients/node_modules
COPY clients/package.json /clients/
COPY clients/sheets /clients/sheets
COPY clients/upload /clients/upload
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"
USER 10001:10001
WORKDIR /data
ENTRYPOINT ["node", "/clients/upload/main.mjs"]
