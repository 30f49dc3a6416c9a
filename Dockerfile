# Two images from one build:
#
#   buildah bud --target pipeline -t vcluster-orchestrator:2.0.0 .  what the promises run (the default)
#   buildah bud --target sync -t kubeconfig-sync:2.0.0 .            what the kubeconfig-sync Job runs
#
# Both run as 65532:65532 with a read-only root file system and without /tmp; they write only to
# /kratix/output and /kratix/metadata. BASE is any Debian 12.
ARG BASE=debian:bookworm-slim

# Builds and tests; then links statically what the images hold.
FROM ${BASE} AS build
WORKDIR /src
COPY bootstrap ./
RUN ./bootstrap true
COPY . .
# --build-arg TESTS=all builds without testing.
ARG TESTS=check
RUN make $TESTS
RUN image/static /out

FROM ${BASE} AS sync
RUN apt-get update -q && \
    apt-get install -y -q --no-install-recommends bash curl jq ca-certificates && \
    rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*
COPY --from=build /out/usr/bin/yaml2kv /out/usr/bin/kv2yaml /out/usr/bin/kubeconfig-sync /usr/bin/
COPY --from=build /out/usr/share/vcluster-orchestrator/kubeconfig-sync /usr/share/vcluster-orchestrator/kubeconfig-sync
USER 65532:65532
WORKDIR /
ENTRYPOINT ["/usr/bin/kubeconfig-sync"]

FROM ${BASE} AS pipeline
COPY --from=build /out/usr /usr
USER 65532:65532
WORKDIR /
ENTRYPOINT ["/usr/bin/pipeline.sh"]
