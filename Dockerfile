# Two images from one build:
#
#   buildah bud --target pipeline -t vcluster-orchestrator:3.0.0 .  what the promises run (the default)
#   buildah bud --target sync -t kubeconfig-sync:3.0.0 .            what the kubeconfig-sync Job runs
#
# Both run as 65532:65532 with a read-only root file system and without /tmp; they write only to
# /kratix/output and /kratix/metadata. BASE is a Debian 12 image; with its digest a build can be
# repeated. The libraries are Debian packages: a new build has their security updates.
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS build
WORKDIR /src
COPY bootstrap ./
RUN ./bootstrap true
COPY . .
# The tests are part of the build; --build-arg TESTS=all builds the target all instead, without tests.
ARG TESTS=check
RUN make $TESTS && make install DESTDIR=/out PREFIX=/usr && \
    find /out/usr/bin -type f -exec sh -c 'for f; do strip "$f" 2>/dev/null || :; done' sh {} +

FROM ${BASE} AS sync
RUN apt-get update -q && \
    apt-get install -y -q --no-install-recommends bash curl jq ca-certificates libyaml-0-2 && \
    rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*
COPY --from=build /out/usr/bin/yaml2kv /out/usr/bin/kv2yaml /out/usr/bin/kubeconfig-sync /usr/bin/
COPY --from=build /out/usr/share/vcluster-orchestrator/kubeconfig-sync /usr/share/vcluster-orchestrator/kubeconfig-sync
USER 65532:65532
WORKDIR /
ENTRYPOINT ["/usr/bin/kubeconfig-sync"]

FROM ${BASE} AS pipeline
RUN apt-get update -q && \
    apt-get install -y -q --no-install-recommends bash libyaml-0-2 libpcre2-8-0 libmd0 libutf8proc2 && \
    rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*
COPY --from=build /out/usr /usr
USER 65532:65532
WORKDIR /
ENTRYPOINT ["/usr/bin/pipeline.sh"]
